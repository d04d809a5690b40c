import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArticleClaims } from '../../lib/claims/article.ts';
import type { Claim } from '../../lib/claims/claim.ts';
import type { Inconsistency } from '../../lib/claims/inconsistency.ts';
import { findInconsistencies } from '../../lib/claims/sums/find.ts';
import { strategyLedger } from '../../lib/sources/strategy-ledger.ts';

/*
 * The sums against articles that were labelled by hand. They are not part of this repository: a folder `claims` beside it, or one level below a
 * neighbour, is read where there is one. Without it these tests are skipped, and say so.
 */
const beside = resolve(import.meta.dirname, '../../..');
const file = [
  beside,
  ...readdirSync(beside, { withFileTypes: true }).flatMap(each => (each.isDirectory() ? [resolve(beside, each.name)] : [])),
]
  .map(folder => resolve(folder, 'claims/articles_dev.jsonl'))
  .find(existsSync);
if (file === undefined) console.warn('skipped: no folder of labelled articles (claims) near this repository');
const labelled = file === undefined ? describe.skip : describe;

interface Label {
  readonly type: string;
  /** Names the figures that do not fit. */
  readonly note: string;
  readonly soft: boolean;
}

interface Row {
  readonly id: string;
  readonly date: string;
  readonly title: string;
  readonly body: string;
  readonly claims: readonly (Omit<Claim, 'span'> & { readonly span?: Claim['span'] })[];
  readonly inconsistencies: readonly Label[];
  readonly consistent_checks: readonly unknown[];
}

const rows =
  file === undefined
    ? []
    : readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as Row);

const scales: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

/** The numbers of a note, in dollars, percent or coins. */
function numbersOf(note: string): readonly number[] {
  const plain = note.replace(/(?<=\d),(?=\d{3})/g, '');
  return [...plain.matchAll(/(\d+(?:\.\d+)?)\s?([KMBT](?![a-z])|trillion|billion|million)?/gi)].map(
    ([, digits, scale]) => Number(digits) * (scales[(scale ?? '').slice(0, 1).toLowerCase()] ?? 1),
  );
}

/** Whether a label is of a sum: of its type, and with two of the figures that its note names (or the only one). */
function isOf(found: Inconsistency, { type, note }: Label): boolean {
  const numbers = numbersOf(note);
  const named = found.places.filter(({ value }) => numbers.some(each => Math.abs(each - Math.abs(value)) <= 0.006 * each));
  return found.type === type && named.length >= Math.min(2, numbers.length);
}

interface Score {
  readonly hard: number;
  readonly missed: readonly string[];
  readonly others: readonly string[];
  readonly consistentFlagged: readonly string[];
}

function score(claimsOf: (row: Row) => readonly Claim[]): Score {
  const [missed, others, consistentFlagged]: [string[], string[], string[]] = [[], [], []];
  let hard = 0;
  for (const row of rows) {
    const found = findInconsistencies(row.body, claimsOf(row), {
      title: row.title,
      date: dateOf(row),
      references: { costs: { Strategy: strategyLedger } },
    });
    const open = [...row.inconsistencies];
    for (const each of found) {
      const name = `${row.id} ${each.type} ${each.places.map(({ text }) => text).join(' | ')}`;
      const at = open.findIndex(label => isOf(each, label));
      const [label] = at < 0 ? [] : open.splice(at, 1);
      if (label?.soft === false) hard++;
      if (!label && !each.soft) others.push(name);
      if (row.consistent_checks.length > 0 && !label) consistentFlagged.push(name);
    }
    missed.push(...open.flatMap(({ soft, type, note }) => (soft ? [] : [`${row.id} ${type} ${note}`])));
  }
  return { hard, missed, others, consistentFlagged };
}

const dateOf = ({ date }: Row): string => date.replace('?', '');

/** The labelled claims; one row gives no offsets. */
function labelledClaims({ body, claims }: Row): readonly Claim[] {
  return claims.map(claim => {
    const start = body.indexOf(claim.text);
    return { ...claim, span: claim.span ?? [start, start + claim.text.length] };
  });
}

labelled('the sums of labelled articles', () => {
  it.each([
    ['as a person read them', labelledClaims],
    ['as we read them', (row: Row) => readArticleClaims(row.body, { title: row.title, date: dateOf(row) })],
  ] as const)('are found by type and place from the claims %s, and little else is', (name, claimsOf) => {
    const { hard, missed, others, consistentFlagged } = score(claimsOf);
    console.info(`sums from the claims ${name}: ${hard} found`, { missed, others });
    expect(hard).toBeGreaterThanOrEqual(17);
    expect(others.length, others.join('\n')).toBeLessThanOrEqual(3);
    expect(consistentFlagged).toEqual([]);
  });

  it('of the reference article are its three errors and nothing else', () => {
    const row = rows.find(({ id }) => id === 'reference');
    if (!row) throw new Error('no row called reference');
    const claims = readArticleClaims(row.body, { title: row.title, date: row.date });
    const found = findInconsistencies(row.body, claims, {
      title: row.title,
      date: row.date,
      references: { costs: { Strategy: strategyLedger } },
    });
    expect(found.map(({ type }) => type).toSorted()).toEqual(['level_broken', 'pct_vs_abs', 'pnl_price']);
  });
});
