import type { KeptMarket, MarketRow, OtherMarketId } from '../model/context.ts';
import type { Known, OtherMarketFigure, RiskAppetite } from '../model/engine.ts';
import { lastSession, sessionOn } from './market-hours.ts';

/** Every outside market, in the order in which they are shown. */
export const otherMarketIds: readonly OtherMarketId[] = ['stoxx50', 'dax', 'sp500', 'vix', 'dollar', 'us10y'];

/** A row with the moment it is of: a date alone means the close of that day, and nothing is of later than when it was received. */
export function toKeptMarket(row: MarketRow, source: string, receivedTime: number): KeptMarket {
  const { id, value, before, time, isDay, closes } = row;
  const at = Math.min(isDay === true ? sessionOn(id, time).to : time, receivedTime);
  return { id, value, at, source, ...(before === undefined ? {} : { before }), ...(closes === undefined ? {} : { closes }) };
}

/**
 * The markets at `now`, in their order. Open is one inside its hours of which a value of this session is known: on a holiday, and before the first
 * value of the day, it is closed, and `at` tells how old the value is.
 */
export function otherMarkets(rows: readonly KeptMarket[], now: number): Known<readonly OtherMarketFigure[]> {
  const figures = otherMarketIds.flatMap(id => {
    const row = rows.find(each => each.id === id);
    if (row === undefined) return [];
    const { value, before, at, source } = row;
    const session = lastSession(id, now);
    return {
      id,
      value,
      ...(before === undefined ? {} : { change: id === 'us10y' ? value - before : value / before - 1 }),
      isOpen: now < session.to && at >= session.from,
      at,
      source,
    };
  });
  return figures.length > 0 ? figures : { unknown: 'noMarkets' };
}

/** Longer than the longest weekend. */
const recentMs = 5 * 86_400_000;
/** Shares move by so much on more than half of all days. */
const leastMove = 0.005;

/**
 * How outside markets lean: `risk-off` when the middle one of the share indices has fallen by half a per cent or more and VIX has risen, `risk-on` the
 * other way round, else `mixed`. `undefined` without VIX and one index of the last days. A description of their last sessions, no forecast.
 */
export function riskAppetite(figures: Known<readonly OtherMarketFigure[]>, now: number): RiskAppetite | undefined {
  if ('unknown' in figures) return undefined;
  const changeOf = (id: OtherMarketId): readonly number[] =>
    figures.flatMap(each => (each.id === id && each.change !== undefined && now - each.at < recentMs ? [each.change] : []));
  const shares = (['stoxx50', 'dax', 'sp500'] as const).flatMap(changeOf).sort((a, b) => a - b);
  const middle = shares[Math.floor((shares.length - 1) / 2)];
  const [fear] = changeOf('vix');
  if (middle === undefined || fear === undefined) return undefined;
  if (middle <= -leastMove && fear > 0) return 'risk-off';
  return middle >= leastMove && fear < 0 ? 'risk-on' : 'mixed';
}
