import type { Parsed } from '../model/parsed.ts';
import { rejected } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { ParseContext, SocketPlan } from '../model/venue.ts';
import type { LocalClock, TimerHandle, Timers } from '../std/clock.ts';
import { createInflater } from './inflate.ts';
import { parseJson } from './json-body.ts';
import type { MarketTime } from './market-time.ts';

/** The parts of a `MessageEvent` and a `CloseEvent` that are looked at. */
export interface SocketEvent {
  readonly data?: unknown;
  readonly code?: number;
}

/** The parts of a browser's `WebSocket` that are used. */
export interface SocketLike {
  /** Set to `arraybuffer` for streams of compressed frames. */
  binaryType?: 'arraybuffer' | 'blob';
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: SocketEvent) => void): void;
  send(text: string): void;
  close(code?: number): void;
}

/** `WebSocket` itself fits. */
export type SocketConstructor = new (url: string) => SocketLike;

/** Why a connection is over. */
export interface Ending {
  readonly cause: 'refused' | 'closed' | 'silent' | 'unanswered';
  /** Of the close frame; undefined when there was none. */
  readonly code: number | undefined;
}

/** One socket from its opening to its end. */
export interface Connection {
  readonly plan: SocketPlan;
  /** Market time since which everything subscribed to is heard, ms; undefined until the subscriptions were acknowledged. */
  readonly since: number | undefined;
  /** Something was lost: nothing before `since` counts as heard. */
  restart(since: number): void;
  /** Monotonic ms of the acknowledgement; undefined before. */
  readonly acknowledgedAt: number | undefined;
  /** Ends it without calling `ended`. */
  close(): void;
}

/** What a connection tells. */
export interface ConnectionListener {
  /** `gapMs` is the time since the frame before, on the market's clock; undefined for the first. */
  frame(connection: Connection, parsed: Parsed<Liquidation>, receivedTime: number, gapMs: number | undefined): void;
  /** Called right after the frame that completed the acknowledgement. */
  acknowledged(connection: Connection): void;
  /** Called once, never after `close`. */
  ended(connection: Connection, ending: Ending): void;
}

/** A market's clock and that of ours may differ by as much: what happened so soon after an acknowledgement is not claimed. */
export const startMarginMs = 1_000;

const acknowledgeWithinMs = 15_000;
const maxFrameLength = 1024 * 1024;
/** Venues that answer a ping by a bare `pong` instead of JSON. */
const bareWord = /^[a-z]{1,16}$/i;

/** Opens a socket, subscribes, keeps it awake, and listens whether it still lives. */
export function openConnection(options: {
  readonly plan: SocketPlan;
  readonly WebSocket: SocketConstructor;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly marketTime: Pick<MarketTime, 'now'>;
  readonly context: () => Omit<ParseContext, 'receivedTime'>;
  readonly listener: ConnectionListener;
}): Connection {
  const { plan, WebSocket, clock, timers, marketTime, context, listener } = options;
  let socket: SocketLike | undefined;
  let isOver = false;
  let isOpen = false;
  let controls = 0;
  let since: number | undefined;
  let acknowledgedAt: number | undefined;
  let lastReceived: number | undefined;
  let lastFrameAt = clock.monotonic();
  let heartbeats = 0;
  let heartbeatTimer: TimerHandle;
  let watchTimer: TimerHandle;
  let subscribeTimer: TimerHandle;
  const inflater = createInflater(maxFrameLength);
  /** The last of many subscriptions is sent so late that its answer cannot come earlier. */
  const answerMs = acknowledgeWithinMs + Math.max(0, plan.subscribe.length - 1) * (plan.subscribeEveryMs ?? 0);

  const connection: Connection = {
    plan,
    get since() {
      return since;
    },
    restart(time) {
      if (since !== undefined) since = time;
    },
    get acknowledgedAt() {
      return acknowledgedAt;
    },
    close: over,
  };

  function over(): void {
    if (isOver) return;
    isOver = true;
    timers.clear(heartbeatTimer);
    timers.clear(watchTimer);
    timers.clear(subscribeTimer);
    inflater.stop();
    // A half-open socket may never say that it closed: nobody waits for it.
    socket?.close(1000);
  }

  function end(ending: Ending): void {
    if (isOver) return;
    over();
    listener.ended(connection, ending);
  }

  function onOpen(): void {
    if (isOver || socket === undefined) return;
    isOpen = true;
    lastFrameAt = clock.monotonic();
    subscribe(0);
    if (plan.heartbeat !== undefined) heartbeatTimer = timers.set(beat, plan.heartbeat.everyMs);
  }

  function subscribe(index: number): void {
    const rest = plan.subscribe.slice(index);
    if (isOver || socket === undefined) return;
    for (const text of plan.subscribeEveryMs === undefined ? rest : rest.slice(0, 1)) socket.send(text);
    if (plan.subscribeEveryMs !== undefined && rest.length > 1)
      subscribeTimer = timers.set(() => subscribe(index + 1), plan.subscribeEveryMs);
  }

  function beat(): void {
    if (isOver || plan.heartbeat === undefined) return;
    heartbeats += 1;
    socket?.send(plan.heartbeat.frame(heartbeats));
    heartbeatTimer = timers.set(beat, plan.heartbeat.everyMs);
  }

  function onMessage(data: unknown): void {
    if (isOver) return;
    const receivedTime = marketTime.now();
    const gapMs = lastReceived === undefined ? undefined : receivedTime - lastReceived;
    lastReceived = receivedTime;
    lastFrameAt = clock.monotonic();
    const arrivedAt = lastFrameAt;
    const hand = (parsed: Parsed<Liquidation>) => take(parsed, receivedTime, gapMs, arrivedAt);
    if (plan.decode === undefined || !(data instanceof ArrayBuffer)) hand(readFrame(data, receivedTime));
    else inflater.push(data, (text, fault) => hand(fault === undefined ? readFrame(text, receivedTime) : rejected(fault)));
  }

  /** `receivedTime` is when the frame came, however long it took to unpack. */
  function take(parsed: Parsed<Liquidation>, receivedTime: number, gapMs: number | undefined, arrivedAt: number): void {
    if (isOver) return;
    listener.frame(connection, parsed, receivedTime, gapMs);
    if (parsed.kind !== 'control' || parsed.isMaintenance !== undefined || since !== undefined) return;
    if (plan.acknowledgements === undefined || parsed.name === 'subscribed') controls += 1;
    // Each subscription is acknowledged by itself; a stream that is named in the address speaks up once.
    if (controls < (plan.acknowledgements ?? Math.max(1, plan.subscribe.length))) return;
    since = receivedTime + startMarginMs;
    acknowledgedAt = arrivedAt;
    listener.acknowledged(connection);
  }

  function readFrame(data: unknown, receivedTime: number): Parsed<Liquidation> {
    if (typeof data !== 'string') return rejected('a frame that is no text');
    if (data.length > maxFrameLength) return rejected(`a frame of ${String(data.length)} characters`);
    try {
      const frame = bareWord.test(data) ? data : parseJson(data);
      const answer = plan.reply?.(frame);
      if (answer !== undefined) socket?.send(answer);
      return plan.parse(frame, { ...context(), receivedTime });
    } catch (error) {
      return rejected(error instanceof SyntaxError ? 'a frame that is no JSON' : `reading a frame failed: ${String(error)}`);
    }
  }

  function watch(): void {
    const silentMs = clock.monotonic() - lastFrameAt;
    if (since === undefined && clock.monotonic() - startedAt >= answerMs)
      end({ cause: isOpen ? 'unanswered' : 'refused', code: undefined });
    else if (isOpen && silentMs >= plan.silenceMs) end({ cause: 'silent', code: undefined });
    else arm();
  }

  function arm(): void {
    const silenceLeft = plan.silenceMs - (clock.monotonic() - lastFrameAt);
    const answerLeft = since === undefined ? answerMs - (clock.monotonic() - startedAt) : Infinity;
    watchTimer = timers.set(watch, Math.max(50, Math.min(isOpen ? silenceLeft : Infinity, answerLeft, plan.silenceMs)));
  }

  const startedAt = clock.monotonic();
  arm();
  try {
    socket = new WebSocket(plan.url);
    if (plan.decode !== undefined) socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', onOpen);
    socket.addEventListener('message', ({ data }) => onMessage(data));
    socket.addEventListener('close', ({ code }) => {
      // What came before the close is heard before it.
      inflater.whenIdle(() => end({ cause: isOpen ? 'closed' : 'refused', code }));
    });
    socket.addEventListener('error', () => {
      // A close event follows, and says more.
    });
  } catch {
    // The address or the content security policy forbids it. Told later, so that the caller holds the connection when it hears.
    timers.clear(watchTimer);
    watchTimer = timers.set(() => end({ cause: 'refused', code: undefined }), 0);
  }
  return connection;
}
