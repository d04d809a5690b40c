import type { MarketSnapshot } from '../model/snapshot.ts';
import type { PanelMessage } from '../protocol/panel-port.ts';
import { isPanelWord, panelEnd, panelPortName, panelToggle } from '../protocol/panel-port.ts';
import { otherVersion, readOwnMessage } from '../protocol/snapshot-message.ts';
import type { SnapshotReader } from '../protocol/snapshot-message.ts';
import { applyPatch } from '../protocol/snapshot-patch.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import { createCaller } from './call.ts';
import type { ClientPort, ClientRuntime } from './runtime.ts';
import { isAlive } from './runtime.ts';

/** Firefox stops a background that hears nothing for 30 s; a port does not count, a message does. */
const heartbeatMs = 15_000;
/** A background that answers may still have nothing to show while it starts; longer than this it does not take. */
const firstSnapshotMs = 10_000;
const firstRetryMs = 250;
const longestRetryMs = 15_000;

/**
 * - `listening`: asked, and within the time to answer
 * - `live`: the background answers
 * - `unanswered`: it does not; we go on trying
 * - `outdated`: it comes from another release than this page's script
 * - `gone`: the extension was updated or removed, or may no longer be here; nothing will ever come, and the panel has to go
 */
export type LinkState = 'listening' | 'live' | 'unanswered' | 'outdated' | 'gone';

export interface LinkOptions {
  readonly runtime: ClientRuntime;
  /** The base of the page's pair; `undefined` when the page names none. */
  readonly coin: string | undefined;
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener'>;
  readonly window: Pick<Window, 'addEventListener'>;
  readonly clock: LocalClock;
  readonly timers: Timers;
  /** How messages are read; by kind and version when not given. */
  readonly read?: SnapshotReader;
  readonly onSnapshot: (snapshot: MarketSnapshot) => void;
  readonly onState: (state: LinkState) => void;
  /** The user pressed the keys that fold the panel and unfold it. */
  readonly onToggle?: () => void;
}

/** A live line to the background. */
export interface SnapshotLink {
  /** Asks for another coin. */
  setCoin(coin: string | undefined): void;
  /** Ends it for good. */
  close(): void;
}

/**
 * Keeps one snapshot up to date while the page is visible. A hidden page holds no port and no timer; it asks anew when it is seen again,
 * also out of the back/forward cache.
 */
export function connectSnapshot({
  runtime,
  coin,
  document,
  window,
  clock,
  timers,
  read = readOwnMessage,
  onSnapshot,
  onState,
  onToggle,
}: LinkOptions): SnapshotLink {
  const life = new AbortController();
  const call = createCaller({ runtime, clock, timers });
  let wanted = coin;
  let snapshot: MarketSnapshot | undefined;
  let port: ClientPort | undefined;
  let retryMs = firstRetryMs;
  let state: LinkState = 'listening';
  let heard = false;
  const running = new Map<'answer' | 'heartbeat' | 'retry', unknown>();

  const stop = (name: 'answer' | 'heartbeat' | 'retry'): void => {
    timers.clear(running.get(name));
    running.delete(name);
  };
  const start = (name: 'answer' | 'heartbeat' | 'retry', run: () => void, ms: number): void => {
    stop(name);
    running.set(name, timers.set(run, ms));
  };
  const become = (next: LinkState): void => {
    if (state === next) return;
    state = next;
    onState(next);
  };
  const say = (type: PanelMessage['type']): void => port?.postMessage({ type, ...(wanted !== undefined && { coin: wanted }) });

  const drop = (): void => {
    running.forEach((_, name) => stop(name));
    const old = port;
    port = undefined;
    old?.disconnect();
  };
  const retry = (): void => {
    drop();
    if (isAlive(runtime)) {
      start('retry', open, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    } else end();
  };
  const unanswered = (): void => {
    become('unanswered');
    retry();
  };
  const beat = (): void => {
    const asked = port;
    heard = false;
    // A port can look open on a dead background; an unanswered call cannot.
    call('panel.heartbeat', undefined).catch(() => {
      if (port === asked && !heard) unanswered();
    });
    start('heartbeat', beat, heartbeatMs);
  };

  const hear = (message: unknown): void => {
    if (isPanelWord(message, panelToggle)) {
      onToggle?.();
      return;
    }
    if (isPanelWord(message, panelEnd)) {
      end();
      return;
    }
    const said = read(message);
    if (said === otherVersion) {
      drop();
      become('outdated');
      return;
    }
    if (said?.type === 'snapshot.full') snapshot = said.snapshot;
    else if (said?.type === 'snapshot.patch' && snapshot !== undefined) snapshot = applyPatch(snapshot, said);
    else {
      // Half a picture is worse than a fresh start.
      retry();
      return;
    }
    heard = true;
    stop('answer');
    retryMs = firstRetryMs;
    become('live');
    onSnapshot(snapshot);
  };

  function open(): void {
    if (port !== undefined || life.signal.aborted || state === 'outdated' || document.visibilityState !== 'visible') return;
    stop('retry');
    try {
      const opened = runtime.connect({ name: panelPortName });
      port = opened;
      opened.onMessage.addListener(message => port === opened && hear(message));
      opened.onDisconnect.addListener(() => port === opened && retry());
      say('panel.open');
    } catch {
      // The browser refuses to connect from a script whose extension is gone; `retry` tells that from a passing fault.
      retry();
      return;
    }
    start('answer', unanswered, firstSnapshotMs);
    beat();
  }
  function close(): void {
    life.abort();
    drop();
  }
  function end(): void {
    close();
    become('gone');
  }

  const look = (): void => (document.visibilityState === 'visible' ? open() : drop());
  document.addEventListener('visibilitychange', look, { signal: life.signal });
  window.addEventListener('pageshow', look, { signal: life.signal });
  window.addEventListener('pagehide', drop, { signal: life.signal });
  open();

  return {
    setCoin(next) {
      if (next === wanted) return;
      wanted = next;
      say('panel.coin');
    },
    close,
  };
}
