import type { ExchangeLook } from './looks.ts';
import type { Layout } from './layout.ts';

const headerPx = 56;

/** The style sheet of an exchange's pages: its colours, and its layout as a grid that fills the window below the header. */
export function exchangeStyle(
  { dark, accent }: Pick<ExchangeLook, 'dark' | 'accent'>,
  { columns, rows, areas, chartBars }: Layout,
): string {
  const [ground, panel, line, text] = dark
    ? ['#0b0e11', '#161a1e', '#2b3139', '#eaecef']
    : ['#ffffff', '#f7f8fa', '#e3e6ea', '#16181d'];
  const named = [...new Set(areas.flatMap(row => row.split(' ')))].filter(name => name !== '.');
  return `
:root { color-scheme: ${dark ? 'dark' : 'light'}; }
* { box-sizing: border-box; }
body { margin: 0; background: ${ground}; color: ${text}; font: 13px/1.4 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
header { position: sticky; top: 0; z-index: 1000; display: flex; gap: 16px; align-items: center; height: ${headerPx}px; padding: 0 16px; background: ${panel}; border-bottom: 1px solid ${line}; }
header strong { color: ${accent}; font-size: 18px; } nav { display: flex; gap: 6px; flex: 1; }
button { background: ${panel}; color: inherit; border: 1px solid ${line}; border-radius: 4px; padding: 4px 8px; cursor: pointer; } a { color: inherit; }
.trade { display: grid; height: calc(100vh - ${headerPx}px); min-height: 600px; grid-template: ${rows
    .split(/ (?![^(]*\))/)
    .map((row, place) => `"${areas[place] ?? '.'}" ${row}`)
    .join(' ')} / ${columns}; gap: 2px; }
${named.map(name => `.${name} { grid-area: ${name}; }`).join(' ')}
h2 { margin: 0 0 8px; font-size: 13px; }
.region { position: relative; min-height: 0; background: ${panel}; border: 1px solid ${line}; padding: 8px; overflow: hidden; }
.pair { display: flex; gap: 24px; align-items: center; } .pair h1 { margin: 0; font-size: 18px; }
.chart { padding: ${chartBars.includes('top') ? 38 : 0}px 0 ${chartBars.includes('bottom') ? 32 : 0}px ${chartBars.includes('left') ? 52 : 0}px; }
.bar { position: absolute; display: flex; gap: 4px; padding: 4px; border: 0 solid ${line}; } .bar button { border: 0; }
.bar-top { inset: 0 0 auto 0; height: 38px; border-bottom-width: 1px; } .bar-bottom { inset: auto 0 0 0; height: 32px; border-top-width: 1px; }
.bar-left { inset: 38px auto 0 0; width: 52px; flex-direction: column; border-right-width: 1px; }
.chart canvas { width: 100%; height: 100%; } ol { list-style: none; margin: 0; padding: 0; } li { display: flex; justify-content: space-between; height: 16px; }
.asks { color: #f6465d; } .bids { color: #2ebd85; } .last { margin: 4px 0; font-size: 16px; }
.form { display: flex; flex-direction: column; gap: 10px; }
label { display: flex; flex-direction: column; gap: 2px; } input { background: ${ground}; color: inherit; border: 1px solid ${line}; border-radius: 4px; padding: 6px; }
.sides { display: flex; gap: 8px; } .buy, .sell { flex: 1; padding: 10px; color: #fff; } .buy { background: #2ebd85; } .sell { background: #f6465d; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; padding: 4px; border-bottom: 1px solid ${line}; }
.plain { max-width: 420px; margin: 48px auto; } .plain form { display: flex; flex-direction: column; gap: 12px; }
`;
}
