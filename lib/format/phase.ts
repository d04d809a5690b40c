import { t } from '../i18n/t.ts';
import type { BranchingFigure, CoinReading, Known, PhaseFigure, Unknown } from '../model/engine.ts';
import { writeNumber } from './locale.ts';
import { formatReason } from './reasons.ts';

/** Whether a figure is absent. */
export const isUnknown = (figure: object): figure is Unknown => 'unknown' in figure;

/** What is said of everything that is read from the past while that is still being read. */
export const unread: Unknown = { unknown: 'unread' };

/** The figure, or nothing. */
export const known = <Figure extends object>(figure: Known<Figure> | undefined): Figure | undefined =>
  figure === undefined || isUnknown(figure) ? undefined : figure;

/** `unknown, because …` of a figure that is absent. */
export const because = ({ unknown }: Unknown): string => becauseOf(formatReason(unknown));

/** The same of a reason in words. */
export const becauseOf = (why: string): string => t('figure.because', { why });

/** Lower bound of R from which on it is said that selling feeds itself. */
const feedsItself = 0.6;

/** Whether the evidence carries the words "selling feeds itself". */
export const isFeedingItself = (r: Known<BranchingFigure>): boolean => (known(r)?.low ?? 0) > feedsItself;

/** Whether it was seen how much is forced out; else the phase is told by the price. */
const isHeard = ({ now }: PhaseFigure): boolean => now.every(({ id, value }) => id !== 'long-rate' || value !== undefined);

/** Whether all that would speak against calm was there to be seen. Of R there is nothing to see while nothing falls. */
const isSeen = ({ now }: PhaseFigure): boolean => now.every(({ id, missing }) => missing === undefined || id === 'branching');

/** The phase as a word and the rest of the line. Of a phase that is not known the line says why. */
export function formatPhase({ phase, branching }: Pick<CoinReading, 'phase' | 'branching'>): {
  readonly word: string;
  readonly line: string;
} {
  if (isUnknown(phase)) return { word: t('phase.unknown'), line: formatReason(phase.unknown) };
  const name = phase.phase;
  const word = t(`phase.title.${name}`);
  if (name === 'calm' && !isSeen(phase)) return { word, line: t('phase.soFar') };
  if (!isHeard(phase)) return { word, line: t('phase.byPrice') };
  const line = name === 'cascade' && isFeedingItself(branching) ? 'phase.feedsItself' : (`phase.line.${name}` as const);
  return { word, line: t(line) };
}

/** `0.7–0.9`, or `up to 0.9` where there is no lower end; `0.7 to 0.9` in a sentence. */
export function formatRange({ low, high }: Pick<BranchingFigure, 'low' | 'high'>, isInSentence = false): string {
  const text = (value: number): string => (value > 9.95 ? t('branching.overTen') : writeNumber(value, 1));
  if (low === undefined) return t('branching.upTo', { high: text(high) });
  return isInSentence ? t('branching.fromTo', { low: text(low), high: text(high) }) : `${text(low)}–${text(high)}`;
}

/** R with what it means, or why there is none. */
export function formatBranching(r: Known<BranchingFigure>): string {
  if (isUnknown(r)) return t('branching.unmeasurable', { why: formatReason(r.unknown) });
  const middle = ((r.low ?? 0) + r.high) / 2;
  const meaning =
    r.low === undefined
      ? 'branching.untold'
      : r.low > feedsItself
        ? 'branching.most'
        : middle < 0.5
          ? 'branching.few'
          : 'branching.some';
  return t('branching.line', { range: formatRange(r), meaning: t(meaning) });
}
