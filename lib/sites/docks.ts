import { placeMargin } from '../model/dock.ts';
import type { Stand, Start } from '../model/dock.ts';
import type { Corner, Dock } from './site.ts';

/*
 * Where the panel starts on the arrangements that trading pages have for a newcomer. The arrangements are known from use, not measured, November 2026
 * (`tests/market/pages/layout.ts` has the sketches; `tests/e2e/layouts.test.ts` holds the docks against them). Where people move regions about, or a
 * site changes, the panel may be in the way until it is moved once.
 */

/** The bar of the pair above the chart, below the head of the page: in a window of 640 px it is all that is seen beside book and order form. */
const inPairBar: Dock['pill'] = { corner: 'top-left', offset: 67 };

/** Chart at the left with its tools for drawing beside it, book and order form at the right: over the positions and the foot of the chart. */
export const besideTools: Dock = { corner: 'bottom-left', inset: 68, compactFrom: [1_000, 500], pill: inPairBar };

/** The same where spans of time stand below the chart: inside the chart, above them. */
export const aboveSpans: Dock = { corner: 'bottom-left', inset: 68, offset: 320, compactFrom: [1_280, 800], pill: inPairBar };

/** Order form at the left over the whole height, chart beside it: over the positions in the middle. */
export const besideForm: Dock = {
  corner: 'bottom-left',
  inset: 368,
  compactFrom: [1_000, 500],
  pill: { corner: 'top-left', inset: 312, offset: 67 },
};

/** Book at the left and order form in the middle: over the trades at the right, which are as broad as the panel in wide windows alone; the pill at the end of the
 * bar of the pair, which reaches over the whole page. */
export const overTrades: Dock = { corner: 'bottom-right', compactFrom: [1_720, 700], pill: { corner: 'top-right', offset: 67 } };

/** A chart that fills the page, with bars on all sides but the right: inside it, above the spans of time. */
export const insideChart: Dock = { corner: 'bottom-left', inset: 68, offset: 88, compactFrom: [720, 560] };

/** Pairs at the left, narrower than the panel, and controls everywhere else: the pill over them. */
export const overPairs: Dock = { corner: 'bottom-left', compactFrom: [100_000, 100_000] };

/** What the panel is told of a dock; a corner alone is that corner. */
export function toStart(dock: Corner | Dock): Start {
  const { compactFrom = [720, 480], pill, ...compact }: Dock = typeof dock === 'string' ? { corner: dock } : dock;
  return { compactFrom, compact: toStand(compact), pill: toStand(pill ?? compact) };
}

function toStand({ corner, offset = placeMargin, ...rest }: NonNullable<Dock['pill']>): Stand {
  return {
    side: corner.endsWith('left') ? 'left' : 'right',
    edge: corner.startsWith('top') ? 'top' : 'bottom',
    offset,
    ...rest,
  };
}
