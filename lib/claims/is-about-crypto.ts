import type { Claim } from './claim.ts';
import { cryptoWords } from './english/subject.ts';

/** Claims on coins that make a text one about them. */
const enoughClaims = 2;
/** Else so many of its words must be of the trade, and in so many words one. */
const enoughWords = 4;
const oneIn = 80;

/** Whether a text is about crypto: by its headline, by what it claims, or by its words. Rather not than wrongly: general sites write of everything. */
export function isAboutCrypto(headline: string, body: string, claims: readonly Pick<Claim, 'asset'>[]): boolean {
  if (headline.search(cryptoWords) >= 0 || claims.filter(({ asset }) => asset !== null).length >= enoughClaims) return true;
  const found = body.match(cryptoWords)?.length ?? 0;
  return found >= enoughWords && found * oneIn >= (body.match(/\S+/g)?.length ?? 0);
}
