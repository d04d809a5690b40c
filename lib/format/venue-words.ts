import type { VenueId } from '../model/trade.ts';

/** What a venue's figures are, for the pages of our own. Each in one sentence or two. */
export interface VenueWords {
  /** What they count. */
  readonly counts: string;
  /** What they cannot know. */
  readonly misses: string;
  /** How far back it can be asked for forced orders, and what that costs; absent where it keeps nothing that can be asked for. */
  readonly history?: string;
}

/** By venue. They stand here and not with the venues, so that the background, which says none of it, does not carry them. */
export const venueWords: Readonly<Record<VenueId, VenueWords>> = {
  binance: {
    counts: 'One forced order for each contract and second, the latest, at its average fill.',
    misses: 'All others of the same second: its sums are lowest where a cascade is fastest. It keeps no history.',
  },
  bybit: {
    counts: 'Every forced order, at its bankruptcy price.',
    misses: 'What was not heard: it keeps no history.',
  },
  okx: {
    counts: 'One forced order for each contract and second at the most, at its bankruptcy price.',
    misses: 'All others: the venue itself says that these are not the total. Options, and pairs that are not in dollars.',
    history: 'One day, by a request or more for each pair of coins; rows come up to two hours late.',
  },
  gate: {
    counts: 'Every forced order of the last day, at its fill, and ready-made sums for 30 days.',
    misses: 'Contracts outside the coins that are followed.',
    history: 'Ready-made sums of 24h, 30d, contract by contract.',
  },
  bitmex: {
    counts: 'Every forced order, whole, at its bankruptcy price.',
    misses: 'What was not heard: it keeps no history; an order that fills in part counts whole.',
  },
  deribit: {
    counts: 'Every forced trade, at its fill, on either side of it.',
    misses: 'What was not heard and lies more than twelve hours back.',
    history: 'All trades must be read to find the forced ones: it heals gaps of up to twelve hours, and reaches no further.',
  },
  htx: {
    counts: 'Every forced order, at its bankruptcy price.',
    misses: 'What was not heard more than a day ago; funding, and the open interest of coin-margined contracts.',
    history: 'Ninety days, by a request or more for each contract and two hours: a day of the largest, gaps of all.',
  },
  bitfinex: {
    counts: 'Every executed forced order of perpetuals and of margin positions, at its fill.',
    misses: 'Positions that were triggered and not yet executed.',
    history: 'Years, of all contracts together; 500 rows a request and one request a minute.',
  },
  'kraken-futures': {
    counts: 'Every forced trade, at its fill.',
    misses: 'What was not heard and lies more than twelve hours back; of trades alike to the millisecond it counts one.',
    history: 'All trades must be read to find the forced ones: it heals gaps of up to twelve hours, and reaches no further.',
  },
  dydx: {
    counts: 'Every trade by which a position was liquidated, at its fill.',
    misses: 'Positions that were taken over (deleveraged), and some markets when there are more than six sockets may carry.',
    history: 'Months of trades, 1,000 a request, of which few are forced: it heals gaps of up to six hours and no more.',
  },
  aster: {
    counts: 'One forced order for each contract and second, the latest, at its average fill.',
    misses: 'All others of the same second. It keeps no history that can be asked for without an account.',
  },
  bitget: {
    counts: 'The largest long and the largest short of each contract and second, at about the bankruptcy price.',
    misses: 'All others of the same second.',
    history: 'Three days of all contracts, a hundred orders a request.',
  },
  lighter: {
    counts: 'Every trade by which a position was liquidated, at its fill.',
    misses: 'What was not heard: its history cannot be asked for without an account.',
  },
  poloniex: {
    counts: 'Forced orders, at their bankruptcy price.',
    misses: 'Whether these are all of them is not documented: its sums are taken for floors.',
    history: 'A day back, one contract and 100 rows a request; how much further it goes is not documented.',
  },
  coinex: {
    counts: 'Every forced order, at the price at which it was liquidated, some minutes late.',
    misses: 'Contracts outside the coins that are followed.',
    history: 'At least nine months; one request for each contract and hundred orders, every five minutes for what is new.',
  },
  hyperliquid: {
    counts: 'No public liquidation data: prices, funding, and open interest as reported.',
    misses: 'Every forced order. Whether its open interest counts one side or both is disputed.',
  },
  kucoin: {
    counts: 'No public liquidation data: prices, funding, and open interest as reported.',
    misses: 'Every forced order. Whether its open interest counts one side or both is not documented.',
  },
  mexc: {
    counts: 'No public liquidation data: prices, funding, and open interest as reported.',
    misses: 'Every forced order. Whether its open interest counts one side or both is not documented.',
  },
};
