import type { Column, History } from '../../lib/model/history.ts';
import type { ChartSpec } from './chart-base.ts';
import type { Colours } from './colours.ts';
import { widen } from './price-chart.ts';
import { toLine } from './steps.ts';

const height = 96;

const firstOf = (column: Column): number | undefined => column.find(value => value !== null && value > 0) ?? undefined;

/**
 * The bounds of both scales, so that both lines begin at one height and an equal part of either is an equal length: where they part, price and not
 * positions made the difference. `undefined` for a column of which nothing is known.
 */
export function toBounds(columns: readonly Column[]): readonly ([number, number] | undefined)[] {
  const firsts = columns.map(firstOf);
  const shares = columns.flatMap((column, place) => {
    const first = firsts[place];
    return first === undefined ? [] : column.flatMap(value => (value === null ? [] : [value / first]));
  });
  const low = shares.reduce((least, share) => Math.min(least, share), Infinity);
  const high = shares.reduce((most, share) => Math.max(most, share), -Infinity);
  if (low > high) return columns.map(() => undefined);
  const [from, to] = widen(low, high);
  return firsts.map(first => (first === undefined ? undefined : [from * first, to * first]));
}

/** Open interest: coins as a solid line, dollars as a dashed one. */
export function interestChart({ times, interestCoins, interestUsd }: History, colours: Colours): ChartSpec {
  const [coins, usd] = toBounds([interestCoins, interestUsd]);
  return {
    height,
    data: [[...times], toLine(interestUsd), toLine(interestCoins)],
    series: [
      { scale: 'usd', stroke: colours.dim, width: 1.3, dash: [3, 3], points: { show: false } },
      { scale: 'coins', stroke: colours.calm, width: 1.6, points: { show: false } },
    ],
    scales: { usd: { range: () => usd ?? [0, 1] }, coins: { range: () => coins ?? [0, 1] } },
    hasAxis: false,
  };
}
