import { afterEach, beforeEach, vi } from 'vitest';
import { startOverlay } from '../../../components/overlay.tsx';
import type { ArticleWords } from '../../../components/article-live.ts';
import { toStart } from '../../../lib/sites/docks.ts';
import { siteOf } from '../../../lib/sites/registry.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';

export const roots: ShadowRoot[] = [];
export const modes: string[] = [];
export const stops: (() => void)[] = [];

/** The roots are closed, as they must be; a test sees them at their making. */
beforeEach(() => {
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, options) {
    const root = attach.call(this, options);
    modes.push(options.mode);
    roots.push(root);
    return root;
  });
  // The top layer is the browser's; tests in the browser see to it.
  Object.assign(HTMLElement.prototype, { showPopover: () => undefined });
  Object.assign(window, { requestIdleCallback: (run: () => void) => setTimeout(run) });
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  roots.length = 0;
  modes.length = 0;
  vi.restoreAllMocks();
});

/** Where it starts on Gate, beside the tools of the chart. */
export const place = { size: 'compact', side: 'left', inset: 68, edge: 'bottom', offset: 12 } as const;
export const flush = () => new Promise(resolve => setTimeout(resolve, 5));
export const hosts = (): readonly Element[] => [...document.documentElement.children].filter(each => each.localName === 'div');
export const goTo = (url: string): void => {
  window.happyDOM.setURL(url);
  window.dispatchEvent(new Event('popstate'));
};

declare global {
  interface Window {
    readonly happyDOM: { setURL(url: string): void; setViewport(size: { width: number; height: number }): void };
  }
}

/** A page's article, as a test has it. */
export interface FakeArticle {
  words: ArticleWords;
  looks?: number;
  onNews?: () => void;
  onShow?: (block: number) => void;
}

export async function start({
  url = 'https://www.gate.com/trade/PEPE_USDT',
  stored = {},
  articles = [] as readonly FakeArticle[],
} = {}) {
  const reading = [...articles];
  window.happyDOM.setURL(url);
  const time = createFakeTime();
  const fake = createFakeRuntime();
  const kept: Record<string, unknown> = { ...stored };
  const followers = new Set<(changes: Record<string, { newValue?: unknown }>) => void>();
  const stop = startOverlay({
    window: window,
    runtime: fake.runtime,
    area: {
      get: async key => ({ [key]: kept[key] }),
      set: async items => void Object.assign(kept, items),
      onChanged: {
        addListener: listener => void followers.add(listener),
        removeListener: listener => void followers.delete(listener),
      },
    },
    clock: time.clock,
    timers: time.timers,
    css: '',
    async readPage(address) {
      const site = siteOf(address);
      const subject = site?.read(new URL(address));
      return (
        site &&
        subject && {
          siteId: site.id,
          start: toStart(site.dock),
          ...(subject.kind === 'news' && { isArticle: true }),
          ...(subject.base === undefined ? {} : { coin: subject.base }),
        }
      );
    },
    readArticle(onNews) {
      const next = reading.shift() ?? { words: { title: 'Reading', line: '', tone: 'dim', rows: [] } };
      next.onNews = onNews;
      return {
        words: () => next.words,
        look: () => void (next.looks = (next.looks ?? 0) + 1),
        show: block => next.onShow?.(block),
      };
    },
  });
  stops.push(stop);
  await flush();
  const root = () => roots.at(-1);
  const shown = (selector: string) => root()?.querySelector(selector);
  return { ...fake, time, kept, stop, root, shown, followers, port: () => fake.ports.at(-1) };
}

export const full = { type: 'snapshot.full', snapshot: referenceSnapshot };
