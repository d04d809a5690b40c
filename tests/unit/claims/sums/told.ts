import type { Claim, ClaimKind } from '../../../../lib/claims/claim.ts';
import type { Inconsistency } from '../../../../lib/claims/inconsistency.ts';
import { findInconsistencies, type SumContext } from '../../../../lib/claims/sums/find.ts';

/** A claim by the text of its number (its first occurrence that no claim before it has taken) and what it is of. */
export type Told = readonly [text: string, kind: ClaimKind, asset: string | null, rest?: Partial<Claim>];

const percents = new Set<ClaimKind>(['price_change', 'open_interest_change', 'dominance', 'funding']);
const scales: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, million: 1e6, billion: 1e9, trillion: 1e12 };

/** Claims of a text as a reader of claims would give them. */
export function claimsOf(body: string, told: readonly Told[]): readonly Claim[] {
  let from = 0;
  return told.map(([text, kind, asset, rest]) => {
    const start = body.indexOf(text, from);
    if (start < 0) throw new Error(`${text} is not in the text`);
    from = start + text.length;
    const [, digits = '', scale = ''] = /([\d,.]+)\s?([KM]|million|billion|trillion)?/.exec(text) ?? [];
    return {
      kind,
      asset,
      value: Number(digits.replaceAll(',', '')) * (scales[scale] ?? 1),
      unit: percents.has(kind) ? 'pct' : kind === 'fear_greed' ? 'index' : 'usd',
      cmp: 'eq',
      side: kind === 'liquidations' ? 'both' : null,
      window: null,
      level: null,
      tense: 'now',
      span: [start, from],
      text,
      ...rest,
    };
  });
}

/** The sums of a text that do not add up. */
export function sumsOf(body: string, told: readonly Told[], context: SumContext = {}): readonly Inconsistency[] {
  return findInconsistencies(body, claimsOf(body, told), context);
}

/** Each as its type and the figures that take part, as written. */
export function namesOf(found: readonly Inconsistency[]): readonly string[] {
  return found.map(({ type, places }) => `${type}: ${places.map(({ text }) => text).join(', ')}`);
}
