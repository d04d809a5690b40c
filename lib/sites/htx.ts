import type { Reading } from './define-site.ts';
import { defineSite } from './define-site.ts';
import { besideTools, overPairs } from './docks.ts';
import { toName, toPair } from './pair.ts';

/** HTX. Addresses as seen in public code, November 2026: a contract stands behind `#`, `#contract_code=BTC-USDT`. */
export const htx = defineSite({
  id: 'htx',
  name: 'HTX',
  group: 'exchange',
  hosts: ['www.htx.com'],
  dock: besideTools,
  spotDock: overPairs,
  routes: [
    {
      market: 'margin',
      path: /^(trade|exchange)\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/i,
      query: /[?&]type=[\w-]*(margin|cross|isolated)\b/i,
    },
    { market: 'spot', path: /^(trade|exchange)\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/i },
    { path: /^futures\/(linear_swap|swap)\/exchange$/i, read: (_groups, url) => readContract(url) },
  ],
});

/** `BTC-USDT`, dated `BTC-USDT-260626`; of a page whose address holds no contract only that perpetuals are traded there. */
function readContract({ hash, search }: URL): Reading {
  const named = new URLSearchParams(hash.slice(1).replace(/^\/?\??/, ''));
  const asked = new URLSearchParams(search);
  const code = named.get('contract_code') ?? asked.get('contract_code') ?? '';
  const symbol = named.get('symbol') ?? asked.get('symbol') ?? '';
  const [base, quote, date] = code.split('-');
  const reading = code === '' ? toName(symbol) : toPair(base, quote);
  return { ...reading, market: date === undefined || date === '' || /^swap$/i.test(date) ? 'perp' : 'future' };
}
