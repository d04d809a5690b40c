import type { Provider } from '../provider.ts';
import { binancePages } from './binance.ts';
import { bybitPages } from './bybit.ts';
import { coindeskPages } from './coindesk.ts';
import { cointelegraphPages } from './cointelegraph.ts';
import { gatePages } from './gate.ts';
import { okxPages } from './okx.ts';
import { createSite, type Site } from './site.ts';

/** The web sites that the extension is shown on. */
export const sites: readonly Site[] = [gatePages, binancePages, bybitPages, okxPages, coindeskPages, cointelegraphPages];

/** One provider for each web site. */
export const pageProviders: readonly Provider[] = sites.map(createSite);
