import type { Ask } from '../provider.ts';
import { steady } from '../seeded.ts';
import { exchangeStyle } from './exchange-style.ts';
import { formAtRight, regionRoles, regionsOf, type Layout, type Region } from './layout.ts';
import type { ExchangeLook } from './looks.ts';
import { escaped, type PageParts } from './site.ts';

interface Quoted {
  readonly base: string;
  readonly price: number;
  readonly digits: number;
  readonly pair: string;
}

/** A trading page in the site's layout; each region has its role in `data-role`. `pair` is what its heading says. */
export function tradePage({ world, now }: Ask, look: ExchangeLook, pair: string): PageParts {
  const base =
    /^(?:[a-z]+[-:])?(?:1000)?([A-Z0-9]+?)(?:[-_/]|$|USDT|USDC|USD)/i
      .exec(pair.replace(/^(futures|margin)-/, ''))?.[1]
      ?.toUpperCase() ?? 'BTC';
  const price = world.ledger.markets.some(market => market.base === base) ? world.ledger.price(base, now) : 1;
  const quoted = { base, price, digits: price >= 1_000 ? 1 : price >= 1 ? 3 : 8, pair };
  const layout = look.layout ?? formAtRight;
  const regions = regionsOf(layout).map(region => regionOf(region, quoted, layout));
  const heading = regions.some(text => text.includes('data-test="pair"')) ? '' : pairHeading(quoted);
  const body = `${header(look, '<a href="/login">Log in</a>')}
<main class="trade" data-test="trade">${heading}${regions.join('')}</main>`;
  return {
    title: `${price.toFixed(quoted.digits)} ${escaped(pair)} | ${look.name}`,
    body,
    style: exchangeStyle(look, layout),
    script: spaScript(look),
    dark: look.dark,
  };
}

/** Any other page of the exchange (markets, login, wallet): a heading and a form, under the same header and navigation. */
export function plainPage(look: ExchangeLook, heading: string): PageParts {
  const body = `${header(look, '')}
<main class="plain" data-test="plain"><h1 data-test="pair">${escaped(heading)}</h1>
<form><label>E-mail <input type="email" autocomplete="username"></label><label>Password <input type="password" autocomplete="current-password"></label>
<button type="button">Continue</button></form></main>`;
  return {
    title: `${escaped(heading)} | ${look.name}`,
    body,
    style: exchangeStyle(look, look.layout ?? formAtRight),
    script: spaScript(look),
    dark: look.dark,
  };
}

function header({ name, links }: ExchangeLook, more: string): string {
  const buttons = Object.entries(links).map(([hook, address]) => {
    const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(address) ?? [];
    return `<button data-test="${hook}" data-path="${path}" data-rest="${escaped(rest)}">${hook.replace('go-', '')}</button>`;
  });
  return `<header data-test="header" data-role="top-bar"><strong>${name}</strong><nav>${buttons.join('')}</nav>
<button data-test="fullscreen">Full screen</button>${more}</header>`;
}

const pairHeading = ({ pair }: Quoted): string => `<h1 data-test="pair" hidden>${escaped(pair)}</h1>`;

function regionOf(region: Region, quoted: Quoted, layout: Layout): string {
  const inner = regionTexts[region](quoted, layout);
  const [tag, hook] = region === 'form' ? ['form', 'order-form'] : ['section', region === 'book' ? 'order-book' : region];
  const test = region === 'pair' ? '' : ` data-test="${hook}"`;
  return `<${tag} class="region ${region}"${test} data-role="${regionRoles[region]}">${inner}</${tag}>`;
}

const regionTexts: Readonly<Record<Region, (quoted: Quoted, layout: Layout) => string>> = {
  pair: ({ pair, price, digits }) =>
    `<h1 data-test="pair">${escaped(pair)}</h1><b>${price.toFixed(digits)}</b><span>24h high ${(price * 1.03).toFixed(digits)}</span><span>24h low ${(price * 0.97).toFixed(digits)}</span>`,
  list: ({ price }) =>
    `<input placeholder="Search" aria-label="Search"><ol>${['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'LINK', 'ADA', 'AVAX']
      .map((coin, place) => `<li><span>${coin}</span><span>${(price / (place + 1)).toFixed(2)}</span></li>`)
      .join('')}</ol>`,
  chart: (_quoted, { chartBars }) =>
    `${chartBars.map(bar => `<div class="bar bar-${bar}" data-role="chart-controls">${barButtons[bar]}</div>`).join('')}<canvas width="900" height="420"></canvas>`,
  book: ({ base, price, digits }) =>
    `<h2>Order book</h2><ol class="asks">${levels(base, price, digits, 1)}</ol><p class="last" data-test="last">${price.toFixed(digits)}</p><ol class="bids">${levels(base, price, digits, -1)}</ol>`,
  trades: ({ base, price, digits }) => `<h2>Trades</h2><ol>${levels(base, price, digits, -1)}</ol>`,
  form: ({ price, digits }) => `<h2>Order</h2>
<label>Price <input data-test="order-price" inputmode="decimal" value="${price.toFixed(digits)}"></label>
<label>Amount <input data-test="order-amount" inputmode="decimal" placeholder="0.000"></label>
<label>Leverage <input data-test="leverage" type="range" min="1" max="100" value="10"></label>
<div class="sides"><button type="button" class="buy" data-test="buy">Buy / Long</button><button type="button" class="sell" data-test="sell">Sell / Short</button></div>
<output data-test="order-result"></output>`,
  account: () => '<h2>Account</h2><p>Margin ratio 0.00%</p>',
  positions: ({ pair, price, digits }) =>
    `<h2>Positions</h2><table><thead><tr><th>Symbol</th><th>Size</th><th>Entry</th><th>Mark</th><th>PnL</th></tr></thead><tbody><tr><td>${escaped(pair)}</td><td>0.100</td><td>${(price * 1.02).toFixed(digits)}</td><td>${price.toFixed(digits)}</td><td>−2.00%</td></tr></tbody></table>`,
};

const barButtons = {
  top: ['1m', '15m', '1h', '4h', '1D', 'Indicators', 'Depth'].map(word => `<button>${word}</button>`).join(''),
  left: ['+', '╱', '▭', 'T', '◇', '⚲'].map(mark => `<button>${mark}</button>`).join(''),
  bottom: ['5y', '1y', '3m', '1m', '5d', '1d'].map(word => `<button>${word}</button>`).join(''),
};

function levels(base: string, price: number, digits: number, direction: 1 | -1): string {
  return Array.from({ length: 12 }, (_none, index) => {
    const level = price * (1 + (direction * (index + 1)) / 5_000);
    return `<li><span>${level.toFixed(digits)}</span><span>${(steady('level', base, direction, index) * 3).toFixed(3)}</span></li>`;
  }).join('');
}

/**
 * Navigation without loading: the address changes, then the heading and title, and the page is drawn anew where it is told to (`redraw`). Presses are heard at
 * the document, as frameworks do, so that they outlive the body. The order form answers its own buttons.
 */
function spaScript({ name }: ExchangeLook): string {
  return `
const find = hook => document.querySelector('[data-test=' + hook + ']');
const show = () => setTimeout(() => {
  const words = (location.pathname + location.hash.replace(/^#[a-z_]*=?/, '/')).split('/').filter(Boolean);
  find('pair').textContent = words.at(-1) ?? '${name}';
  document.title = find('pair').textContent + ' | ${name}';
  dispatchEvent(new Event('redraw'));
}, 60);
document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (button === null) return;
  const { path, rest, test } = button.dataset;
  if (path !== undefined && path === location.pathname && rest.startsWith('#')) location.hash = rest;
  else if (path !== undefined) { history.pushState({}, '', path + rest); show(); }
  if (test === 'fullscreen') document.documentElement.requestFullscreen();
  if (test === 'buy' || test === 'sell') find('order-result').textContent = test + ' ' + find('order-amount').value;
});
addEventListener('popstate', show);
addEventListener('hashchange', show);
const canvas = document.querySelector('canvas');
if (canvas) { const pen = canvas.getContext('2d'); pen.strokeStyle = '#7a869a'; pen.beginPath();
  for (let x = 0; x < 900; x += 6) pen.lineTo(x, 210 + 90 * Math.sin(x / 70) - x / 9 + 14 * Math.sin(x / 11)); pen.stroke(); }
`;
}
