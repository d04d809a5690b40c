import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findShared, parseLabels, readShared } from '../../scripts/evaluate/news/labels.ts';
import { measure } from '../../scripts/evaluate/news/score.ts';
import { readArticles, readSentences } from '../../scripts/evaluate/news/tables.ts';

const folder = findShared(resolve(import.meta.dirname, '../..'));
if (folder === undefined) console.warn('skipped: no folder of labelled sentences (claims) near this repository');
const labelled = folder === undefined ? describe.skip : describe;
const { sentences, articles } = folder === undefined ? { sentences: [], articles: [] } : readShared(folder);

labelled('labelled sentences', () => {
  const { read, scores, byFold, empty, falseAlarms } = readSentences(sentences);

  it('are read with a strict F1 of at least 0.88 over all kinds and 0.80 for liquidations', () => {
    const all = measure(scores).f1;
    const liquidations = measure(scores.filter(({ kind }) => kind === 'liquidations')).f1;
    const folds = byFold.map(each => each.toFixed(3)).join(' ');
    console.info(`strict F1 ${all.toFixed(3)}, liquidations ${liquidations.toFixed(3)}; by fold of articles ${folds}`);
    expect(all).toBeGreaterThanOrEqual(0.88);
    expect(liquidations).toBeGreaterThanOrEqual(0.8);
  });

  it('raise a false alarm on at most 8 % of those without a claim', () => {
    expect(falseAlarms / empty).toBeLessThanOrEqual(0.08);
  });

  it('are pointed at by every claim', () => {
    for (const { row, claims } of read)
      for (const { span, text } of claims)
        expect(row.sentence.slice(...span).replaceAll(/\s/g, '')).toHaveLength(text.replaceAll(/\s/g, '').length);
  });
});

labelled('labelled articles', () => {
  it('give at least 85 % of the claims that matter, with at most twice as many claims in all', () => {
    const { recall, claims, labels } = readArticles(articles);
    console.info(`article recall ${recall.toFixed(3)}, ${claims} claims for ${labels} labels`);
    expect(recall).toBeGreaterThanOrEqual(0.85);
    expect(claims).toBeLessThanOrEqual(2 * labels);
  });
});

describe('sentences of our own', () => {
  const own = globSync('../fixtures/claims/*.txt', { cwd: import.meta.dirname })
    .toSorted()
    .map(path => parseLabels(readFileSync(resolve(import.meta.dirname, path), 'utf8')));
  const { scores, empty, falseAlarms } = readSentences(own.flatMap(each => each.sentences));

  it('are read no worse than when they were last looked through', () => {
    const all = measure(scores);
    const whole = readArticles(own.flatMap(({ articles: each }) => each));
    console.info(
      `own sentences: F1 ${all.f1.toFixed(3)}, false alarms ${falseAlarms}/${empty}; articles: recall ${whole.recall.toFixed(3)}`,
    );
    expect(scores.length).toBeGreaterThan(480);
    expect(all.f1).toBeGreaterThanOrEqual(0.85);
    expect(falseAlarms / empty).toBeLessThanOrEqual(0.08);
    expect(whole.recall).toBeGreaterThanOrEqual(0.8);
  });
});
