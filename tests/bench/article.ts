import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { articleAdapters } from '../../lib/article/adapters.ts';
import { toPageRules } from '../../lib/article/rules.ts';
import { joinBlocks } from '../../lib/model/article-body.ts';
import { unwinding } from '../market/pages/articles.ts';
import type * as parts from './article-parts.ts';
import { hardships, longArticle, ordinaryPage } from './article-pages.ts';
import type { Bench, Part } from './bench.ts';
import { loadBundle } from './bundle.ts';
import type { Reading } from './reading.ts';
import { timed } from './timed.ts';

const loads = 20;
const hostileLoads = 5;
const repeats = { warmUps: 10, rounds: 60 };
/** How long the script of ours may hold the page at a time, ms. */
const slice = { of: 'p95', atMost: 8 } as const;

/** One reading of a page, ms. */
interface Look {
  /** How long each slice held the page's thread. */
  readonly slices: readonly number[];
  /** The browser's own way to all the text of the page, in one go. */
  readonly plain: number;
  /** The longest of as many loops of 4 ms that do nothing, right after: more than that is what the machine did meanwhile. */
  readonly idle: number;
}

/**
 * Reading an article in its page, by the script of the production build in a world of its own, each time in a page that was loaded anew; and reading its
 * claims and holding its sums against each other, in Node.
 */
export const article: Part = {
  name: 'article',
  title: 'articles: reading the page, and its claims',
  measure: async bench => [...(await measureClaims(bench)), ...(await measurePages(bench))],
};

async function measureClaims(bench: Bench): Promise<readonly Reading[]> {
  const built = await loadBundle(bench, 'tests/bench/article-parts.ts', 'article-parts');
  if (!isParts(built)) throw new Error('the bundle of the claims lacks a part');
  const body = joinBlocks(longArticle());
  const context = { title: unwinding.headline, date: unwinding.published };
  const claims = built.readArticleClaims(body, context);
  const words = body.split(/\s+/).length.toLocaleString('en-GB');
  return [
    timed(
      `claims of ${words} words (${claims.length} found), Node`,
      { of: 'shown', atMost: 30 },
      () => built.readArticleClaims(body, context),
      repeats,
    ),
    timed('sums of the same, Node', undefined, () => built.findInconsistencies(body, claims, context), repeats),
  ];
}

function isParts(value: unknown): value is typeof parts {
  return typeof value === 'object' && value !== null && 'readArticleClaims' in value && 'findInconsistencies' in value;
}

async function measurePages(bench: Bench): Promise<readonly Reading[]> {
  const script = readFileSync(join(bench.extension, 'article.js'), 'utf8');
  const { run } = await bench.bare();
  const page = await run.context.newPage();
  const session = await run.context.newCDPSession(page);
  try {
    const looks = await lookAgain(page, session, script, loads);
    const readings: Reading[] = [
      ...toReadings('an ordinary article', looks),
      {
        name: 'an ordinary article, all slices',
        unit: 'ms',
        show: 'median',
        samples: looks.map(({ slices }) => slices.reduce((sum, ms) => sum + ms, 0)),
        control: { name: 'innerText', samples: looks.map(({ plain }) => plain), compare: 'ratio' },
      },
    ];
    for (const [name, make] of Object.entries(hardships))
      readings.push(...toReadings(name, await lookAgain(page, session, script, hostileLoads, make)));
    return readings;
  } finally {
    await page.close();
  }
}

async function lookAgain(
  page: Page,
  session: CDPSession,
  script: string,
  times: number,
  make?: string,
): Promise<readonly Look[]> {
  const looks: Look[] = [];
  // The first is of a process that has never seen such a page.
  for (let time = -1; time < times; time++) {
    await page.goto('about:blank');
    await page.setContent(ordinaryPage());
    if (make !== undefined) await page.evaluate(`{ const body = document.querySelector('[data-test=article-body]'); ${make} }`);
    // Two frames: what the page has to lay out is laid out.
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const look = await lookOnce(session, script);
    if (time >= 0) looks.push(look);
  }
  return looks;
}

/** Runs the script as the extension does, with the timers of its world watched: a slice ends where it asks for one. */
async function lookOnce(session: CDPSession, script: string): Promise<Look> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
  await evaluate(`${script};0`);
  const rules = JSON.stringify(toPageRules(articleAdapters.theblock));
  const { slices, blocks } = await evaluate<{ readonly slices: readonly number[]; readonly blocks: number }>(`(async () => {
    const slices = [];
    const set = setTimeout;
    let from = performance.now();
    const end = () => slices.push(performance.now() - from);
    globalThis.setTimeout = (run, ms) => { end(); return set(() => { from = performance.now(); run(); }, ms); };
    const { blocks } = await globalThis[Symbol.for('article')].read(${rules});
    end();
    globalThis.setTimeout = set;
    return { slices, blocks: blocks.length };
  })()`);
  if (blocks === 0) throw new Error('nothing was read of the page');
  const plain = await evaluate<number>(
    `{ const from = performance.now(); const { length } = document.body.innerText; length < 0 ? -1 : performance.now() - from }`,
  );
  const idle = await evaluate<number>(`(async () => {
    let longest = 0;
    for (let turn = 0; turn < ${slices.length}; turn++) {
      const from = performance.now();
      while (performance.now() - from < 4);
      longest = Math.max(longest, performance.now() - from);
      await new Promise(resolve => setTimeout(resolve, 0));
    }
    return longest;
  })()`);
  return { slices, plain, idle };
}

function toReadings(name: string, looks: readonly Look[]): readonly Reading[] {
  return [
    {
      name: `${name}, longest slice`,
      unit: 'ms',
      show: 'median',
      samples: looks.map(({ slices }) => Math.max(...slices)),
      control: { name: 'idle loops of 4 ms', samples: looks.map(({ idle }) => idle), compare: 'difference' },
      target: slice,
    },
    { name: `${name}, slices`, unit: 'count', show: 'total', samples: [Math.max(...looks.map(({ slices }) => slices.length))] },
  ];
}
