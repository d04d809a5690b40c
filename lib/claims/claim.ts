/** What kinds of market figures a sentence may state. */
export const claimKinds = [
  'price',
  'price_change',
  'liquidations',
  'open_interest',
  'open_interest_change',
  'funding',
  'fear_greed',
  'level',
  'treasury_pnl',
  'market_cap',
  'dominance',
  'volume',
] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** `over`: more than, above. `under`: below, up to. `approx`: about, nearly. */
export type Comparator = 'eq' | 'approx' | 'over' | 'under' | 'range';

/** `only`: no more than that. `near`: on its side of the number, and close to it ("just under"). `most`: an extreme was that ("as much as"). */
export type Hedge = 'only' | 'near' | 'most';

export type ClaimUnit = 'usd' | 'pct' | 'index' | 'coin';

/** The time over which a change or a sum is stated: hours below a day and `24h`, days from two on, and what has a name. */
export type ClaimWindow = `${number}h` | `${number}d` | '6w' | '1y' | 'mtd' | 'ytd';

/** One figure that a text states of the market, which market data could check at the time of the text. */
export interface Claim {
  readonly kind: ClaimKind;
  /** A ticker; `TOTAL` is the whole crypto market, `ALTS`, `STABLES`, `OTHERS` its parts. `null` for Fear & Greed and a treasury's result. */
  readonly asset: string | null;
  /** US dollars, percent, index points or coins; signed for changes and results. Of a range the end that is nearer to zero. */
  readonly value: number;
  /** The other end of a range. */
  readonly value_hi?: number;
  readonly unit: ClaimUnit;
  readonly cmp: Comparator;
  /** Whose positions were forced out; `null` for every other kind. */
  readonly side: 'long' | 'short' | 'both' | null;
  /** `null` where the text gives none. */
  readonly window: ClaimWindow | null;
  /** Of a level, which way it is said to hold; `null` where it is not said, and for every other kind. */
  readonly level: 'support' | 'resistance' | null;
  /** `recent`: a high, a low or a start within about a week. `dated`: older. */
  readonly tense: 'now' | 'recent' | 'dated';
  /** The company of a treasury's result. */
  readonly entity?: string;
  /** The exchange of which alone the figure is. */
  readonly venue?: string;
  /** What the words before the number say of it beside `cmp`: see `withHedges`, which reads them for the checks. */
  readonly hedge?: Hedge;
  /** What stands not in the sentence but was taken from its surroundings. */
  readonly ctx?: readonly ('asset' | 'window')[];
  /** Offsets in the text that was read, in UTF-16 units, the end exclusive. */
  readonly span: readonly [start: number, end: number];
  /** The number as written. */
  readonly text: string;
}
