import type { Dock } from './site.ts';

/*
 * Where the panel starts on the arrangements that trading pages have for a newcomer. The arrangements are known from use, not measured, November 2026
 * (`tests/market/pages/layout.ts` has the sketches; `tests/e2e/layouts.test.ts` holds the docks against them). Where people move regions about, or a
 * site changes, the panel may be in the way until it is moved once.
 */

/** Chart at the left with its tools for drawing beside it, book and order form at the right: over the positions and the foot of the chart. */
export const besideTools: Dock = { corner: 'bottom-left', inset: 68, compactFrom: [1_000, 500] };

/** The same where spans of time stand below the chart: inside the chart, above them. */
export const aboveSpans: Dock = { corner: 'bottom-left', inset: 68, offset: 320, compactFrom: [1_280, 800] };

/** Order form at the left over the whole height, chart beside it: over the positions in the middle. */
export const besideForm: Dock = { corner: 'bottom-left', inset: 368, compactFrom: [1_000, 500] };

/** Book at the left and order form in the middle: over the trades at the right, which are as broad as the panel in wide windows alone. */
export const overTrades: Dock = { corner: 'bottom-right', compactFrom: [1_720, 700] };

/** Pairs at the left, narrower than the panel, and controls everywhere else: the pill over them. */
export const overPairs: Dock = { corner: 'bottom-left', compactFrom: [100_000, 100_000] };
