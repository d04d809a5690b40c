import type { PageRules, PageText } from '../model/article.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import { inSlices } from './in-slices.ts';
import { readPage } from './read-page.ts';

/** Where the script of news pages leaves itself in its own world, which the page cannot see; the background calls it there. */
export const pageScriptName = 'article';

/** What the background may ask of the script in a page. */
export interface PageScript {
  /** Reads the page in slices; its blocks are remembered until the next reading. */
  read(rules: PageRules): Promise<PageText>;
  /** Scrolls to a block of the last reading. Does nothing for one that there was not, or that the page has taken out since. */
  show(block: unknown): void;
}

interface Surroundings {
  readonly window: Window;
  readonly clock: Pick<LocalClock, 'monotonic'>;
  readonly timers: Pick<Timers, 'set'>;
}

/** Offers to stop come every few nodes, so that a slice of this length, ms, ends before 8 ms. */
const sliceMs = 4;

/** The reader of one page. It writes nothing there, listens to nothing, and holds no element alive. */
export function createPageScript({ window, clock, timers }: Surroundings): PageScript {
  const { document } = window;
  let blocks: readonly WeakRef<Element>[] = [];
  let readings = 0;
  return {
    async read(rules) {
      const reading = ++readings;
      let end = clock.monotonic() + sliceMs;
      const { text, elements } = await inSlices(
        readPage(document, rules, window.location.pathname),
        () => clock.monotonic() >= end,
        async () => {
          await new Promise<void>(resolve => void timers.set(resolve, 0));
          end = clock.monotonic() + sliceMs;
        },
      );
      // One that was begun before and took longer is of what the page was then.
      if (reading === readings) blocks = elements.map(element => new WeakRef(element));
      return text;
    },
    show(block) {
      const element = typeof block === 'number' ? blocks[block]?.deref() : undefined;
      const behavior = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
      element?.scrollIntoView({ block: 'center', behavior });
    },
  };
}
