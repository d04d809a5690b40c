import type { AnswerRow, Cell, Ladder } from '../model/answer.ts';
import type { FuelFigure, Known } from '../model/engine.ts';
import type { Level, LevelsFigure, LevelState, PriceFigure } from '../model/snapshot.ts';
import { dim } from './cells.ts';
import { formatMoney } from './money.ts';
import { because, isUnknown } from './phase.ts';
import { formatLevel, formatPrice } from './price.ts';
import { formatDay, formatMoment } from './time.ts';
import { toSafeText } from './words.ts';

/** What became of a level, in words. A level broken from above was support until then, and stands as resistance now. */
export function toLevelWords({ role, state, since }: Level): string {
  const day = since === undefined ? undefined : formatDay(since);
  if (state === 'broken') {
    const before = role === 'resistance' ? 'support' : 'resistance';
    return day === undefined ? `was ${before}` : `${before} until ${day}`;
  }
  if (state === undefined || day === undefined) return role;
  return state === 'tested' ? `${role}, touched ${day}` : `${role} since ${day}`;
}

/** The levels next to the price: on each side those with a story first, then the nearest. Descending, as given. */
export function nearLevels(levels: readonly Level[], price: number, each: number): readonly Level[] {
  const ranked = levels.toSorted(
    (a, b) => Number(!a.state) - Number(!b.state) || Math.abs(a.price - price) - Math.abs(b.price - price),
  );
  const above = ranked.filter(level => level.price > price).slice(0, each);
  const below = ranked.filter(level => level.price <= price).slice(0, each);
  return levels.filter(level => above.includes(level) || below.includes(level));
}

const tones: Readonly<Record<LevelState, NonNullable<Cell['tone']>>> = {
  broken: 'warn',
  tested: 'calm',
  held: 'pos',
  reclaimed: 'pos',
};

/** Levels are dated by the end of the last closed hour. */
const freshForMs = 2.5 * 3_600_000;

/** Two on each side of the price. */
const each = 2;

/**
 * The levels around the price, in words. Below the price each has the estimate of what would be forced out on the way down to it, drawn against the
 * largest of them; above it, the shorts stand in the title alone. `undefined` where no price is known to put between them.
 *
 * @param fuel what the estimates are from, or why there are none.
 */
export function composeLadder(
  base: string,
  { levels, source, at }: LevelsFigure,
  price: PriceFigure | undefined,
  fuel: Known<FuelFigure>,
): Ladder | undefined {
  if (price === undefined) return undefined;
  const near = nearLevels(levels, price.usd, each);
  const below = near.filter(level => level.price <= price.usd);
  const most = Math.max(...below.map(level => level.fuelUsd ?? 0));
  return {
    price: formatPrice(price.usd),
    above: near.filter(level => level.price > price.usd).map(level => levelRow(level, 0)),
    below: below.map(level => levelRow(level, most)),
    tip: `${base} by the hour, ${toSafeText(source, 30)}, to ${formatMoment(at)}; ${toFragility(fuel)}`,
    freshFor: { at, ms: freshForMs },
  };
}

function toFragility(fuel: Known<FuelFigure>): string {
  if (isUnknown(fuel)) return `what would be forced out is ${because(fuel)}`;
  const what = 'forced out per dollar of bids within 1% below';
  if (fuel.fragility === undefined) return `what would be ${what} is ${because({ unknown: noBook })}`;
  const { low, high } = fuel.fragility;
  return `≈ $${low.toFixed(1)}–${high.toFixed(1)} ${what}, an estimate`;
}

/** Why fuel is not held against a book. */
export const noBook = 'no whole order book of the last hour is known';

/** `most` is the largest estimate beside it; 0 where none is drawn. */
function levelRow(level: Level, most: number): AnswerRow {
  const { price, state, since, reasons, role, fuelUsd } = level;
  const tag: readonly Cell[] = state === undefined ? [] : [{ text: state, tone: tones[state] }];
  const why = reasons.map(reason => toSafeText(reason, 60)).join(', ');
  const when = state === undefined ? 'not reached in the hours that were read' : `${state} ${formatMoment(since)}`;
  const told = `${why === '' ? '' : `${why}; `}${when}`;
  const fuel =
    fuelUsd === undefined
      ? ''
      : `. ≈ ${formatMoney(fuelUsd)} of ${role === 'support' ? 'longs' : 'shorts'} forced out on the way, an estimate: positions opened over 30 days, spread over assumed leverages`;
  return {
    tip: `${toLevelWords(level)}: ${told}${fuel}`,
    ...(most > 0 && fuelUsd !== undefined ? { bar: fuelUsd / most } : {}),
    cells: [
      { text: formatLevel(price), ...(state === 'broken' && { tone: 'dim' }) },
      most > 0 && fuelUsd !== undefined
        ? { text: `≈ ${formatMoney(fuelUsd)} forced`, tone: 'dim', guess: true }
        : dim(toLevelWords(level)),
      ...tag,
    ],
  };
}
