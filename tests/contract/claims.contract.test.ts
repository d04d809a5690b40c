import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArticleClaims } from '../../lib/claims/article.ts';
import type { Claim } from '../../lib/claims/claim.ts';
import { readClaims } from '../../lib/claims/read.ts';

/*
 * Extraction against sentences and articles that were labelled by hand. They are not part of this repository: a folder `claims` beside it, or one level
 * below a neighbour, is read where there is one. Without it these tests are skipped, and say so.
 */
const beside = resolve(import.meta.dirname, '../../..');
const folder = [
  beside,
  ...readdirSync(beside, { withFileTypes: true }).flatMap(each => (each.isDirectory() ? [resolve(beside, each.name)] : [])),
]
  .map(each => resolve(each, 'claims'))
  .find(each => existsSync(resolve(each, 'dev.jsonl')));
if (folder === undefined) console.warn('skipped: no folder of labelled sentences (claims) near this repository');
const labelled = folder === undefined ? describe.skip : describe;

type Label = Pick<Claim, 'kind' | 'asset' | 'value' | 'value_hi' | 'window'> & {
  readonly optional?: boolean;
  readonly asset_alt?: readonly string[];
};
interface Row {
  readonly id: string;
  readonly article?: string;
  readonly title?: string;
  readonly prev?: string;
  readonly date?: string;
  readonly sentence: string;
  readonly body: string;
  readonly claims: readonly Label[];
}

const rowsOf = (name: string): readonly Row[] =>
  folder === undefined
    ? []
    : readFileSync(resolve(folder, name), 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as Row);

// The rules of the labels' own scorer: kind, signed value within 0.5%, asset and window.
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 0.005 * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;
const values = ({ value, value_hi: hi }: Label): readonly number[] => (hi === undefined ? [value] : [value, hi]);
function hasValue(label: Label, claim: Label): boolean {
  if (label.value_hi === undefined) return values(claim).some(value => isNear(value, label.value));
  const [low = 0, high = 0] = values(label).toSorted((a, b) => a - b);
  return values(claim).every(value => value >= low - 0.005 * Math.abs(low) && value <= high + 0.005 * Math.abs(high));
}
const isHit = (label: Label, claim: Label): boolean =>
  label.kind === claim.kind &&
  hasValue(label, claim) &&
  (label.asset === claim.asset || (label.asset_alt ?? []).some(asset => asset === claim.asset)) &&
  label.window === claim.window;

interface Score {
  readonly kind: string;
  hits: number;
  misses: number;
  falls: number;
}

/** Hits, misses and false alarms of one text, by kind. */
function score(labels: readonly Label[], claims: readonly Claim[]): readonly Score[] {
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

function f1(scores: readonly Score[]): number {
  const sum = (name: 'hits' | 'misses' | 'falls'): number => scores.reduce((total, each) => total + each[name], 0);
  return (2 * sum('hits')) / (2 * sum('hits') + sum('misses') + sum('falls'));
}

const foldOf = ({ article, id }: Row): number =>
  (createHash('sha256')
    .update(`folds1${article ?? id}`)
    .digest()[0] ?? 0) % 5;

labelled('labelled sentences', () => {
  const read = rowsOf('dev.jsonl').map(row => ({ row, claims: readClaims(row.sentence, row) }));
  const scores = read.flatMap(({ row, claims }) => score(row.claims, claims));

  it('are read with a strict F1 of at least 0.88 over all kinds and 0.80 for liquidations', () => {
    const liquidations = f1(scores.filter(({ kind }) => kind === 'liquidations'));
    const byFold = [0, 1, 2, 3, 4].map(fold =>
      f1(read.filter(({ row }) => foldOf(row) === fold).flatMap(({ row, claims }) => score(row.claims, claims))).toFixed(3),
    );
    console.info(
      `strict F1 ${f1(scores).toFixed(3)}, liquidations ${liquidations.toFixed(3)}; by fold of articles ${byFold.join(' ')}`,
    );
    expect(f1(scores)).toBeGreaterThanOrEqual(0.88);
    expect(liquidations).toBeGreaterThanOrEqual(0.8);
  });

  it('raise a false alarm on at most 8 % of those without a claim', () => {
    const empty = read.filter(({ row }) => row.claims.length === 0);
    const alarms = empty.filter(({ claims }) => claims.length > 0);
    expect(alarms.length / empty.length).toBeLessThanOrEqual(0.08);
  });

  it('are pointed at by every claim', () => {
    for (const { row, claims } of read)
      for (const { span, text } of claims)
        expect(row.sentence.slice(...span).replaceAll(/\s/g, '')).toHaveLength(text.replaceAll(/\s/g, '').length);
  });
});

labelled('labelled articles', () => {
  const read = rowsOf('articles_dev.jsonl').map(row => ({ row, claims: readArticleClaims(row.body, row) }));

  it('give at least 85 % of the claims that matter, with at most twice as many claims in all', () => {
    const scores = read.flatMap(({ row, claims }) => score(row.claims, claims)).filter(({ falls }) => falls === 0);
    const hits = scores.reduce((total, each) => total + each.hits, 0);
    const claims = read.reduce((total, each) => total + each.claims.length, 0);
    const labels = read.reduce((total, { row }) => total + row.claims.length, 0);
    console.info(`article recall ${(hits / scores.length).toFixed(3)}, ${claims} claims for ${labels} labels`);
    expect(hits / scores.length).toBeGreaterThanOrEqual(0.85);
    expect(claims).toBeLessThanOrEqual(2 * labels);
  });
});
