import { Buffer } from 'node:buffer';
import { until } from '../e2e/support/until.ts';
import { type BenchRun, type BenchStage, type Part, pause, stopWorker } from './bench.ts';
import { byMessage, byMessageAnew, timeCold } from './cold.ts';
import { seedYear } from './seed-year.ts';

const dayMs = 86_400_000;
const warmUps = 1;
const rounds = 10;
const coldRounds = 30;
/** Bytes in one message to the page. */
const messageBytes = 4_000_000;
const restMs = 300;

/** Bytes of a database after a year of listening, and what that year costs a worker that wakes. */
export const year: Part = {
  name: 'year',
  title: 'database after a year',
  async measure(bench) {
    const stage = await bench.stage();
    const before = await readUsage(stage);
    const fresh = await wakeOften(stage);
    const packed = await writeYear(stage);
    const full = await wakeOften(stage);
    const cold = await wakeBeside(stage, await bench.bare());
    const after = await readUsage(stage);
    const time = { unit: 'ms', show: 'median' } as const;
    const beside = (samples: readonly number[]) => ({ name: 'after the first run', samples, compare: 'ratio' as const });
    const nothing = { name: 'bare worker, stopped', samples: cold.map(({ bare }) => bare), compare: 'difference' } as const;
    const target = { of: 'shown', atMost: 50_000_000 } as const;
    return [
      { name: 'packed rows of the year', unit: 'bytes', show: 'total', samples: [packed] },
      {
        name: 'storage in use',
        unit: 'bytes',
        show: 'total',
        samples: [after],
        control: { ...beside([before]), compare: 'difference' },
        target,
      },
      {
        ...time,
        name: 'open the database',
        samples: full.map(({ openMs }) => openMs),
        control: beside(fresh.map(({ openMs }) => openMs)),
      },
      {
        ...time,
        name: 'read 30 days of rows',
        samples: full.map(({ readMs }) => readMs),
        control: beside(fresh.map(({ readMs }) => readMs)),
      },
      {
        ...time,
        name: 'stopped worker to first answer, the database just read by others',
        samples: full.map(({ answerMs }) => answerMs),
        control: beside(fresh.map(({ answerMs }) => answerMs)),
      },
      {
        ...time,
        name: 'stopped worker to full snapshot, as it was kept',
        samples: cold.map(({ kept }) => kept),
        control: nothing,
        target: { of: 'p95', atMost: 250 },
      },
      {
        ...time,
        name: 'stopped worker to full snapshot, made anew of the database',
        samples: cold.map(({ anew }) => anew),
        control: nothing,
        target: { of: 'p95', atMost: 250 },
      },
    ];
  },
};

interface ColdStart {
  readonly kept: number;
  readonly anew: number;
  readonly bare: number;
}

/** Kill to full snapshot, kept and made anew, in turns with a worker that does nothing. */
async function wakeBeside(stage: BenchStage, bareRun: BenchRun): Promise<readonly ColdStart[]> {
  const starts: ColdStart[] = [];
  for (let round = -warmUps; round < coldRounds; round++) {
    const kept = await timeCold(stage, byMessage);
    await pause(restMs);
    const anew = await timeCold(stage, byMessageAnew);
    await pause(restMs);
    const bare = await timeCold(bareRun, byMessage);
    if (round >= 0) starts.push({ kept, anew, bare });
  }
  return starts;
}

interface Wake {
  readonly openMs: number;
  readonly readMs: number;
  readonly answerMs: number;
}

/** With the worker stopped: opens the database from a page, reads what the totals need, closes it, and asks the worker. */
async function wakeOften({ run, backstage, market }: BenchStage): Promise<readonly Wake[]> {
  const wakes: Wake[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    await stopWorker(run);
    const wake = await backstage.run<Wake>(`
      const from = performance.now();
      ${openDatabase}
      const opened = performance.now();
      const day = Math.floor(${market.clock.now()} / ${dayMs}) * ${dayMs};
      await done(db.transaction('days').objectStore('days').index('day').getAll(IDBKeyRange.bound(day - 31 * ${dayMs}, day)));
      const read = performance.now();
      db.close();
      const asked = performance.now();
      const answer = await chrome.runtime.sendMessage({ type: 'snapshot.read', data: {} });
      if (answer.res?.liquidations.market['30d'] === undefined) throw new Error('no 30 days: ' + JSON.stringify(answer).slice(0, 400));
      return { openMs: opened - from, readMs: read - opened, answerMs: performance.now() - asked };`);
    if (round >= 0) wakes.push(wake);
    await pause(restMs);
  }
  return wakes;
}

const openDatabase = `
  const done = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  const db = await done(indexedDB.open('undertow'));`;

/** Puts the rows where the background keeps them, as it writes them; resolves to their packed bytes. */
async function writeYear(stage: BenchStage): Promise<number> {
  const end = Math.floor(stage.market.clock.now() / dayMs) * dayMs;
  const { days, openInterest, coverage, events, packedBytes } = seedYear(end);
  await writeRows(stage, 'days', days);
  await writeRows(stage, 'openInterest', openInterest);
  await writeRows(stage, 'coverage', coverage);
  await writeRows(stage, 'events', events);
  return packedBytes;
}

async function writeRows({ backstage }: BenchStage, table: string, rows: readonly object[]): Promise<void> {
  for (const chunk of inMessages(rows.map(row => ('bytes' in row ? { ...row, bytes: toText(row.bytes) } : row)))) {
    const written = await backstage.page.evaluate(
      async ([name, texts]) => {
        const opening = indexedDB.open('undertow');
        await new Promise((resolve, reject) => {
          opening.onsuccess = resolve;
          opening.onerror = reject;
        });
        const db = opening.result;
        const transaction = db.transaction(name, 'readwrite');
        for (const row of texts) {
          const bytes =
            'bytes' in row && typeof row.bytes === 'string'
              ? Uint8Array.from(atob(row.bytes), letter => letter.charCodeAt(0))
              : undefined;
          transaction.objectStore(name).put(bytes === undefined ? row : { ...row, bytes });
        }
        await new Promise((resolve, reject) => {
          transaction.oncomplete = resolve;
          transaction.onabort = reject;
        });
        db.close();
        return texts.length;
      },
      [table, chunk] as const,
    );
    if (written !== chunk.length) throw new Error(`${table}: wrote ${written} of ${chunk.length} rows`);
  }
}

function* inMessages(rows: readonly object[]): Generator<object[]> {
  let chunk: object[] = [];
  let size = 0;
  for (const row of rows) {
    chunk.push(row);
    size += JSON.stringify(row).length;
    if (size < messageBytes) continue;
    yield chunk;
    chunk = [];
    size = 0;
  }
  if (chunk.length > 0) yield chunk;
}

function toText(bytes: unknown): string {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('a row whose bytes are none');
  return Buffer.from(bytes).toString('base64');
}

/** Bytes that the browser says the extension uses, once they stand still: what was overwritten is cleared away behind our back. */
async function readUsage({ backstage }: BenchStage): Promise<number> {
  const read = () => backstage.run<number>('return (await navigator.storage.estimate()).usage');
  let last = await read();
  return until(
    'the storage stands still',
    async () => {
      const now = await read();
      const isSame = now === last;
      last = now;
      return isSame ? now : undefined;
    },
    { everyMs: 1_500, timeoutMs: 20_000 },
  );
}
