import { venue } from './sums.ts';

/** What the words of its sentence say of a figure beside what it is of, for the checks. Another language gives a file with the same names. */

const exchange = venue.source;
/** One exchange alone: its price and its funding are not the market's. */
export const atOneExchange = new RegExp(`\\b(?:[Oo]n|[Aa]t|via|per|from) ${exchange}|${exchange}(?:'|’)s`);
/** Who makes another index of fear and greed than the one that is recorded. */
export const otherIndex = new RegExp(`\\b(?:CoinMarketCap|CMC|CoinGlass|CNN)\\b|${exchange}`);
/** An index of another day, or of a day by its name; a bar stands for the number. */
export const ofBefore =
  /\b(?!today)\w+day\b|\b(?:day|week|month)s? (?:ago|earlier|before)|\b(?:last|previous|prior) (?:day|week|month)|\bfrom (?:an? \w+ of )?\|/i;
/** Before a level that the price has gone through. */
export const isThrough = /\b(?:br(?:eak|oke)|los[ets]|below|under|past|through|reclaim|fail|former|flip|turn)/i;
/** Before a price that it came back from: `after touching`, `after falling to as low as`. */
export const cameBackFrom = /\bafter (?:\w+ )?\w+ing (?:(?:to|as|low|below|above|near|under|just|about|nearly) )*$/i;
