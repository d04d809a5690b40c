import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { figuresOf } from './degrade-figures.ts';
import { now, snapshotOf, wholeMarket } from './whole-market.ts';
import type { MarketInputs } from './whole-market.ts';

const dayMs = 86_400_000;
const whole = wholeMarket();

/** One input taken away, and everything that follows from that. Names are those of `figuresOf`; of the market and of bitcoin alike. */
interface Loss {
  readonly without: string;
  readonly left: Partial<MarketInputs>;
  /** Figures that are then unknown, and why. */
  readonly unknown?: Readonly<Record<string, string>>;
  /** Figures without a place for a reason of their own: `words` says it. */
  readonly absent?: readonly string[];
  /** Figures that are known of less: pieces are missing from them, or they are made of fewer inputs. */
  readonly poorer?: readonly string[];
  /** What a reader is told. */
  readonly words?: readonly string[];
}

const noTakers = 'what takers bought is not recorded';
const shortPast = 'no forced orders of three days are recorded';
const openInterest = [
  'usd',
  'coins',
  'changeUsd24h',
  'changeUsd30d',
  'changeCoins24h',
  'changeCoins30d',
  'venues',
  'venuesEnabled',
  'at',
].map(name => `open interest/${name}`);
const whyLegs = ['why/leverage', 'why/spot', 'why/markets'];
const byFuel = ['fragility', 'stands at', 'levels/fuel'];

const losses: readonly Loss[] = [
  {
    without: 'forced orders',
    left: { orders: [], heardSince: now },
    unknown: {
      'long rate': shortPast,
      'evidence/long-rate': shortPast,
      'stabilising/rate-low': shortPast,
      R: 'no order in 6 hours',
      'evidence/branching': 'no order in 6 hours',
      'stabilising/branching': 'there are too few orders since the fall to measure it',
    },
    absent: ['totals', 'why/leverage', 'why/spot', 'stabilising/long-rate-falling'],
    poorer: ['hours', 'why', 'stabilising', 'stabilising/retraced'],
    words: ['liquidations of BTC are unknown, because nothing of the time was heard', 'this is missing: forced orders'],
  },
  {
    without: 'three days of forced orders',
    left: { orders: whole.orders.filter(({ receivedTime }) => receivedTime >= now - 2 * dayMs), heardSince: now - 2 * dayMs },
    unknown: { 'long rate': shortPast, 'evidence/long-rate': shortPast, 'stabilising/rate-low': shortPast },
    absent: ['stabilising/long-rate-falling'],
    // Totals of more days than two.
    poorer: ['totals', 'stabilising/retraced'],
  },
  {
    without: 'hourly bars',
    left: { bars: [] },
    unknown: { fuel: 'hourly prices are missing', takers: noTakers, 'stabilising/taker-buying': noTakers },
    absent: ['levels', 'levels/reasons', 'levels/others', ...byFuel],
    poorer: ['why', 'why/leverage', 'why/spot', 'badge'],
    words: ['The levels around BTC are unknown, because its hourly prices are not known', 'missing: what takers traded of spot'],
  },
  {
    without: 'bars of four hours',
    left: { bars4h: [] },
    absent: ['why/spot', 'why/markets'],
    poorer: ['levels/reasons', 'why'],
    words: ['missing: ninety days of S&P 500', 'the rest is unknown'],
  },
  {
    without: 'live prices',
    left: { prices: {}, priceLog: [] },
    unknown: { fuel: 'the price is not known', why: 'how far it has moved is not known' },
    absent: ['price', ...byFuel, ...whyLegs],
    // The result of a holding; the low and what is retraced are those of hourly bars.
    poorer: ['holders', 'stabilising/no-new-low', 'stabilising/retraced'],
    words: [
      'the price of BTC is unknown, because nobody has told it yet',
      'price unknown',
      'unknown, because its price is not known',
    ],
  },
  {
    without: 'open interest',
    left: { interest: [], dayAgo: [], monthAgo: [], interestPast: [] },
    unknown: {
      fuel: 'its open interest is not known',
      'evidence/open-interest-falling': 'no open interest since then is recorded',
    },
    absent: [...openInterest, 'funding', ...byFuel],
    // Estimates of totals are made with open interest.
    poorer: ['totals', 'why', 'why/leverage', 'why/spot'],
    words: [
      'how open interest changed is unknown, because none of a day ago is known',
      'what would be forced out is unknown, because its open interest is not known',
      'missing: open interest a day ago, what takers traded of perpetuals',
    ],
  },
  {
    without: 'the past of open interest',
    left: { dayAgo: [], monthAgo: [], interestPast: [] },
    unknown: {
      fuel: 'open interest has been recorded for less than a day',
      'evidence/open-interest-falling': 'no open interest since then is recorded',
    },
    absent: [...openInterest.slice(2, 6), ...byFuel],
    poorer: ['why', 'why/leverage', 'why/spot'],
    words: ['The change over 24h and 30d is unknown, because what was open then is not known'],
  },
  {
    without: 'order books',
    left: { depth: undefined },
    absent: ['fragility', 'stands at'],
    words: ['forced out per dollar of bids within 1% below is unknown, because no whole order book of the last hour is known'],
  },
  {
    without: 'what takers traded of perpetuals',
    left: { takers: undefined },
    poorer: ['why', 'why/leverage', 'why/spot'],
    words: ['missing: what takers traded of perpetuals'],
  },
  {
    without: 'what takers traded of spot',
    left: { bars: whole.bars.map(({ takerBuyVolume: _none, ...bar }) => bar) },
    unknown: { takers: noTakers, 'stabilising/taker-buying': noTakers },
    poorer: ['why', 'why/leverage', 'why/spot'],
    words: ['missing: what takers traded of spot', `Takers buy ? unknown, because ${noTakers}`],
  },
  {
    without: 'turnover on exchanges without leverage',
    left: { flow: [] },
    // Without its lower end.
    poorer: ['R'],
    words: ['· outside cause unknown'],
  },
  {
    without: 'breadth',
    left: { breadth: undefined },
    unknown: { breadth: 'no provider of breadth has answered' },
    words: ['unknown, because no provider of breadth has answered'],
  },
  {
    without: 'big holders',
    left: { holders: [] },
    unknown: { holders: 'no provider of big holders has answered' },
    // Their average costs are levels.
    absent: ['levels/others'],
    poorer: ['levels/reasons'],
    words: ['unknown, because no provider of big holders has answered'],
  },
  {
    without: 'other markets',
    left: { markets: [] },
    unknown: { 'other markets': 'no provider of other markets has answered' },
    absent: ['appetite', 'why/markets', 'why/spot'],
    poorer: ['why'],
    words: ['unknown, because no provider of other markets has answered', 'missing: other markets'],
  },
  {
    without: 'VIX',
    left: { markets: whole.markets.filter(({ id }) => id !== 'vix') },
    absent: ['appetite'],
    poorer: ['other markets'],
    words: ['unknown, because VIX or the share indices of the last days are not known'],
  },
  { without: 'fear & greed', left: { fearGreed: [] }, absent: ['fear & greed'], words: ['not heard yet'] },
  { without: 'funding', left: { funding: [] }, absent: ['funding'] },
  {
    without: 'one of two venues, which is switched off',
    left: { off: ['bybit'] },
    poorer: [
      'totals',
      'hours',
      ...openInterest.filter(name => !/change|at$/.test(name)),
      'funding',
      'long rate',
      'evidence/long-rate',
      'stabilising/rate-low',
      'stabilising/long-rate-falling',
      'stabilising/retraced',
      'why/leverage',
      'why/spot',
      'fuel',
      ...byFuel,
    ],
  },
];

/** Numbers to nine digits: sums over one venue and over two round differently. */
const textOf = (figure: unknown): string | undefined =>
  JSON.stringify(figure, (_name, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value));
const ofBoth = (name: string): string => name.replace('market ', '');

/** The names of the figures of which `differs` holds, those of the market by the name that they have of bitcoin. */
function namesOf(figures: Readonly<Record<string, unknown>>, differs: (name: string) => boolean): readonly string[] {
  return [...new Set(Object.keys(figures).filter(differs).map(ofBoth))].sort();
}

describe('a market of which one input is missing', { timeout: 20_000 }, () => {
  let known: Readonly<Record<string, unknown>>;
  let words: string;
  beforeAll(async () => {
    // In development query-core warns of timers that are put in each other's places.
    vi.stubEnv('NODE_ENV', 'production');
    const snapshot = await snapshotOf(whole);
    known = figuresOf(snapshot);
    words = wordsOf(snapshot);
  }, 20_000);
  afterAll(() => void vi.unstubAllEnvs());

  it('knows every figure while none is', () => {
    const unknown = namesOf(known, name => known[name] === undefined || textOf(known[name])?.includes('unknown') === true);
    // Of all coins together there is no price from which a curve could begin.
    expect(unknown).toEqual(['fragility', 'fuel', 'stands at']);
    expect([known['fuel'], known['fragility'], known['stands at']]).not.toContain(undefined);
    expect(words).not.toMatch(/unknown|not known/);
  });

  it.each(losses)('without $without loses what needs that, says why, and has all else as it was', async loss => {
    const { left, unknown = {}, absent = [], poorer = [], words = [] } = loss;
    const snapshot = await snapshotOf({ ...whole, ...left });
    const figures = figuresOf(snapshot);
    const all = { ...known, ...figures };
    const changed = namesOf(all, name => textOf(known[name]) !== textOf(figures[name]));
    expect(changed).toEqual([...Object.keys(unknown), ...absent, ...poorer].sort());
    for (const name of changed) {
      const told = Object.keys(all).flatMap(each =>
        ofBoth(each) === name && textOf(known[each]) !== textOf(figures[each]) ? [figures[each]] : [],
      );
      const reason = unknown[name];
      for (const figure of told) {
        if (reason !== undefined) expect([name, figure]).toEqual([name, `unknown, because ${reason}`]);
        else if (absent.includes(name)) expect([name, figure]).toEqual([name, undefined]);
        else expect([name, figure === undefined || textOf(figure)?.startsWith('"unknown')]).toEqual([name, false]);
      }
    }
    const text = wordsOf(snapshot);
    for (const each of words) expect(text).toContain(each);
    expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('says of everything why it is unknown where nothing is known at all', async () => {
    const left = Object.assign(
      {},
      ...losses
        .filter(({ left: { off, ...rest } }) => off === undefined && Object.keys(rest).length > 0)
        .map(({ left: each }) => each),
    ) as Partial<MarketInputs>;
    const snapshot = await snapshotOf({ ...whole, ...left, orders: [], heardSince: now, bars: [], markets: [] });
    const figures = figuresOf(snapshot);
    const isKnown = (name: string): boolean =>
      figures[name] !== undefined && textOf(figures[name])?.startsWith('"unknown') === false;
    // Hours that nobody heard, and a badge that says nothing.
    expect(namesOf(figures, isKnown)).toEqual(['badge', 'hours']);
    expect(textOf(figures['hours'])).not.toContain('longUsd');
    expect(wordsOf(snapshot)).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(snapshot.answers['BTC']?.word).toBe('Phase unknown');
  });
});

/** Every text of the answers and of the first figures, with each row's cells side by side. */
function wordsOf({ answers, front }: MarketSnapshot): string {
  const texts = (part: unknown): readonly string[] =>
    typeof part === 'string'
      ? [part]
      : typeof part === 'object' && part !== null
        ? Object.values(part).flatMap(each => texts(each))
        : part === undefined || typeof part === 'number' || typeof part === 'boolean'
          ? []
          : [String(part)];
  return texts([answers, front]).join('\n');
}
