import type { Venue } from '../model/venue.ts';
import { bitgetHistory } from './bitget/history.ts';
import { boards, parseInstruments, requestBoard } from './bitget/instruments.ts';
import { liquidations } from './bitget/liquidations.ts';
import { parseFunding, parseOpenInterest, parseQuotes, requestOwnTickers, requestTickers } from './bitget/tickers.ts';
import { noPast } from './past.ts';

/**
 * Bitget, the public side of its unified account (UTA v3): contracts in USDT and USDC, and coin-margined ones. Sources: UTA documents, recorded tickers of
 * December 2025, recorded frames of the socket as third parties checked them.
 */
export const bitget: Venue = {
  id: 'bitget',
  name: 'Bitget',
  completeness: 'sampled',
  budgets: [
    // 20 requests a second and endpoint is said of market data: unverified, and halved here.
    { name: 'bitget', host: 'api.bitget.com', weight: 10, windowMs: 1_000 },
    // 5 requests a second and address (UTA documents, Get-Liquidations).
    { name: 'bitget-liquidations', host: 'api.bitget.com', weight: 5, windowMs: 1_000 },
  ],
  instruments: {
    requests: boards.map(board => requestBoard(board, 'instruments', 'bitget', `contracts:${board}`)),
    parse: parseInstruments,
  },
  quotes: { requests: boards.map(requestTickers), parse: parseQuotes },
  openInterest: { isBulk: true, requests: requestOwnTickers, parse: parseOpenInterest, ...noPast },
  funding: { requests: requestOwnTickers, parse: parseFunding },
  socketStreams: [liquidations.stream],
  sockets: () => [liquidations],
  polls: [],
  backfill: undefined,
  history: bitgetHistory,
};
