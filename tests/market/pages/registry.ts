import type { Provider } from '../provider.ts';
import { binancePages } from './binance.ts';
import { bybitPages } from './bybit.ts';
import { coindeskPages } from './coindesk.ts';
import { cointelegraphPages } from './cointelegraph.ts';
import { exchangePages } from './exchanges.ts';
import { generalNews } from './general-news.ts';
import { gatePages } from './gate.ts';
import { newsPages } from './newsrooms.ts';
import { okxPages } from './okx.ts';
import { smallPaper } from './small-paper.ts';
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
  ...generalNews,
];

/** One provider for each web site, and for one that the extension does not know. */
export const pageProviders: readonly Provider[] = [...sites, smallPaper].map(createSite);
