import { describe, expect, test } from 'vitest';
import type { Figures } from '../../../lib/format/front.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { messages } from './message-uses.ts';

/**
 * A language that nobody speaks: each letter of a message with a mark, so that no English word is left of it, and each form a third longer. What
 * is English in an answer then did not come from the messages.
 */
const marked = new Map(Array.from('abcdefghijklmnopqrstuvwxyz', letter => [letter, `${letter}\u0301`.normalize('NFC')]));
const toForm = (form: string): string =>
  form.replace(/\{\w+\}|[a-z]/gi, part => {
    const letter = marked.get(part.toLowerCase());
    return letter === undefined ? part : part === part.toLowerCase() ? letter : letter.toUpperCase();
  }) + '~'.repeat(Math.ceil(form.length / 3));
const byName = new Map(
  [...messages].map(([key, message]) => [key.replaceAll('.', '_'), message.split(' | ').map(toForm).join(' | ')]),
);

Reflect.set(globalThis, 'chrome', { i18n: { getMessage: (name: string) => byName.get(name) ?? '' } });
const { composeAnswer } = await import('../../../lib/format/answer.ts');
const { composeBadge } = await import('../../../lib/format/badge.ts');
const { composeFront } = await import('../../../lib/format/front.ts');
const { formatAge, formatFreshness } = await import('../../../lib/format/age.ts');
const { formatProgress } = await import('../../../lib/format/feeds.ts');
const { venueWords } = await import('../../../lib/format/venue-words.ts');
const { describeFeedError } = await import('../../../lib/background/health.ts');
const { FeedError } = await import('../../../lib/model/feed-error.ts');
const { toSilences } = await import('../../../lib/background/silences.ts');
const fixtures = await import('../../fixtures/snapshots.ts');

/** Fields that are names for the program and no words. */
const codes: readonly string[] = ['id', 'tone', 'mark', 'phase', 'kind'];

/** What a person may see of a value, with where it stands. */
function textsOf(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') return [`${path}: ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (codes.includes(key) ? [] : textsOf(each, `${path}/${key}`)));
}

/** Names, which are the same in every language. */
const names = [
  ...['BTC', 'ETH', 'SOL', 'PEPE', 'UTC', 'VIX', 'DAX', 'Euro Stoxx 50', 'S&P 500'],
  ...['Binance', 'Bybit', 'Gate', 'Coinbase', 'CoinGecko', 'Yahoo', 'alternative.me', 'Strategy', 'MARA Holdings'],
];
/** Words that providers tell: of the index, of a market. */
const told = ['Extreme Fear', 'extreme fear', 'Neutral', 'neutral', '10-year yield', 'Dollar index'];
/** Reasons of the engine, which speaks English alone. */
const reasons = [
  ...['round number', 'low of 30 days', 'average cost of'],
  ...[
    'nothing is falling',
    'nothing has fallen',
    'it has hardly moved',
    'no price is recorded',
    'its open interest is not known',
  ],
  ...[
    'no provider of breadth has answered',
    'no provider of big holders has answered',
    'no provider of other markets has answered',
  ],
];
/** Of the feeds of the fixtures. */
const feeds = ['liquidations', 'open interest', 'quotes', 'contracts', 'Fear & Greed', 'HTTP 500 since', 'not heard yet'];

const exceptions = [...names, ...told, ...reasons, ...feeds].sort((a, b) => b.length - a.length);

/** The texts in which an English word is left: three plain letters in a row. */
const english = (texts: readonly string[]): readonly string[] =>
  texts.filter(text => {
    const words = exceptions.reduce((rest, known) => rest.replaceAll(known, ''), text.slice(text.indexOf(': ') + 2));
    return /[a-z]{3}/i.test(words);
  });

const figures: readonly (readonly [name: string, figures: Figures])[] = Object.entries(fixtures).flatMap(([name, fixture]) =>
  typeof fixture === 'object' ? [[name, fixture satisfies MarketSnapshot]] : [],
);

describe('in another language', () => {
  test('there are fixtures, and their words are the other ones', () => {
    expect(figures.map(([name]) => name)).toContain('referenceSnapshot');
    expect(fixtures.referenceSnapshot.answers['']?.word).toMatch(/~$/);
    expect(english(['/x: Forced out, all coins'])).toHaveLength(1);
  });

  test.each(figures)('no English word of ours is left in answers and first figures: %s', (_name, each) => {
    for (const base of [undefined, 'BTC', 'PEPE']) expect(english(textsOf(composeAnswer(each, base)))).toEqual([]);
    expect(english(textsOf(composeFront(each, each.feeds)))).toEqual([]);
  });

  test('none is left on the badge, in ages and in how far reading the past has come', () => {
    const words = { kind: 'stale', text: '', base: 'BTC', answer: { word: '', line: '' } } as const;
    const texts = [
      composeBadge({ ...words, freshAt: undefined }),
      composeBadge({ ...words, freshAt: 0 }),
      composeBadge({ ...words, kind: 'level', broken: { price: 70_000, since: 0 }, freshAt: 0 }),
      ...[1e3, 1e5, 1e7, 1e9].map(ms => formatAge(ms)),
      formatFreshness(1e5, 1e4),
      formatFreshness(undefined, 1e4),
      formatProgress({ venue: 'Gate', stage: '24h', done: 40, total: 120 }),
    ];
    expect(english(texts.flatMap(text => textsOf(text)))).toEqual([]);
  });

  test('none is left in what is said of venues', () => {
    const texts = Object.values(venueWords).flatMap(({ counts, misses, history }) => [counts, misses, history ?? '']);
    expect(texts.filter(text => /[a-z]{3}/i.test(text))).toEqual([]);
  });

  test('none is left in why a request failed, and the wait is left out of what is remembered of it', () => {
    const { reason } = describeFeedError(
      new FeedError('rate-limited', 'fapi.binance.com', 'x', { status: 429, retryAfterMs: 12_000 }),
    );
    expect(reason).toContain('12');
    expect(/[a-z]{3}/i.test(reason)).toBe(false);
    const change = (at: number, state: 'live' | 'failing', why: string) => ({ at, state, reason: why });
    const streams = [[change(0, 'live', ''), change(20_000, 'failing', reason), change(40_000, 'live', '')]];
    const heard = [
      { from: 0, to: 20_000 },
      { from: 40_000, to: 60_000 },
    ];
    const [silence] = toSilences({ from: 0, to: 60_000, heard, stops: [], since: 0, streams });
    const without = describeFeedError(new FeedError('rate-limited', 'fapi.binance.com', 'x', { status: 429 })).reason;
    expect(silence?.reason).toBe(without);
  });
});
