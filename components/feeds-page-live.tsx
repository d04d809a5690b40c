import type { Caller } from '../lib/client/call.ts';
import type { PageTimers } from '../lib/client/runtime.ts';
import type { FeedsPage } from '../lib/model/feeds-page.ts';

interface Tools {
  readonly call: Caller;
  readonly timers: PageTimers;
  readonly isVisible: () => boolean;
  /** Something is to be drawn anew. */
  readonly onChange: () => void;
  /** The background did not answer. */
  readonly onUnanswered: () => void;
}

/** Reads the page of feeds every second while it is looked at. */
export interface FeedsControl {
  /** `undefined` until the background has answered. */
  readonly page: FeedsPage | undefined;
  /** Whether the feeds are what is looked at. */
  want(isWanted: boolean): void;
  /** Reads at once: the page has come to the front. */
  refresh(): void;
  readonly retry: () => void;
  readonly clear: () => void;
}

const readEveryMs = 1_000;

export function createFeedsControl({ call, timers, isVisible, onChange, onUnanswered }: Tools): FeedsControl {
  let page: FeedsPage | undefined;
  let isOn = false;
  let timer: unknown;

  async function read(): Promise<void> {
    timers.clear(timer);
    timer = undefined;
    if (!isOn || !isVisible()) return;
    try {
      // While the background starts it has nothing to say; what was shown stays.
      page = (await call('feeds.read', undefined)) ?? page;
      onChange();
    } catch {
      onUnanswered();
    }
    timers.clear(timer);
    timer = timers.set(() => void read(), readEveryMs);
  }

  return {
    get page() {
      return page;
    },
    want(isWanted) {
      if (isWanted === isOn) return;
      isOn = isWanted;
      void read();
    },
    refresh: () => void read(),
    retry: () => void call('feeds.retry', undefined).then(read, onUnanswered),
    clear: () => void call('hosts.clear', undefined).then(read, onUnanswered),
  };
}
