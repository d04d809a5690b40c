/**
 * Why something is not known, as names with values: the words are made of them in `lib/format/reasons.ts`. What was stored by a version before
 * names were stored is a sentence in their place, and is shown as it is.
 */

/** What a share of a move would have needed and did not have; `past` is the name of the index whose ninety days are missing. */
export type MissingInput = 'forced' | 'interest' | 'perps' | 'spot' | 'takers' | 'markets' | { readonly past: string };

/** What makes a price a level; `cost` is the name of the holder whose average cost it is. */
export type LevelReason =
  | 'own'
  | 'quoted'
  | 'round'
  | `${'day' | 'week' | 'month'}${'High' | 'Low'}`
  | 'swingHigh'
  | 'swingLow'
  | 'volume'
  | { readonly cost: string };

/** A reason that is a number of something, or a list of inputs. */
type ValuedReason =
  | { readonly of: 'fewOrders' | 'fewCoins'; readonly count: number }
  | { readonly of: 'inputs'; readonly inputs: readonly MissingInput[] };

/** Why a figure is absent. Each stands under `reason` among the messages. */
export type Reason =
  | ValuedReason
  // Forced orders and what is measured of them.
  | 'noFigures'
  | 'noOrders'
  | 'shortPast'
  | 'onlySums'
  | 'atLimit'
  | 'byChance'
  | 'otherPattern'
  | 'fewSinceFall'
  // The price and the fall.
  | 'noPrice'
  | 'noPriceRecorded'
  | 'oldPrice'
  | 'noHours'
  | 'noFall'
  | 'notFalling'
  | 'fallUnknown'
  | 'noChange'
  | 'hardlyMoved'
  // Open interest, takers and books.
  | 'noInterest'
  | 'noInterestSince'
  | 'shortInterest'
  | 'oldInterest'
  | 'noTakers'
  | 'noBook'
  // What is told by others.
  | 'noBreadth'
  | 'noHolders'
  | 'noMarkets'
  // Our own doing.
  | 'unread'
  | 'notWorkedOut'
  | 'byCoin'
  | 'notRecorded'
  | 'notMeasured';
