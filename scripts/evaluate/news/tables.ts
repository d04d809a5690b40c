import { readArticleClaims } from '../../../lib/claims/article.ts';
import { claimKinds } from '../../../lib/claims/claim.ts';
import { readClaims } from '../../../lib/claims/read.ts';
import { toFixed, toTable } from '../tables.ts';
import type { LabelledArticle, LabelledSentence } from './labels.ts';
import { foldOf, measure, score } from './score.ts';

/** Sentences read as the product reads them, each with what its headline, its date and the sentence before it say. */
export function readSentences(rows: readonly LabelledSentence[]) {
  const read = rows.map(row => {
    const claims = readClaims(row.sentence, row);
    return { row, claims, scores: score(row.claims, claims) };
  });
  const empty = read.filter(({ row }) => row.claims.length === 0);
  return {
    read,
    scores: read.flatMap(({ scores }) => scores),
    byFold: [0, 1, 2, 3, 4].map(
      fold => measure(read.filter(({ row }) => foldOf(row) === fold).flatMap(({ scores }) => scores)).f1,
    ),
    empty: empty.length,
    /** Sentences without a label in which something was claimed. */
    falseAlarms: empty.filter(({ claims }) => claims.length > 0).length,
  };
}

/** Whole articles, of which only recall is known: their labels name what matters. */
export function readArticles(rows: readonly LabelledArticle[]) {
  const read = rows.map(row => ({ row, claims: readArticleClaims(row.body, row) }));
  return {
    recall: measure(read.flatMap(({ row, claims }) => score(row.claims, claims))).recall,
    claims: read.reduce((total, { claims }) => total + claims.length, 0),
    labels: read.reduce((total, { row }) => total + row.claims.length, 0),
  };
}

/** Precision, recall and F1 by kind. */
export function kindsTable(sets: readonly (readonly [name: string, rows: readonly LabelledSentence[]])[]): string {
  const read = sets.map(([name, rows]) => ({ name, scores: readSentences(rows).scores }));
  const cells = (scores: ReturnType<typeof score>): readonly string[] => {
    const { precision, recall, f1 } = measure(scores);
    const labels = scores.reduce((total, { hits, misses }) => total + hits + misses, 0);
    return [String(labels), toFixed(precision), toFixed(recall), toFixed(f1)];
  };
  return toTable([
    ['kind', ...read.flatMap(({ name }) => [`${name}: labels`, 'precision', 'recall', 'F1'])],
    ...claimKinds
      .filter(kind => read.some(({ scores }) => scores.some(each => each.kind === kind)))
      .map(kind => [kind, ...read.flatMap(({ scores }) => cells(scores.filter(each => each.kind === kind)))]),
    ['all', ...read.flatMap(({ scores }) => cells(scores))],
  ]);
}

/** Folds, false alarms and whole articles. */
export function setsTable(
  sets: readonly (readonly [name: string, rows: readonly LabelledSentence[], articles: readonly LabelledArticle[]])[],
): string {
  return toTable([
    [
      'set',
      'sentences',
      'F1',
      'F1 by fold of articles',
      'false alarms where nothing is',
      'articles: recall',
      'claims for labels',
    ],
    ...sets.map(([name, rows, articles]) => {
      const { scores, byFold, empty, falseAlarms } = readSentences(rows);
      const whole = readArticles(articles);
      return [
        name,
        String(rows.length),
        toFixed(measure(scores).f1, 3),
        byFold.map(each => toFixed(each)).join(' '),
        `${falseAlarms}/${empty}`,
        toFixed(whole.recall, 3),
        `${whole.claims}/${whole.labels}`,
      ];
    }),
  ]);
}
