import { describe, expect, it } from 'vitest';
import { readLinkedArticles } from '../../../lib/article/json-ld.ts';
import { readStatedTime } from '../../../lib/article/times.ts';
import { toArticle } from '../../../lib/article/to-article.ts';
import type { PageText } from '../../../lib/model/article.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const page: PageText = {
  headlines: ['Coins sink', '', 'Made News'],
  blocks: ['x'],
  data: [],
  published: '',
  modified: '',
  time: '',
};
const linked = (...nodes: readonly unknown[]): PageText => ({ ...page, data: nodes.map(node => JSON.stringify(node)) });

describe('a time as pages write it', () => {
  it.each([
    ['2026-03-02T12:00:00Z', noon],
    ['2026-03-02T12:00:00.123Z', noon],
    ['2026-03-02T13:30:00+01:30', noon],
    ['2026-03-02T07:00:00-0500', noon],
    [' 2026-03-02 12:00 UTC ', noon],
    ['Mon, 02 Mar 2026 12:00:00 GMT', noon],
    ['March 2, 2026 07:00 EST', noon],
  ])('%s has a zone', (text, time) => {
    expect(readStatedTime(text, 'meta')).toEqual({ time, source: 'meta', zoneKnown: true });
  });

  it.each(['2026-03-02T12:00:00', '2026-03-02 12:00'])('%s has none: read as UTC, and known only where the site is', text => {
    expect(readStatedTime(text, 'time')).toEqual({ time: noon, source: 'time', zoneKnown: false });
    expect(readStatedTime(text, 'time', 'utc')).toEqual({ time: noon, source: 'time', zoneKnown: true });
  });

  it('of a day alone is its first moment', () => {
    expect(readStatedTime('2026-03-02', 'json-ld')).toEqual({ time: Date.UTC(2026, 2, 2), source: 'json-ld', zoneKnown: false });
  });

  it.each([
    '',
    'yesterday',
    'March 2, 2026',
    '02.03.2026',
    '2026-13-02',
    '2026-03-02T12:61',
    '1970-01-01T00:00:00Z',
    '0000-00-00',
    '17 UTC',
  ])('%j is none', text => {
    expect(readStatedTime(text, 'meta', 'utc')).toBeUndefined();
  });
});

describe('the date of an article', () => {
  const told = { '@type': 'NewsArticle', datePublished: '2026-03-02T12:00:00Z' };

  it.each([
    ['alone', told],
    ['in an array', [{ '@type': 'Organization' }, told]],
    [
      'in a graph',
      { '@context': 'https://schema.org', '@graph': [{ '@type': 'BreadcrumbList' }, { ...told, '@type': ['Article', 'X'] }] },
    ],
    ['below a page', { '@type': 'WebPage', datePublished: '2020-01-01', mainEntity: told }],
  ])('is that of JSON-LD, %s', (_, data) => {
    expect(toArticle({ ...linked(data), published: '2026-03-02T15:00:00Z', time: '2026-03-02T16:00:00Z' }).published).toEqual({
      time: noon,
      source: 'json-ld',
      zoneKnown: true,
    });
  });

  it('is that of the meta element, then of the first time element', () => {
    expect(toArticle({ ...page, published: '2026-03-02T12:00:00Z', time: '2026-03-01' }).published).toMatchObject({
      time: noon,
      source: 'meta',
    });
    expect(toArticle({ ...page, published: 'today', time: '2026-03-02T12:00:00Z' }).published).toMatchObject({
      time: noon,
      source: 'time',
    });
    expect(toArticle(page)).toEqual({ site: undefined, headline: 'Coins sink', blocks: ['x'] });
  });

  it('is that of the article with the headline, where the page tells of several', () => {
    const other = { ...told, headline: 'Ether wakes', datePublished: '2026-01-01T00:00:00Z' };
    expect(toArticle(linked([other, { ...told, headline: 'COINS sink!' }])).published?.time).toBe(noon);
    // One that names another is not of this page; one that names none may be.
    expect(toArticle(linked([other, told])).published?.time).toBe(noon);
    expect(toArticle(linked([other])).published).toBeUndefined();
  });

  it('is read out of JSON that is broken', () => {
    const data = [
      '<!-- {"@type":"NewsArticle","headline":"a\nb","datePublished" : "2026-03-02T12:00:00Z","dateModified":"2026-03-02T13:00:00Z",} -->',
    ];
    expect(toArticle({ ...page, data })).toMatchObject({ published: { time: noon }, modified: { time: noon + 3_600_000 } });
  });

  it.each([
    ['shorter than it is shown', 'Coins sink as a made-up week ends', 'Coins sink'],
    ['in other words of which half are the same', 'Why coins sink', 'Coins sink, traders shrug'],
  ])('is that of JSON-LD whose headline is %s', (_, shown, headline) => {
    const told = { '@type': 'Article', headline, datePublished: '2026-03-02T12:00:00Z' };
    expect(toArticle({ ...linked(told), headlines: [shown, '', ''] }).published?.time).toBe(noon);
  });

  it.each([
    ['shares another headline', 'Ether wakes', 'Coins sink | Made News'],
    ['shares none, and whose title is of another', '', ''],
  ])('is not that of a head which %s', (_, shared, title) => {
    const told = { '@type': 'Article', datePublished: '2026-01-01T00:00:00Z' };
    const data = { ...linked(told), headlines: ['Coins sink', shared, title], published: '2026-01-01T00:00:00Z' };
    expect(toArticle(data).published).toBeUndefined();
    expect(toArticle({ ...data, time: '2026-03-02T12:00:00Z' }).published).toMatchObject({ time: noon, source: 'time' });
  });

  it('of what is written on over a day is that day, and of what took longer none', () => {
    const live = (dateModified: string) =>
      toArticle(linked({ '@type': 'LiveBlogPosting', datePublished: '2026-03-02T12:00:00Z', dateModified }));
    expect(live('2026-03-03T12:00:00Z')).toMatchObject({ published: { time: noon, zoneKnown: false } });
    expect(live('2026-03-03T12:00:01Z').published).toBeUndefined();
    expect(live('2026-03-03T12:00:01Z').modified).toBeUndefined();
  });

  it('has a change only when that is later', () => {
    const changed = (dateModified: string) => toArticle(linked({ ...told, dateModified })).modified?.time;
    expect(changed('2026-03-02T12:30:00Z')).toBe(noon + 1_800_000);
    expect(changed('2026-03-02T12:00:00Z')).toBeUndefined();
    expect(changed('2026-03-01T12:00:00Z')).toBeUndefined();
  });

  it('takes no zone for granted but that of a site that is known', () => {
    const data = linked({ ...told, datePublished: '2026-03-02T12:00:00' });
    expect(toArticle(data, 'made', {})).toMatchObject({ site: 'made', published: { zoneKnown: false } });
    expect(toArticle(data, 'made', { zoneless: 'utc' })).toMatchObject({ published: { time: noon, zoneKnown: true } });
  });
});

describe('the text of an article', () => {
  it('has no characters that nobody sees, and keeps the place of every block', () => {
    const blocks = [' Bit\u200bcoin  at\n \u202e$61,200\u202c ', '\u200b', 'one\n\n two'];
    expect(toArticle({ ...page, blocks }).blocks).toEqual(['Bitcoin at\n$61,200', '', 'one\ntwo']);
  });

  it('has the first headline that is not empty', () => {
    expect(toArticle({ ...page, headlines: [' \u200b', 'Shared\nso', 'Title'] }).headline).toBe('Shared so');
    expect(toArticle({ ...page, headlines: [] }).headline).toBe('');
  });
});

describe('JSON-LD of any kind', () => {
  it('that is hostile is read to an end', () => {
    const deep = '{"@graph":['.repeat(3_000) + '1' + ']}'.repeat(3_000);
    const many = Array.from({ length: 20_000 }, () => ({ '@type': 'Article', datePublished: 'x' }));
    expect(readLinkedArticles(['', 'null', '[[[1]]]', '{"@graph":"x"}', '{"@type":7,"datePublished":[1]}', deep])).toEqual([]);
    expect(readLinkedArticles([JSON.stringify(many)]).length).toBeLessThanOrEqual(2_000);
  });
});
