import type { Provider } from '../provider.ts';
import { binancePages } from './binance.ts';
import { bybitPages } from './bybit.ts';
import { coindeskPages } from './coindesk.ts';
import { cointelegraphPages } from './cointelegraph.ts';
import { exchangePages } from './exchanges.ts';
import { gatePages } from './gate.ts';
import { newsPages } from './newsrooms.ts';
import { okxPages } from './okx.ts';
import { createSite, type Site } from './site.ts';

/** The web sites that the extension is shown on. */
export const sites: readonly Site[] = [
  gatePages,
  binancePages,
  bybitPages,
  okxPages,
  ...exchangePages,
  coindeskPages,
  cointelegraphPages,
  ...newsPages,
];

/** One provider for each web site. */
export const pageProviders: readonly Provider[] = sites.map(createSite);
