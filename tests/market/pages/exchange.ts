import type { Ask } from '../provider.ts';
import { steady } from '../seeded.ts';
import { escaped, type PageParts } from './site.ts';

/** How an exchange looks, and where its own links lead without loading a page. */
export interface ExchangeLook {
  readonly name: string;
  readonly dark: boolean;
  readonly accent: string;
  /** Test hook to path, for the buttons that push a new address (`go-eth`, `go-wallet`, …). */
  readonly links: Readonly<Record<string, string>>;
}

/** A trading page: header, chart, order book, order form on the right, positions below. `pair` is what its heading says. */
export function tradePage({ world, now }: Ask, look: ExchangeLook, pair: string): PageParts {
  const base = /^(?:1000)?([A-Z0-9]+?)[-_/]?(?:USDT|USDC|USD)/i.exec(pair)?.[1]?.toUpperCase() ?? 'BTC';
  const price = world.ledger.markets.some(market => market.base === base) ? world.ledger.price(base, now) : 1;
  const digits = price >= 1_000 ? 1 : price >= 1 ? 3 : 8;
  const body = `
<header data-test="header"><strong>${look.name}</strong><nav>${linkButtons(look)}</nav>
<button data-test="fullscreen">Full screen</button><a href="/login">Log in</a></header>
<main class="trade" data-test="trade">
<h1 data-test="pair">${escaped(pair)}</h1>
<section class="chart" data-test="chart"><canvas width="900" height="420"></canvas></section>
<section class="book" data-test="order-book"><h2>Order book</h2><ol class="asks">${levels(base, price, digits, 1)}</ol>
<p class="last" data-test="last">${price.toFixed(digits)}</p><ol class="bids">${levels(base, price, digits, -1)}</ol></section>
<form class="order" data-test="order-form"><h2>Order</h2>
<label>Price <input data-test="order-price" inputmode="decimal" value="${price.toFixed(digits)}"></label>
<label>Amount <input data-test="order-amount" inputmode="decimal" placeholder="0.000"></label>
<label>Leverage <input data-test="leverage" type="range" min="1" max="100" value="10"></label>
<div class="pair"><button type="button" class="buy" data-test="buy">Buy / Long</button><button type="button" class="sell" data-test="sell">Sell / Short</button></div>
<output data-test="order-result"></output></form>
<section class="positions" data-test="positions"><h2>Positions</h2><table><thead><tr><th>Symbol</th><th>Size</th><th>Entry</th><th>Mark</th><th>PnL</th></tr></thead>
<tbody><tr><td>${escaped(pair)}</td><td>0.100</td><td>${(price * 1.02).toFixed(digits)}</td><td>${price.toFixed(digits)}</td><td>−2.00%</td></tr></tbody></table></section>
</main>`;
  return {
    title: `${price.toFixed(digits)} | ${escaped(pair)} | ${look.name}`,
    body,
    style: styleOf(look),
    script: spaScript(look),
    dark: look.dark,
  };
}

/** Any other page of the exchange (markets, login, wallet): a heading and a form, under the same header and navigation. */
export function plainPage(look: ExchangeLook, heading: string): PageParts {
  const body = `
<header data-test="header"><strong>${look.name}</strong><nav>${linkButtons(look)}</nav><button data-test="fullscreen">Full screen</button></header>
<main class="plain" data-test="plain"><h1 data-test="pair">${escaped(heading)}</h1>
<form><label>E-mail <input type="email" autocomplete="username"></label><label>Password <input type="password" autocomplete="current-password"></label>
<button type="button">Continue</button></form></main>`;
  return { title: `${escaped(heading)} | ${look.name}`, body, style: styleOf(look), script: spaScript(look), dark: look.dark };
}

function linkButtons({ links }: ExchangeLook): string {
  return Object.entries(links)
    .map(([hook, path]) => `<button data-test="${hook}" data-path="${path}">${hook.replace('go-', '')}</button>`)
    .join('');
}

function levels(base: string, price: number, digits: number, direction: 1 | -1): string {
  return Array.from({ length: 12 }, (_none, index) => {
    const level = price * (1 + (direction * (index + 1)) / 5_000);
    return `<li><span>${level.toFixed(digits)}</span><span>${(steady('level', base, direction, index) * 3).toFixed(3)}</span></li>`;
  }).join('');
}

/** Navigation without loading: the address changes, then the heading and title. The order form answers its own buttons. */
function spaScript({ name }: ExchangeLook): string {
  return `
const heading = document.querySelector('[data-test=pair]');
const show = () => setTimeout(() => {
  const words = location.pathname.split('/').filter(Boolean);
  heading.textContent = words.at(-1) ?? '${name}';
  document.title = heading.textContent + ' | ${name}';
}, 60);
for (const button of document.querySelectorAll('[data-path]')) button.addEventListener('click', () => { history.pushState({}, '', button.dataset.path); show(); });
addEventListener('popstate', show);
document.querySelector('[data-test=fullscreen]')?.addEventListener('click', () => document.documentElement.requestFullscreen());
for (const side of ['buy', 'sell']) document.querySelector('[data-test=' + side + ']')?.addEventListener('click', () => {
  document.querySelector('[data-test=order-result]').textContent = side + ' ' + document.querySelector('[data-test=order-amount]').value;
});
const canvas = document.querySelector('canvas');
if (canvas) { const pen = canvas.getContext('2d'); pen.strokeStyle = '#7a869a'; pen.beginPath();
  for (let x = 0; x < 900; x += 6) pen.lineTo(x, 210 + 90 * Math.sin(x / 70) - x / 9 + 14 * Math.sin(x / 11)); pen.stroke(); }
`;
}

function styleOf({ dark, accent }: ExchangeLook): string {
  const [ground, panel, line, text] = dark
    ? ['#0b0e11', '#161a1e', '#2b3139', '#eaecef']
    : ['#ffffff', '#f7f8fa', '#e3e6ea', '#16181d'];
  return `
:root { color-scheme: ${dark ? 'dark' : 'light'}; }
* { box-sizing: border-box; }
body { margin: 0; background: ${ground}; color: ${text}; font: 13px/1.4 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
header { position: sticky; top: 0; z-index: 1000; display: flex; gap: 16px; align-items: center; height: 56px; padding: 0 16px; background: ${panel}; border-bottom: 1px solid ${line}; }
header strong { color: ${accent}; font-size: 18px; } nav { display: flex; gap: 6px; flex: 1; }
button { background: ${panel}; color: inherit; border: 1px solid ${line}; border-radius: 4px; padding: 4px 8px; cursor: pointer; } a { color: inherit; }
.trade { display: grid; grid-template: 40px 460px 260px / minmax(360px, 1fr) 260px 300px; gap: 4px; padding: 4px; }
.trade h1 { grid-column: 1 / -1; margin: 0; font-size: 18px; } h2 { margin: 0 0 8px; font-size: 13px; }
.trade > section, .trade > form { background: ${panel}; border: 1px solid ${line}; padding: 8px; overflow: hidden; }
.chart canvas { width: 100%; height: 100%; } ol { list-style: none; margin: 0; padding: 0; } li { display: flex; justify-content: space-between; height: 16px; }
.asks { color: #f6465d; } .bids { color: #2ebd85; } .last { margin: 4px 0; font-size: 16px; }
.order { grid-row: 2 / span 2; grid-column: 3; display: flex; flex-direction: column; gap: 10px; } .positions { grid-column: 1 / span 2; }
label { display: flex; flex-direction: column; gap: 2px; } input { background: ${ground}; color: inherit; border: 1px solid ${line}; border-radius: 4px; padding: 6px; }
.pair { display: flex; gap: 8px; } .buy, .sell { flex: 1; padding: 10px; color: #fff; } .buy { background: #2ebd85; } .sell { background: #f6465d; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; padding: 4px; border-bottom: 1px solid ${line}; }
.plain { max-width: 420px; margin: 48px auto; } .plain form { display: flex; flex-direction: column; gap: 12px; }
`;
}
