import type { BranchingFigure, CoinReading, Known, Phase, Unknown } from '../model/engine.ts';

/** Whether a figure is absent. */
export const isUnknown = (figure: object): figure is Unknown => 'unknown' in figure;

/** What is said of everything that is read from the past while that is still being read. */
export const unread: Unknown = { unknown: 'the past is still being read' };

/** The figure, or nothing. */
export const known = <Figure extends object>(figure: Known<Figure> | undefined): Figure | undefined =>
  figure === undefined || isUnknown(figure) ? undefined : figure;

/** `unknown, because …` of a figure that is absent. */
export const because = ({ unknown }: Unknown): string => `unknown, because ${unknown}`;

/** Lower bound of R from which on it is said that selling feeds itself. */
const feedsItself = 0.6;

const lines: Readonly<Record<Phase, string>> = {
  calm: 'forced selling is usual',
  building: 'forced selling picks up',
  cascade: 'forced selling into a fall',
  deleveraging: 'leverage clearing',
  stabilising: 'forced selling has faded',
};

/** Whether the evidence carries the words "selling feeds itself". */
export const isFeedingItself = (r: Known<BranchingFigure>): boolean => (known(r)?.low ?? 0) > feedsItself;

/** The phase as a word and the rest of the line. Of a phase that is not known the line says why. */
export function formatPhase({ phase, branching }: Pick<CoinReading, 'phase' | 'branching'>): {
  readonly word: string;
  readonly line: string;
} {
  if (isUnknown(phase)) return { word: 'Phase unknown', line: phase.unknown };
  const name = phase.phase;
  const line = name === 'cascade' && isFeedingItself(branching) ? 'selling feeds itself' : lines[name];
  return { word: name.charAt(0).toUpperCase() + name.slice(1), line };
}

/** `0.7–0.9`, or `up to 0.9` where there is no lower end. */
export function formatRange({ low, high }: Pick<BranchingFigure, 'low' | 'high'>, between = '–'): string {
  const text = (value: number): string => (value > 9.95 ? 'more than 10' : value.toFixed(1));
  return low === undefined ? `up to ${text(high)}` : `${text(low)}${between}${text(high)}`;
}

/** R with what it means, or why there is none. */
export function formatBranching(r: Known<BranchingFigure>): string {
  if (isUnknown(r)) return `R not measurable: ${r.unknown}`;
  const middle = ((r.low ?? 0) + r.high) / 2;
  const meaning =
    r.low === undefined
      ? 'the outside cause could not be told apart'
      : r.low > feedsItself
        ? 'most selling is set off by selling'
        : middle < 0.5
          ? 'most selling has other causes'
          : 'some selling is set off by selling';
  return `R ${formatRange(r)} · ${meaning}`;
}
