import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtForChromium } from '../e2e/support/chromium.ts';
import { article } from './article.ts';
import { createBench, type Part } from './bench.ts';
import { bytes } from './bytes.ts';
import { dashboardData } from './dashboard-data.ts';
import { dashboardDraws } from './dashboard-draws.ts';
import { engine } from './engine.ts';
import { estimate } from './estimate.ts';
import { inject } from './inject.ts';
import { loss } from './loss.ts';
import { readMachine } from './machine.ts';
import { parse } from './parse.ts';
import { popup } from './popup.ts';
import { summarise } from './reading.ts';
import { requests } from './requests.ts';
import { shift } from './shift.ts';
import { formatTable, type Section } from './table.ts';
import { wake } from './wake.ts';
import { year } from './year.ts';

/** In the order in which they run: the last ones leave tabs’ worth of memory and a full database behind, and a flood would be in the size of the year. */
const parts: readonly Part[] = [
  bytes,
  estimate,
  parse,
  engine,
  article,
  dashboardData,
  wake,
  popup,
  dashboardDraws,
  inject,
  shift,
  requests,
  year,
  loss,
];
const out = join(import.meta.dirname, '..', '..', 'out', 'bench');

/** `node tests/bench/main.ts [part …]`: measures the build that is there and prints one table. See docs/BENCH.md. */
async function main(words: readonly string[]): Promise<void> {
  const unknown = words.find(word => !parts.some(({ name }) => name === word));
  if (unknown !== undefined) {
    console.error(
      `undertow: no part of the bench is called ${unknown}.\nnpm run bench -- [--no-build] [${parts.map(({ name }) => name).join(' | ')}]`,
    );
    process.exit(2);
  }
  const built = process.env.UNDERTOW_EXTENSION ?? builtForChromium;
  if (!existsSync(join(built, 'manifest.json'))) throw new Error(`no built extension in ${built}: run npm run build`);
  const scratch = mkdtempSync(join(tmpdir(), 'undertow-bench-'));
  const extension = join(scratch, 'extension');
  cpSync(built, extension, { recursive: true });

  const machine = readMachine();
  const startedAt = new Date().toISOString();
  const bench = createBench({ extension, scratch });
  const sections: (Section & Pick<Part, 'name'>)[] = [];
  try {
    for (const { name, title, measure } of parts.filter(part => words.length === 0 || words.includes(part.name))) {
      const from = performance.now();
      try {
        sections.push({ name, title, readings: await measure(bench) });
        console.log(`undertow: measured ${name} (${((performance.now() - from) / 1_000).toFixed(0)} s)`);
      } catch (error) {
        // The other parts are still worth having.
        console.error(`undertow: ${name} could not be measured:`, error);
        process.exitCode = 1;
      }
    }
  } finally {
    await bench.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  const { processor, cores, memoryGb, system, load, node, chromium, undertow, commit } = machine;
  console.log(`\nUndertow ${undertow} (${commit ?? 'no commit'}), ${startedAt}`);
  console.log(`${chromium}, Node ${node}; ${cores} × ${processor}, ${memoryGb} GB, ${system}, load ${load} at the start\n`);
  console.log(formatTable(sections));

  const parted = sections.map(({ name, readings }) => ({
    name,
    readings: readings.map(reading => ({ ...reading, summary: summarise(reading) })),
  }));
  mkdirSync(out, { recursive: true });
  const path = join(out, 'bench.json');
  writeFileSync(path, `${JSON.stringify({ startedAt, machine, parts: parted }, undefined, 2)}\n`);
  console.log(`\nundertow: every sample is in ${path}`);
}

await main(process.argv.slice(2));
