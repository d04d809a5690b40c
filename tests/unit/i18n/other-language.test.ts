import { describe, expect, test } from 'vitest';
import type { Figures } from '../../../lib/format/front.ts';
import type { EngineInput } from '../../../lib/model/engine.ts';
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
const { formatAlert } = await import('../../../lib/format/alert-words.ts');
const { formatLevelReasons } = await import('../../../lib/format/ladder.ts');
const { formatInputs, formatReason } = await import('../../../lib/format/reasons.ts');
const { formatWhy } = await import('../../../lib/format/request-why.ts');
const { formatScope } = await import('../../../lib/format/scope.ts');
const { describeFeedError } = await import('../../../lib/background/health.ts');
const { formatSocket } = await import('../../../lib/background/socket-service.ts');
const { formatMemory } = await import('../../../lib/background/user-data.ts');
const { createReplay } = await import('../../../lib/engine/replay.ts');
const { venues } = await import('../../../lib/venues/registry.ts');
const { createWorld, hear } = await import('../background/alerts-rig.ts');
const { snapshotOf, wholeMarket } = await import('../background/whole-market.ts');
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
  ...[
    'Binance',
    'Bybit',
    'Gate',
    'Coinbase',
    'CoinGecko',
    'Yahoo',
    'alternative.me',
    'Strategy',
    'MARA Holdings',
    'Made Holdings',
  ],
];
/** Words that the provider of the index tells. */
const told = ['Extreme Fear', 'extreme fear', 'Neutral', 'neutral', 'Extreme Greed', 'Greed'];
/** Of the feeds of the fixtures, which are as the background once put them. */
const feeds = ['liquidations', 'open interest', 'quotes', 'contracts', 'Fear & Greed', 'HTTP 500 since', 'not heard yet'];

const exceptions = [...names, ...told, ...feeds].sort((a, b) => b.length - a.length);

/** The texts in which an English word is left: three plain letters in a row. */
const english = (texts: readonly string[]): readonly string[] =>
  texts.filter(text => {
    const words = exceptions.reduce((rest, known) => rest.replaceAll(known, ''), text.slice(text.indexOf(': ') + 2));
    return /[a-z]{3}/i.test(words);
  });

/** A fall after two quiet days, an order a minute and then five a second, and the index once a day. */
function fallOf(): readonly EngineInput[] {
  const [minute, quiet, t0] = [60_000, 2 * 1_440, Date.UTC(2026, 2, 1)];
  const indices = [20, 50, 80].map((value, day): EngineInput => ({
    type: 'reference',
    time: t0 + day * 1_000 * minute,
    name: 'fear-greed',
    value,
  }));
  const minutes = Array.from({ length: quiet + 180 }, (_, n): readonly EngineInput[] => {
    const time = t0 + n * minute;
    const step = Math.min(20, Math.max(0, n - quiet));
    const priceAfter = (steps: number): number => 82_000 * (1 - 0.003 * Math.max(0, steps));
    const [open, close] = [priceAfter(step - 1), priceAfter(step)];
    const isFalling = step > 0 && step < 20;
    return [
      { type: 'bar', time, intervalMs: minute, base: 'BTC', open, high: open, low: close, close },
      ...Array.from({ length: isFalling ? 60 : 1 }, (_order, place): EngineInput => {
        const usd = isFalling ? 20_000 : 500;
        return { type: 'liquidation', time: time + place * 900, base: 'BTC', position: 'long', usd, venue: 'bybit' };
      }),
    ];
  });
  return [...indices, ...minutes.flat()];
}

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

  const whole = wholeMarket();
  const nothing = {
    orders: [],
    bars: [],
    bars4h: [],
    prices: {},
    priceLog: [],
    interest: [],
    flow: [],
    markets: [],
    holders: [],
  };
  test.each<readonly [without: string, left: Partial<typeof whole>]>([
    ['nothing', {}],
    ['orders', { orders: [] }],
    ['bars', { bars: [], bars4h: [] }],
    ['prices', { prices: {}, priceLog: [] }],
    ['open interest and what takers did', { interest: [], interestPast: [], dayAgo: [], takers: undefined, flow: [] }],
    ['what others tell', { breadth: undefined, holders: [], markets: [] }],
    ['anything', nothing],
  ])('none is left in what the background says of a market without %s, from the engine to the panel', async (_name, left) => {
    const { answers, front, badge, feeds } = await snapshotOf({ ...whole, ...left });
    const texts = textsOf({ answers: Object.values(answers), front, badge, feeds });
    expect(texts.length).toBeGreaterThan(200);
    expect(english(texts)).toEqual([]);
  });

  test('none is left in what a replay tells, from the engine to its words', () => {
    const replay = createReplay({ thresholds: [{ base: 'ALL', position: 'long', usd: 100_000, windowMs: 3_600_000 }] });
    const outputs = [...fallOf().flatMap(input => replay.push(input)), ...replay.end()];
    const alerts = outputs.flatMap(output => (output.type === 'alert' ? [output] : []));
    expect(new Set(alerts.map(({ matter }) => matter.of))).toEqual(new Set(['phase', 'level', 'threshold', 'fear-greed']));
    const missing = outputs.flatMap(output =>
      output.type === 'phase'
        ? [...output.evidence.flatMap(each => each.missing ?? []), ...('unknown' in output.r ? [output.r.unknown] : [])]
        : [],
    );
    expect(missing.length).toBeGreaterThan(0);
    expect(english(alerts.flatMap(alert => textsOf(formatAlert(alert))))).toEqual([]);
    expect(english(missing.map(reason => `/r: ${formatReason(reason)}`))).toEqual([]);
  });

  test('none is left in notifications', async () => {
    const world = createWorld();
    const service = world.live();
    world.fearGreed = { value: 40, word: 'neutral', days: [], at: 0, source: '', sourceUrl: '' };
    for (const phase of ['building', 'cascade', 'deleveraging'] as const) {
      await hear(world, service, phase);
      await world.time.advance(60_000);
    }
    expect(world.shown.length).toBeGreaterThan(1);
    expect(english(world.shown.map(([, , title]) => `/title: ${title}`))).toEqual([]);
  });

  test('none is left in any name that is kept or sent in place of words', () => {
    // Those with a value of their own stand below.
    const namesIn = (space: string): readonly string[] =>
      [...messages].flatMap(([key, text]) => (key.startsWith(space) && !text.includes('{') ? [key.slice(space.length)] : []));
    const reasons = namesIn('reason.') as readonly Parameters<typeof formatReason>[0][];
    const levels = namesIn('levels.reason.') as Parameters<typeof formatLevelReasons>[0];
    const inputs = namesIn('why.input.') as Parameters<typeof formatInputs>[0];
    const sockets = namesIn('feeds.socket.') as readonly Parameters<typeof formatSocket>[0]['reason'][];
    const stores = namesIn('data.store.') as readonly Parameters<typeof formatMemory>[0]['reason'][];
    expect([reasons, levels, inputs, sockets, stores].map(each => each.length > 2)).not.toContain(false);
    const texts = [
      ...reasons.map(formatReason),
      formatReason({ of: 'fewOrders', count: 7 }),
      formatReason({ of: 'inputs', inputs: ['spot', { past: 'DAX' }] }),
      ...formatLevelReasons(levels),
      ...formatLevelReasons([{ cost: 'Strategy' }]),
      formatInputs(inputs),
      ...namesIn('request.').flatMap(why => [formatWhy(why), formatWhy(`${why}:BTC`)]),
      ...sockets.map(reason => formatSocket({ reason, code: 1006, fault: { reason: 'not a list', path: '0.1' } })),
      ...stores.map(reason => formatMemory({ kind: 'memory', reason })),
      ...(['slow', 'failedTwice', 'unopened'] as const).map(reason =>
        formatMemory({ kind: 'memory', reason, detail: 3, unread: '4' }),
      ),
      ...[{ coin: 'BTC' }, { coins: 3 }, { coin: 'BTC', venues: 3 }].map(scope => formatScope({ name: 'Gate', scope })),
    ];
    expect(english(texts.map(text => `/name: ${text}`))).toEqual([]);
    expect(texts).not.toContain('');
  });

  test('none is left in why any request was made', () => {
    const requests = venues.flatMap(({ instruments, quotes, funding }) => [
      ...instruments.requests,
      ...(quotes?.requests ?? []),
      ...(funding?.requests([]) ?? []),
    ]);
    expect(requests.length).toBeGreaterThan(30);
    // What stands behind the colon is the venue's own name for it.
    expect(english(requests.map(({ why }) => `/why: ${formatWhy(why).replace(/: \S+$/, '')}`))).toEqual([]);
  });

  test.each([
    ...['offline', 'network', 'timeout', 'blocked', 'status', 'redirect', 'content-type', 'too-large', 'malformed', 'cancelled'],
    'rejected',
  ] as const)('none is left in the words of a request that failed, and what is meant for a log is not said: %s', kind => {
    const details = { status: 500, place: '0.1', told: '50011' };
    const { reason } = describeFeedError(new FeedError(kind, 'fapi.binance.com', 'not what was promised', details));
    expect(english([`/reason: ${reason}`])).toEqual([]);
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
