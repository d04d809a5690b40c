import { binance } from './binance.ts';
import { bybit } from './bybit.ts';
import { coindesk } from './coindesk.ts';
import { cointelegraph } from './cointelegraph.ts';
import { gate } from './gate.ts';
import { okx } from './okx.ts';
import type { Site } from './site.ts';

/** Every site on which the panel may stand, in the order in which lists show them. */
export const sites: readonly Site[] = [gate, binance, bybit, okx, coindesk, cointelegraph];

/** The site to which an address belongs, by exact host and https. `undefined` for every other address, and for what is no address. */
export function siteOf(address: string | URL): Site | undefined {
  const url = typeof address === 'string' ? (URL.canParse(address) ? new URL(address) : undefined) : address;
  return url && sites.find(site => site.matches.includes(`${url.origin}/*`));
}
