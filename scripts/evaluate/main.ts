import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { calibrateDriven, calibrateJump, calibrateStationary } from './calibration.ts';
import { missingFiles, readMarkets } from './data.ts';
import { changesOf, detectionTable, matchedTable, pooledTable, tryMarket } from './detection.ts';
import { ladderTable } from './ladder.ts';
import { recoveryTable } from './recovery.ts';
import { statesTable } from './states.ts';
import { toDocument, withParts } from './document.ts';
import { findShared, parseLabels, readShared } from './news/labels.ts';
import type { LabelledArticle, LabelledSentence } from './news/labels.ts';
import { kindsTable, setsTable } from './news/tables.ts';
import type { Part } from './document.ts';
import type { Tried } from './detection.ts';

const usage = `npm run evaluate -- [--history ../shared/history] [--runs 200] [--only simulation|history|news] [--changes]
Holds the engine against recorded crashes and against simulation, and the reading of news against labels; prints the tables and writes them to
docs/EVALUATION.md (those of the engine only when both of its parts ran). --changes prints every change of phase as well.`;

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    history: { type: 'string', default: resolve(root, '../shared/history') },
    runs: { type: 'string', default: '200' },
    only: { type: 'string' },
    changes: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 4 || !['simulation', 'history', 'news', undefined].includes(values.only)) {
  console.error(usage);
  process.exit(2);
}

function print(part: Part): Part {
  console.log(`## ${part.title}\n\n${part.tables.join('\n\n')}\n`);
  return part;
}

function history(): readonly Part[] | undefined {
  const missing = missingFiles(values.history);
  if (missing.length > 0) {
    console.error(
      `\nNO HISTORY: the recorded part is left out and docs/EVALUATION.md is not written. Missing:\n${missing.join('\n')}\n`,
    );
    return undefined;
  }
  const tried = readMarkets(values.history).map(tryMarket);
  if (values.changes) for (const one of tried) console.log(`${one.market.name}\n${changesOf(one).join('\n')}\n`);
  const each = (tableOf: (one: Tried) => string): readonly string[] =>
    tried.map(one => `**${one.market.name}**\n\n${tableOf(one)}`);
  const withInterest = tried.filter(({ market }) => market.bars.some(({ openInterestUsd }) => openInterestUsd !== undefined));
  return [
    print({ id: 'detection', title: 'Detection', tables: each(detectionTable) }),
    print({ id: 'matched', title: 'At equal false alarms, and at equal hits', tables: [matchedTable(tried)] }),
    print({ id: 'pooled', title: 'The same parameters on both', tables: [pooledTable(tried)] }),
    print({ id: 'states', title: 'Phases', tables: [statesTable(tried)] }),
    print({ id: 'recovery', title: 'Stabilising', tables: each(recoveryTable) }),
    print({
      id: 'ladder',
      title: 'The fuel map',
      tables: withInterest.map(({ market }) => `**${market.name}**\n\n${ladderTable(market)}`),
    }),
  ];
}

function simulation(): readonly Part[] {
  return [
    print({ id: 'stationary', title: 'R: bias and interval', tables: [calibrateStationary(runs)] }),
    print({ id: 'driven', title: 'R: what drives from outside', tables: [calibrateDriven(runs)] }),
    print({ id: 'jump', title: 'R: how soon a jump is seen', tables: [calibrateJump(Math.ceil(runs / 4))] }),
  ];
}

function news(): readonly Part[] {
  const own = globSync(join(root, 'tests/fixtures/claims/*.txt'))
    .toSorted()
    .map(path => parseLabels(readFileSync(path, 'utf8')));
  const sets: (readonly [string, readonly LabelledSentence[], readonly LabelledArticle[]])[] = [
    ['own', own.flatMap(({ sentences }) => sentences), own.flatMap(({ articles }) => articles)],
  ];
  const shared = findShared(root);
  if (shared === undefined)
    console.error('\nNO SHARED LABELS: only sentences of our own are read, and docs/EVALUATION.md keeps what it says of news.\n');
  else {
    const { sentences, articles } = readShared(shared);
    sets.unshift(['shared', sentences, articles]);
  }
  const part = print({
    id: 'news',
    title: 'News: figures in a text',
    tables: [setsTable(sets), kindsTable(sets.map(([name, sentences]) => [name, sentences]))],
  });
  return shared === undefined ? [] : [part];
}

const wants = (part: string): boolean => values.only === undefined || values.only === part;
const path = join(root, 'docs/EVALUATION.md');
const recorded = wants('history') ? history() : undefined;
const simulated = wants('simulation') ? simulation() : undefined;
const read = wants('news') ? news() : [];
const isWhole = recorded !== undefined && simulated !== undefined;
if (isWhole || read.length > 0) {
  const before = readFileSync(path, 'utf8');
  // What was not measured now keeps its figures.
  writeFileSync(path, withParts(isWhole ? toDocument([...recorded, ...simulated], runs) : before, read));
  console.error('Written: docs/EVALUATION.md');
}
