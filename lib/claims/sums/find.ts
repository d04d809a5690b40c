import type { Claim } from '../claim.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { readClaims } from '../read.ts';
import { capSums } from './caps.ts';
import { factors } from './factors.ts';
import { fractions } from './fractions.ts';
import { fromToPercent } from './from-to.ts';
import { interestPercent } from './interest.ts';
import { brokenLevels } from './levels.ts';
import { impossibleSizes } from './magnitude.ts';
import { liquidationSums } from './parts.ts';
import { percentAmount } from './percent-amount.ts';
import { pointsBetween } from './points.ts';
import { defaultReferences, type SumReferences } from './references.ts';
import { priceQuotes, sharedPrices } from './prices.ts';
import { repeatedCounts, repeatedFigures } from './repeats.ts';
import { readStated } from './text.ts';
import { titleFigures } from './title.ts';
import { treasurySums } from './treasury.ts';

/** What is known of an article beside its body and its claims. */
export interface SumContext {
  readonly title?: string | undefined;
  /** When it was written, as `Date.parse` reads it; UTC where it gives no zone. */
  readonly date?: string | undefined;
  /** Instead of what is assumed where nobody hands it in. */
  readonly references?: Partial<SumReferences> | undefined;
}

/**
 * Sums of an article that do not add up as written, in the order of their places; each figure is named first once. `claims` are the body's. Pure: the same
 * text gives the same answer, whatever it is; never throws.
 */
export function findInconsistencies(
  body: string,
  claims: readonly Claim[],
  { title = '', date, references }: SumContext = {},
): readonly Inconsistency[] {
  const parsed = date === undefined ? NaN : Date.parse(/T[\d:.]+$/.test(date) ? `${date}Z` : date);
  const time = Number.isNaN(parsed) ? undefined : parsed;
  const known = { ...defaultReferences, ...references };
  const stated = [...readStated(title, 'title', readClaims(title, { date })), ...readStated(body, 'body', claims, time)];
  const found = [
    ...interestPercent(stated),
    ...fromToPercent(stated),
    ...factors(stated),
    ...pointsBetween(stated),
    ...percentAmount(stated, known),
    ...fractions(stated),
    ...liquidationSums(stated),
    ...brokenLevels(stated),
    ...treasurySums(stated, time, known),
    ...capSums(stated, time),
    ...priceQuotes(stated),
    ...repeatedFigures(stated),
    ...repeatedCounts(stated),
    ...sharedPrices(stated),
    ...impossibleSizes(stated, time),
  ];
  // A headline that is part of another sum is not told twice.
  const inTitle = titleFigures(stated).filter(each =>
    found.every(other => other.places.every(({ in: where, span }) => where === 'body' || span[0] !== each.places[0]?.span[0])),
  );
  return [...found, ...inTitle]
    .filter(
      (each, at, all) =>
        all.findIndex(other => other.type === each.type && other.places[0]?.span[0] === each.places[0]?.span[0]) === at,
    )
    .toSorted((a, b) => (a.places[0]?.span[0] ?? 0) - (b.places[0]?.span[0] ?? 0));
}
