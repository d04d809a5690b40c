import type { ClaimKind, ClaimWindow } from './claim.ts';

/** What the text before a sentence leaves for it. */
export interface ReadingState {
  /** The coin that was spoken of last, or a scope of the market. */
  readonly focus: string | undefined;
  /** The coin that the sentence before named. */
  readonly named: string | undefined;
  /** The two coins of which a text may say `both`; none where it named more. */
  readonly pair: readonly string[];
  /** Whether the text spoke of a sale before a listing. */
  readonly isPresale: boolean;
  /** Whether the sentence before told of a day of the last week. */
  readonly wasLately: boolean;
  /** The window of liquidations where the text gives none near them. */
  readonly usualWindow: ClaimWindow | undefined;
  /** The coin or scope that the headline is about. */
  readonly titleAsset: string | undefined;
  /** What the figures of the sentence before were about. */
  readonly kind: ClaimKind | undefined;
  /** The asset of the liquidations told of last. */
  readonly liquidated: string | undefined;
  /** The same of this sentence, where its first sum named none: its parts are of one market. */
  readonly summed?: string | undefined;
  /** The windows of the changes and of the liquidations of the sentence before. */
  readonly changeWindow: ClaimWindow | undefined;
  readonly liquidationWindow: ClaimWindow | undefined;
  /** Whether the index of fear and greed was spoken of. */
  readonly hasFear: boolean;
  /** Whether funding was spoken of in the headline or the sentence before. */
  readonly hasFunding: boolean;
  readonly company: string | undefined;
  /** Names of coins that the text gave itself, lower case, with their tickers. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Prices that the text told, by ticker. */
  readonly prices: ReadonlyMap<string, number>;
  /** When the text was written; ms; `undefined` when not known. */
  readonly time: number | undefined;
}

/** Before anything was read. */
export const nothingRead: ReadingState = {
  focus: undefined,
  named: undefined,
  pair: [],
  isPresale: false,
  wasLately: false,
  usualWindow: undefined,
  titleAsset: undefined,
  kind: undefined,
  liquidated: undefined,
  changeWindow: undefined,
  liquidationWindow: undefined,
  hasFear: false,
  hasFunding: false,
  company: undefined,
  aliases: new Map(),
  prices: new Map(),
  time: undefined,
};
