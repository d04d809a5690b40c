import { readArticleClaims } from './article.ts';
import type { Claim } from './claim.ts';
import type { Inconsistency } from './inconsistency.ts';
import { isAboutCrypto } from './is-about-crypto.ts';
import { readClaims } from './read.ts';
import { mostRead } from './reading.ts';
import type { ArticleReading, ArticleText } from './reading.ts';
import { findInconsistencies } from './sums/find.ts';

/** Sums are looked for in so many characters, several times the length of an article: every figure is held against others. */
const mostSummed = 40_000;

/** A number of four hundred digits is none, and JSON has no word for it. */
const isSaid = ({ value, value_hi = 0 }: Claim): boolean => Number.isFinite(value) && Number.isFinite(value_hi);
const isSum = ({ written, follows, places }: Inconsistency): boolean =>
  [written, follows, ...places.map(({ value }) => value)].every(Number.isFinite);

/** Reads an article. Pure: the same text gives the same reading, whatever it is; never throws. */
export function readArticle({ headline, body, date, references }: ArticleText): ArticleReading {
  const claims = readArticleClaims(body, { title: headline, date }).filter(isSaid).slice(0, mostRead);
  const isTold = (one: Claim): boolean =>
    claims.some(({ kind, asset, value }) => kind === one.kind && asset === one.asset && value === one.value);
  return {
    claims,
    title: readClaims(headline, { date })
      .filter(claim => isSaid(claim) && !isTold(claim))
      .slice(0, mostRead),
    sums: findInconsistencies(
      body.slice(0, mostSummed),
      claims.filter(({ span }) => span[1] <= mostSummed),
      { title: headline, date, references },
    )
      .filter(isSum)
      .slice(0, mostRead),
    isCrypto: isAboutCrypto(headline, body, claims),
  };
}
