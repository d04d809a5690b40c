import { createHash } from 'node:crypto';
import type { Claim, ClaimKind } from '../../../lib/claims/claim.ts';
import type { Label } from './labels.ts';

/** What became of labels and claims. */
export interface Score {
  readonly kind: ClaimKind;
  /** Labels that were found. */
  readonly hits: number;
  /** Labels that were not. */
  readonly misses: number;
  /** Claims that are no label. */
  readonly falls: number;
}

/** The rules of the shared labels: the same kind, the signed value within 0.5 %, the same asset and window. */
function isHit(label: Label, claim: Claim): boolean {
  return (
    label.kind === claim.kind &&
    hasValue(label, claim) &&
    (label.asset === claim.asset || (label.asset_alt ?? []).some(asset => asset === claim.asset)) &&
    (label.window === claim.window || (label.mayLackWindow === true && claim.window === null))
  );
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 0.005 * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;

function ends({ value, value_hi: high }: Pick<Claim, 'value' | 'value_hi'>): readonly number[] {
  return high === undefined ? [value] : [value, high];
}

function hasValue(label: Label, claim: Claim): boolean {
  if (label.value_hi === undefined) return ends(claim).some(value => isNear(value, label.value));
  const [low = 0, high = 0] = ends(label).toSorted((a, b) => a - b);
  return ends(claim).every(value => value >= low - 0.005 * Math.abs(low) && value <= high + 0.005 * Math.abs(high));
}

/** One text's labels against its claims. What a label calls optional counts neither way. */
export function score(labels: readonly Label[], claims: readonly Claim[]): readonly Score[] {
  const free = new Set(claims);
  const scores: Score[] = [];
  for (const label of labels.toSorted((a, b) => Number(a.optional ?? false) - Number(b.optional ?? false))) {
    const hit = [...free].find(claim => isHit(label, claim));
    if (hit) free.delete(hit);
    if (label.optional !== true) scores.push({ kind: label.kind, hits: hit ? 1 : 0, misses: hit ? 0 : 1, falls: 0 });
  }
  for (const claim of free) {
    const isTwice = labels.some(label => isHit(label, claim));
    const isOptional = labels.some(label => label.optional && label.kind === claim.kind && hasValue(label, claim));
    if (!isTwice && !isOptional) scores.push({ kind: claim.kind, hits: 0, misses: 0, falls: 1 });
  }
  return scores;
}

/** Precision, recall and their harmonic mean; `NaN` where nothing was labelled or claimed. */
export function measure(scores: readonly Score[]): { readonly precision: number; readonly recall: number; readonly f1: number } {
  const sum = (name: 'hits' | 'misses' | 'falls'): number => scores.reduce((total, each) => total + each[name], 0);
  const [hits, misses, falls] = [sum('hits'), sum('misses'), sum('falls')];
  return { precision: hits / (hits + falls), recall: hits / (hits + misses), f1: (2 * hits) / (2 * hits + misses + falls) };
}

/** One of five folds, the same for all sentences of an article. */
export function foldOf({ article, id }: { readonly article?: string; readonly id: string }): number {
  const digest = createHash('sha256')
    .update(`folds1${article ?? id}`)
    .digest();
  return (digest[0] ?? 0) % 5;
}
