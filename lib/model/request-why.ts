/** What a request is for. Each stands under `request` among the messages. */
type RequestWhat =
  | 'contracts'
  | 'contractsHeld'
  | 'contractFigures'
  | 'prices'
  | 'pricesHeld'
  | 'figures'
  | 'marks'
  | 'interest'
  | 'interestFunding'
  | 'pastInterest'
  | 'funding'
  | 'fundingHours'
  | 'liquidations'
  | 'pastLiquidations'
  | 'liquidationSums'
  | 'trades'
  // A socket of forced orders, which is counted among the requests.
  | 'live'
  | 'spot'
  | 'candles'
  | 'takers'
  | 'book'
  | 'breadth'
  | 'holdings'
  | 'fear'
  | 'index'
  | 'closes'
  | 'keyedContracts'
  | 'keyedTotals'
  // Further ones of a host, together.
  | 'other';

/** For the ledger of requests that the user can read: what, and of which contract, board or coin where not of all: `interest:BTCUSDT`. */
export type RequestWhy = RequestWhat | `${RequestWhat}:${string}`;
