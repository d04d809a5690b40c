import type { Page } from 'playwright-core';
import { type BenchRun, type Part, stopWorker } from './bench.ts';

const warmUps = 2;
const rounds = 12;

/** What the page's own watch of its painting found, ms since the navigation began. */
interface Paint {
  readonly firstMs: number;
  readonly figuresMs: number;
}

/** The popup in a tab: first contentful paint, and the first frame with a figure in it; beside a page of an extension that does nothing. */
export const popup: Part = {
  name: 'popup',
  title: 'popup paint',
  async measure(bench) {
    const stage = await bench.stage();
    const bare = await bench.bare();
    const cold: Paint[] = [];
    const warm: Paint[] = [];
    const control: Paint[] = [];
    for (let round = -warmUps; round < rounds; round++) {
      const first = await openPage(stage, 'popup.html', '≥', { isCold: true });
      const second = await openPage(stage, 'popup.html', '≥', { isCold: false });
      const third = await openPage(bare, 'page.html', 'Nothing', { isCold: true });
      if (round < 0) continue;
      cold.push(first);
      warm.push(second);
      control.push(third);
    }
    const time = { unit: 'ms', show: 'median' } as const;
    const firstPaint = control.map(({ firstMs }) => firstMs);
    const beside = { name: 'bare page', samples: firstPaint, compare: 'ratio' } as const;
    return [
      { ...time, name: 'first paint, worker stopped', samples: cold.map(({ firstMs }) => firstMs), control: beside },
      {
        ...time,
        name: 'figures, worker stopped',
        samples: cold.map(({ figuresMs }) => figuresMs),
        control: beside,
        target: { of: 'p95', atMost: 400 },
      },
      { ...time, name: 'first paint, worker awake', samples: warm.map(({ firstMs }) => firstMs), control: beside },
      { ...time, name: 'figures, worker awake', samples: warm.map(({ figuresMs }) => figuresMs), control: beside },
    ];
  },
};

async function openPage(
  { run, backstage }: BenchRun,
  path: string,
  figure: string,
  { isCold }: { readonly isCold: boolean },
): Promise<Paint> {
  const page: Page = await run.context.newPage();
  try {
    await page.addInitScript(watchPaint, figure);
    await (isCold ? stopWorker(run) : backstage.run(`return chrome.runtime.sendMessage({ type: 'snapshot.read', data: {} })`));
    await page.goto(`chrome-extension://${run.extensionId}/${path}`, { waitUntil: 'commit' });
    return await page.evaluate(() => (window as unknown as { readonly paintOf: Promise<Paint> }).paintOf);
  } finally {
    await page.close();
  }
}

/** Runs in the page before anything of it: keeps a promise of both times. A frame counts as painted when the one after it begins. */
function watchPaint(figure: string): void {
  const painted = new Promise<number>(resolve => {
    new PerformanceObserver((list, observer) => {
      const [entry] = list.getEntriesByName('first-contentful-paint');
      if (entry === undefined) return;
      observer.disconnect();
      resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  const shown = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`no ${figure} within 10 s`)), 10_000);
    const look = () => {
      if ((document.body?.textContent ?? '').includes(figure)) requestAnimationFrame(() => resolve(performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  // The first paint is told by when it reached the screen, which may be after the frame that follows has begun.
  const paint = Promise.all([painted, shown]).then(([firstMs, frameMs]) => ({ firstMs, figuresMs: Math.max(firstMs, frameMs) }));
  Object.defineProperty(window, 'paintOf', { value: paint });
}
