/**
 * How a trading page is laid out. All layouts here are sketches from general knowledge of the sites, November 2026: which region lies beside which, and
 * about how wide; no page was measured. Where a site lets people move its regions, it is the arrangement that a newcomer sees.
 */
export interface Layout {
  /** Columns of the grid as CSS has them. */
  readonly columns: string;
  /** Rows of the grid; together with the header they fill the window or more. */
  readonly rows: string;
  /** Rows of region names, `.` for nothing: CSS grid areas. */
  readonly areas: readonly string[];
  /** Bars of the chart: intervals above it, drawing tools at its left, spans of time below it. */
  readonly chartBars: readonly ('top' | 'left' | 'bottom')[];
}

/** Regions by the name of their area; each bears its role in `data-role`. */
export const regionRoles = {
  pair: 'pair-bar',
  list: 'pair-list',
  chart: 'chart',
  book: 'book',
  trades: 'trades',
  form: 'order-form',
  account: 'account',
  positions: 'positions',
} as const;

export type Region = keyof typeof regionRoles;

/** The regions of a layout, each once. */
export function regionsOf({ areas }: Layout): readonly Region[] {
  const names = new Set(areas.flatMap(row => row.split(' ')));
  return (Object.keys(regionRoles) as Region[]).filter(region => names.has(region));
}

/** Chart, then book over trades, then the order form at the right; positions below: most places for perpetuals. */
export const formAtRight: Layout = {
  columns: 'minmax(0, 1fr) 290px 310px',
  rows: '56px minmax(220px, 1.2fr) minmax(120px, 0.8fr) 270px',
  areas: ['pair pair form', 'chart book form', 'chart trades form', 'positions positions account'],
  chartBars: ['top', 'left'],
};

/** The same with a bar of spans below the chart, as the free chart library has it where nobody takes it away. */
export const formAtRightWithSpans: Layout = { ...formAtRight, chartBars: ['top', 'left', 'bottom'] };

/** The book at the left, the order form below the chart, pairs over trades at the right: spot pages. */
export const bookAtLeft: Layout = {
  columns: '300px minmax(0, 1fr) clamp(300px, 20vw, 400px)',
  rows: '56px minmax(300px, 1fr) 330px 300px',
  areas: ['pair pair pair', 'book chart list', 'book form trades', 'positions positions positions'],
  chartBars: ['top', 'left'],
};

/** Pairs at the left, the order form below the chart, book over trades at the right. */
export const bookAtRight: Layout = {
  columns: '290px minmax(0, 1fr) 300px',
  rows: '56px minmax(300px, 1fr) 330px 300px',
  areas: ['pair pair pair', 'list chart book', 'list form trades', 'positions positions positions'],
  chartBars: ['top', 'left'],
};

/** The order form at the left over the whole height, the chart in the middle, book over trades at the right. */
export const formAtLeft: Layout = {
  columns: '300px minmax(0, 1fr) 300px',
  rows: '56px minmax(220px, 1.2fr) minmax(120px, 0.8fr) 270px',
  areas: ['form pair pair', 'form chart book', 'form chart trades', 'form positions positions'],
  chartBars: ['top', 'left'],
};

/** A chart alone, with a list of symbols beside it. */
export const chartAlone: Layout = {
  columns: 'minmax(0, 1fr) 345px',
  rows: 'minmax(300px, 1fr) 38px',
  areas: ['chart list', 'positions list'],
  chartBars: ['top', 'left', 'bottom'],
};
