import type { AnswerRow, Cell, Tone } from '../model/answer.ts';
import type { Unknown } from '../model/engine.ts';
import { formatMoney } from './money.ts';
import { formatShortChange } from './percent.ts';
import { because } from './phase.ts';

/** A remark. */
export const dim = (text: string): Cell => ({ text, tone: 'dim' });

/** The colour of a change; none where nothing changed or nothing is known. */
export const toneOf = (change: number | undefined): Pick<Cell, 'tone'> =>
  !change ? { tone: 'dim' } : { tone: change < 0 ? 'neg' : 'pos' };

/** A change in two digits, in its colour. */
export const changeCell = (fraction: number | undefined): Cell => ({ text: formatShortChange(fraction), ...toneOf(fraction) });

/** Dollars of one side, in the colour of that side unless there are none. */
export const sideCell = (usd: number | undefined, tone: Tone): Cell => ({ text: formatMoney(usd), tone: usd ? tone : 'dim' });

/** `unknown, because …` as a row. */
export const absentRow = (figure: Unknown): AnswerRow => ({
  mark: 'unknown',
  cells: [dim(because(figure))],
  tip: because(figure),
});
