import { describe, expect, it } from 'vitest';
import { readLinkedArticles } from '../../../lib/article/json-ld.ts';
import { partOf } from '../../../lib/article/part.ts';

const words = (count: number): string => 'coin '.repeat(count).trim();
const paid = { isPaid: true, isLive: false, words: undefined };

describe('an article of which a part was read', () => {
  it.each([
    ['is for subscribers, and as short as a teaser', [words(199)], paid, 'wall'],
    ['has far fewer words than it says, and is for subscribers', [words(300)], { ...paid, words: 800 }, 'wall'],
    ['has far fewer words than it says', [words(300)], { ...paid, isPaid: false, words: 800 }, 'cut'],
    ['ends in the middle of a sentence after a few lines', [words(40), `${words(20)} …`], undefined, 'cut'],
    ['ends so, and is for subscribers', [`${words(20)} [...]`], paid, 'wall'],
    ['has a wall among its blocks', [words(400), 'paywall', words(40)], undefined, 'wall'],
    ['has a wall, and less than it says', [words(600), 'content-wall'], { ...paid, words: 800 }, 'wall'],
    ['says at its end that it goes on for others', [words(400), 'Subscribe to continue reading.'], undefined, 'wall'],
  ])('%s', (_name, blocks, told, part) => {
    expect(partOf(blocks, told)).toBe(part);
  });

  it.each([
    'Already a subscriber? Log in',
    'Sign in to read the full article',
    'Create an account or log in to unlock this article.',
    'This story is available exclusively to Pro subscribers.',
    'The rest of this report is only for paying members.',
    'Continue reading with a subscription',
  ])('has a wall in: %s', notice => {
    expect(partOf([words(400), notice, ''], undefined)).toBe('wall');
  });
});

describe('an article that was read as a whole', () => {
  it.each<readonly [string, readonly string[], Parameters<typeof partOf>[1]]>([
    ['is for subscribers, and one of them reads it', [words(200)], paid],
    ['has as many words as it says, give or take a box', [words(481)], { ...paid, words: 800 }],
    ['is short', [words(60)], { ...paid, isPaid: false }],
    ['has a wall for those who come next, and all of its words', [words(720), 'paywall'], { ...paid, words: 800 }],
    ['is of a firewall', ['firewall', words(60)], undefined],
    ['is short, and a box of it was left out', [words(20)], { ...paid, words: 119 }],
    ['is written on, so that its count is of another time', [words(300)], { ...paid, isPaid: false, isLive: true, words: 2_000 }],
    ['ends with a quote that trails off', [words(500), 'He said: we shall see …'], undefined],
    ['has not come yet', [], undefined],
  ])('%s', (_name, blocks, told) => {
    expect(partOf(blocks, told)).toBeUndefined();
  });

  it.each([
    'Subscribe to our newsletter for more stories like this one.',
    'Exchanges must register to access the market.',
    'The fund is available to members of the exchange.',
    'Bitcoin needs to continue rising to reach $70,000.',
    'Sign up to read our daily newsletter.',
  ])('has no wall in: %s', last => {
    expect(partOf([words(400), last], undefined)).toBeUndefined();
  });

  it('speaks of walls in a paragraph of its own, or long before its end', () => {
    const sentence = 'Readers had to subscribe to continue reading, the publisher said.';
    expect(partOf([words(300), `${sentence} ${words(60)}`], undefined)).toBeUndefined();
    expect(partOf([sentence, ...Array.from({ length: 4 }, () => words(50))], undefined)).toBeUndefined();
  });
});

describe('what JSON-LD says of a wall', () => {
  const article = { '@type': 'NewsArticle', datePublished: '2026-03-02T12:00:00Z' };
  const told = (more: object) => readLinkedArticles([JSON.stringify({ ...article, ...more })])[0];

  it.each([
    { isAccessibleForFree: false },
    { isAccessibleForFree: 'False' },
    { isAccessibleForFree: 'https://schema.org/False' },
    { hasPart: { '@type': 'WebPageElement', isAccessibleForFree: 'false', cssSelector: '.wall' } },
    { isAccessibleForFree: true, hasPart: [{}, { isAccessibleForFree: false }] },
  ])('is that there is one: %j', more => {
    expect(told(more)?.isPaid).toBe(true);
  });

  it.each([
    {},
    { isAccessibleForFree: true },
    { isAccessibleForFree: 'True' },
    { hasPart: [[], null, 'x'] },
    { isAccessibleForFree: { toString: 1 } },
  ])('is that there is none, or nothing: %j', more => {
    expect(told(more)?.isPaid).toBe(false);
  });

  it('is how many words there are', () => {
    expect([800, '800', '1,024', 0, -5, 'many', {}, undefined].map(wordCount => told({ wordCount })?.words)).toEqual([
      800,
      800,
      1_024,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is read from what cannot be parsed too', () => {
    const broken = (free: string) => `{"datePublished":"2026-03-02T12:00:00Z","isAccessibleForFree" : ${free},}`;
    expect(['false', '"False"', 'true'].map(free => readLinkedArticles([broken(free)])[0]?.isPaid)).toEqual([true, true, false]);
  });
});
