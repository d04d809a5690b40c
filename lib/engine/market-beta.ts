import { clip, measure, subtract, union, type Interval, type Intervals } from '../std/intervals.ts';

/** What something cost at a moment (ms). */
export type Close = readonly [time: number, value: number];

/** What a market did from the opening of a session to its end, or so far; the gap since the close before is part of it. */
export interface MarketMove extends Interval {
  /** Fraction, against the close before. */
  readonly change: number;
}

/** One outside market. */
export interface MarketPast {
  readonly name: string;
  /** Daily, ascending, of the ninety days before. */
  readonly closes: readonly Close[];
  /** Sessions that reach into the window; none when it was closed throughout. */
  readonly moves: readonly MarketMove[];
}

/** By how much a coin moves with a market, and the standard error of that. */
export interface Beta {
  readonly beta: number;
  readonly error: number;
}

const reachMs = 90 * 86_400_000;
/** A price of the coin that is older than this at a market's close is none of that moment: the coarsest bars have four hours. */
const staleMs = 6 * 3_600_000;
const fewestDays = 30;

/**
 * Slope of the coin's daily returns over those of a market, by least squares, both from close to close of the market within ninety days before
 * `now`. `undefined` with fewer than thirty days. `coin` is ascending and at least as fine as four hours.
 */
export function betaTo(coin: readonly Close[], closes: readonly Close[], now: number): Beta | undefined {
  const pairs: (readonly [x: number, y: number])[] = [];
  let before: { readonly market: number; readonly coin: number | undefined } | undefined;
  for (const [time, market] of closes) {
    if (time <= now - reachMs || time > now) continue;
    const own = priceAt(coin, time);
    if (before?.coin !== undefined && own !== undefined) pairs.push([market / before.market - 1, own / before.coin - 1]);
    before = { market, coin: own };
  }
  const count = pairs.length;
  if (count < fewestDays) return undefined;
  const mean = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0) / count;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  if (xx === 0) return undefined;
  return { beta: xy / xx, error: Math.sqrt(Math.max(0, yy - xy ** 2 / xx) / (count - 2) / xx) };
}

function priceAt(coin: readonly Close[], time: number): number | undefined {
  const found = coin.findLast(([at]) => at <= time);
  return found !== undefined && time - found[0] <= staleMs ? found[1] : undefined;
}

/** What outside markets explain of a coin's move. */
export interface Explained {
  /** Fraction, of the coin's price. */
  readonly change: number;
  /** Standard error of it. */
  readonly error: number;
  /** Markets that were open and whose beta is not known. */
  readonly unknown: readonly string[];
}

/**
 * Beta times what each market did while it was open inside the window: of a session that reaches out of it, the part of its hours that is inside.
 * Hours in which several are open count for the first of them, since shares move together.
 */
export function explainedBy(markets: readonly MarketPast[], coin: readonly Close[], window: Interval): Explained {
  let taken: Intervals = [];
  let [change, variance] = [0, 0];
  const unknown: string[] = [];
  for (const { name, closes, moves } of markets) {
    const open = moves
      .filter(({ from, to }) => from < to)
      .map(move => ({ move, inside: subtract(clip([move], window.from, window.to), taken) }));
    const part = open.reduce((sum, { move, inside }) => sum + (move.change * measure(inside)) / (move.to - move.from), 0);
    const hours = open.flatMap(({ inside }) => inside);
    if (hours.length === 0) continue;
    const slope = betaTo(coin, closes, window.from);
    if (slope === undefined) {
      unknown.push(name);
      continue;
    }
    taken = union(taken, hours);
    change += slope.beta * part;
    variance += (slope.error * part) ** 2;
  }
  return { change, error: Math.sqrt(variance), unknown };
}
