import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { calibrateDriven, calibrateJump, calibrateStationary } from './calibration.ts';
import { missingFiles, readMarkets } from './data.ts';
import { changesOf, detectionTable, matchedTable, pooledTable, tryMarket } from './detection.ts';
import { ladderTable } from './ladder.ts';
import { recoveryTable } from './recovery.ts';
import { statesTable } from './states.ts';
import { toDocument } from './document.ts';
import type { Part } from './document.ts';
import type { Tried } from './detection.ts';

const usage = `npm run evaluate -- [--history ../shared/history] [--runs 200] [--only simulation|history] [--changes]
Holds the engine against recorded crashes and against simulation, prints the tables and writes them to docs/EVALUATION.md
(only when both parts ran). --changes prints every change of phase as well.`;

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
if (!Number.isInteger(runs) || runs < 4 || !['simulation', 'history', undefined].includes(values.only)) {
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

const recorded = values.only === 'simulation' ? undefined : history();
const simulated = values.only === 'history' ? undefined : simulation();
if (recorded !== undefined && simulated !== undefined) {
  writeFileSync(join(root, 'docs/EVALUATION.md'), toDocument([...recorded, ...simulated], runs));
  console.error('Written: docs/EVALUATION.md');
}
