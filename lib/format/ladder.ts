import type { AnswerRow, Cell, Ladder } from '../model/answer.ts';
import type { FuelFigure, Known, Unknown } from '../model/engine.ts';
import { t } from '../i18n/t.ts';
import { ownReason } from '../model/own-levels.ts';
import type { Level, LevelsFigure, LevelState, PriceFigure } from '../model/snapshot.ts';
import { dim } from './cells.ts';
import { formatMoney, formatPerDollar } from './money.ts';
import { isUnknown } from './phase.ts';
import { formatLevel, formatPrice } from './price.ts';
import { formatReason } from './reasons.ts';
import { formatDay, formatMoment } from './time.ts';
import { toSafeText } from './words.ts';

/** What became of a level, in words. A level broken from above was support until then, and stands as resistance now. */
export function toLevelWords({ role, state, since }: Level): string {
  const day = since === undefined ? undefined : formatDay(since);
  if (state === 'broken') {
    const before = role === 'resistance' ? 'support' : 'resistance';
    return day === undefined ? t(`ladder.${before}.was`) : t(`ladder.${before}.until`, { day });
  }
  if (state === undefined || day === undefined) return t(`ladder.${role}.now`);
  return t(state === 'tested' ? `ladder.${role}.touched` : `ladder.${role}.since`, { day });
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

/** Two on each side of the price, and two of the user's own. */
const each = 2;

/**
 * The levels around the price, in words. Below the price each has the estimate of what would be forced out on the way down to it, drawn against the
 * largest of them; above it, the shorts stand in the title alone. `undefined` where no price is known to put between them.
 *
 * @param fuel what the estimates are from, or why there are none.
 */
export function composeLadder(
  base: string,
  { levels, others = [], source, at }: LevelsFigure,
  price: PriceFigure | undefined,
  fuel: Known<FuelFigure>,
): Ladder | undefined {
  if (price === undefined) return undefined;
  const own = nearLevels(
    [...levels, ...others].filter(level => isOwn(level)),
    price.usd,
    each,
  );
  const near = [...new Set([...nearLevels(levels, price.usd, each), ...own])].sort((a, b) => b.price - a.price);
  const below = near.filter(level => level.price <= price.usd);
  const most = Math.max(...below.map(level => level.fuelUsd ?? 0));
  return {
    price: formatPrice(price.usd),
    above: near.filter(level => level.price > price.usd).map(level => levelRow(level, 0)),
    below: below.map(level => levelRow(level, most)),
    tip: t('ladder.tip', {
      coin: base,
      source: toSafeText(source, 30),
      time: formatMoment(at),
      fragility: toFragility(fuel),
    }),
    freshFor: { at, ms: freshForMs },
  };
}

/** What makes a price a level, in a few words each: `round number`, `last week’s low`. */
export const formatLevelReasons = (reasons: Level['reasons']): readonly string[] =>
  reasons.map(reason =>
    typeof reason === 'string' ? t(`levels.reason.${reason}`) : t('levels.reason.cost', { name: toSafeText(reason.cost, 40) }),
  );

const isOwn = ({ reasons }: Level): boolean => reasons.includes(ownReason);

function toFragility(fuel: Known<FuelFigure>): string {
  if (isUnknown(fuel)) return t('ladder.fuelUnknown', { why: formatReason(fuel.unknown) });
  if (fuel.fragility === undefined) return t('ladder.fragilityUnknown', { why: formatReason(noBook.unknown) });
  return t('ladder.fragility', { range: formatPerDollar(fuel.fragility) });
}

/** Why fuel is not held against a book. */
export const noBook: Unknown = { unknown: 'noBook' };

/** One level in words. `most` is the largest estimate beside it; 0 where none is drawn. */
export function levelRow(level: Level, most: number): AnswerRow {
  const { price, state, since, reasons, role, fuelUsd } = level;
  const tag: readonly Cell[] = state === undefined ? [] : [{ text: t(`ladder.state.${state}`), tone: tones[state] }];
  const why = formatLevelReasons(reasons).join(', ');
  const when =
    state === undefined
      ? t('ladder.notReached')
      : t('ladder.stateSince', { state: t(`ladder.state.${state}`), time: formatMoment(since) });
  const told = `${why === '' ? '' : `${why}; `}${when}`;
  const text = `${toLevelWords(level)}: ${told}`;
  const isLong = role === 'support';
  return {
    tip:
      fuelUsd === undefined
        ? text
        : t(isLong ? 'ladder.longsForced' : 'ladder.shortsForced', { text, usd: formatMoney(fuelUsd) }),
    ...(most > 0 && fuelUsd !== undefined ? { bar: fuelUsd / most } : {}),
    cells: [
      { text: formatLevel(price), ...(state === 'broken' && { tone: 'dim' }) },
      isOwn(level)
        ? dim(t('levels.reason.own'))
        : most > 0 && fuelUsd !== undefined
          ? { text: t('ladder.forced', { usd: formatMoney(fuelUsd) }), tone: 'dim', guess: true }
          : dim(toLevelWords(level)),
      ...tag,
    ],
  };
}
