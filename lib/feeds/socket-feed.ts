import type { Parsed, Rejection } from '../model/parsed.ts';
import type { FeedState } from '../model/snapshot.ts';
import type { Liquidation, VenueId } from '../model/trade.ts';
import type { ParseContext, SocketPlan } from '../model/venue.ts';
import { backoffDelay } from '../std/backoff.ts';
import type { Backoff, Random } from '../std/backoff.ts';
import type { LocalClock, TimerHandle, Timers } from '../std/clock.ts';
import { createRecentKeys } from '../std/recent-keys.ts';
import { createBatcher } from './batcher.ts';
import type { Batch, Batcher } from './batcher.ts';
import { openConnection, startMarginMs } from './connection.ts';
import type { Connection, ConnectionListener, Ending, SocketConstructor } from './connection.ts';
import type { MarketTime } from './market-time.ts';
import type { SocketPace } from './socket-pace.ts';

/** Forced orders of one stream, with what they complete. */
export interface FeedBatch extends Batch<Liquidation> {
  readonly venue: VenueId;
  readonly stream: string;
}

/** Why a stream fares as it does. Each stands under `feeds.socket` among the messages. */
type SocketReason =
  | 'notStarted'
  | 'connecting'
  | 'listening'
  | 'changingOver'
  | 'offline'
  | 'maintenance'
  | 'stopped'
  // What was heard cannot be stored.
  | 'unstored'
  // Frames that cannot be read: `fault` is the first of the last one.
  | 'unreadable'
  // Refused again and again.
  | 'blocked'
  | EndedHow;
/** `quiet`: connected, but nothing was said. `unanswered`: the subscription was not acknowledged. With `code` where the socket gave one. */
type EndedHow = 'refused' | 'closed' | 'quiet' | 'unanswered';

/** How a stream fares. */
export interface SocketHealth {
  readonly state: FeedState;
  readonly reason: SocketReason;
  readonly code?: number | undefined;
  readonly fault?: Rejection | undefined;
  /** Market time of the last readable frame, ms; undefined before the first. */
  readonly lastGood: number | undefined;
  /** Market time of the last sign of life without an order, ms; undefined before the first. */
  readonly lastControl?: number;
  /** Since the start. */
  readonly rejected: number;
  readonly events: number;
}

/** One stream of forced orders, kept up. */
export interface SocketFeed {
  start(): void;
  /** Closes the socket and hands on the rest. Rejects when that could not be written. */
  stop(): Promise<void>;
  /** Connects at once where it is waiting to: the network came back. */
  nudge(): void;
  readonly health: SocketHealth;
}

/** What the feed is handed. */
export interface SocketFeedOptions {
  readonly venue: VenueId;
  /** Asked anew for each connection; undefined when there is nothing to connect to yet. `stream` must stay the same. */
  readonly plan: () => SocketPlan | undefined;
  readonly WebSocket: SocketConstructor;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly random: Random;
  readonly marketTime: Pick<MarketTime, 'now' | 'offsetMs' | 'agreed'>;
  readonly context: () => Omit<ParseContext, 'receivedTime'>;
  /** Must store the events by `key` and the claim in one transaction, before it resolves. Handed the same batch again when it rejects. */
  readonly onBatch: (batch: FeedBatch) => Promise<void>;
  /** Called when the state or the reason changes. */
  readonly onHealth: (health: SocketHealth) => void;
  /** Failures while offline say nothing about the venue. Always true when not given. */
  readonly isOnline?: () => boolean;
  /** Shared by all feeds, so that sockets of one host do not knock at once. Without it each opens when it likes. */
  readonly pace?: SocketPace;
}

const reconnect: Backoff = { firstMs: 5_000, capMs: 60_000, floorMs: 250 };
/** Once refused again and again before opening (a region, a policy), there is no hurry. */
const refusedReconnect: Backoff = { firstMs: 60_000, capMs: 5 * 60_000, floorMs: 30_000 };
/** After so many refusals in a row a stream is blocked. */
export const refusalsBeforeBlocked = 5;
/** A connection that lived for so long was a good one: the next failure counts as the first. */
const goodAfterMs = 30_000;
const rememberedKeys = 50_000;
/** So many unreadable frames in a row, liveness aside, and the stream no longer gives what it is for. */
const rejectedBeforeFailing = 3;
/** A venue that does not say when its maintenance is over is connected to anew after so long. (Bitfinex: 120 seconds at the most.) */
const maintenanceMs = 5 * 60_000;
/** The offset of the clock moved by more: times before and after do not belong together. */
const clockStepMs = 1_000;

/** Connects, listens, reconnects, changes over before the venue cuts, and claims only what it heard. */
export function createSocketFeed(options: SocketFeedOptions): SocketFeed {
  const { venue, plan: askPlan, clock, timers, random, marketTime, onBatch, onHealth } = options;
  const isOnline = options.isOnline ?? (() => true);
  const seen = createRecentKeys(rememberedKeys);
  let stream = '';
  let batcher = newBatcher();
  let current: Connection | undefined;
  /** Opened to take the place of `current`, which goes on until then. */
  let successor: Connection | undefined;
  /** The one on which the venue last said that it is under maintenance; undefined once another is heard. */
  let maintained: Connection | undefined;
  let isRunning = false;
  let attempts = 0;
  let refusals = 0;
  let connectTimer: TimerHandle;
  let rotateTimer: TimerHandle;
  /** Call off a socket that waits for its turn. */
  let callOffConnect: () => void = () => undefined;
  let callOffRotate: () => void = () => undefined;
  let offsetMs = marketTime.offsetMs;
  let wasAgreed = false;
  let rejectedInRow = 0;
  let health: SocketHealth = { state: 'resting', reason: 'notStarted', lastGood: undefined, rejected: 0, events: 0 };

  function newBatcher(): Batcher<Liquidation> {
    return createBatcher<Liquidation>({
      async write(batch) {
        await onBatch({ venue, stream, ...batch });
        if (health.reason === 'unstored') report('live', 'listening');
      },
      clock,
      timers,
      random,
      onFailure: () => report('failing', 'unstored'),
    });
  }

  function report(state: FeedState, reason: SocketReason, { code, fault }: Pick<SocketHealth, 'code' | 'fault'> = {}): void {
    const isSame = health.code === code && health.fault?.path === fault?.path && health.fault?.told === fault?.told;
    if (health.state === state && health.reason === reason && isSame) return;
    health = { ...health, state, reason, code, fault };
    onHealth(health);
  }

  const listener: ConnectionListener = {
    frame: onFrame,
    acknowledged(connection) {
      if (connection === current) begin(connection);
    },
    ended: onEnded,
  };

  function open(plan: SocketPlan): Connection {
    stream = plan.stream;
    return openConnection({ ...options, plan, listener });
  }

  /** Opens at once where the host lets us, else later. Returns what calls it off. */
  function inTurn(plan: SocketPlan, then: () => void): () => void {
    if (options.pace !== undefined) return options.pace.whenFree(plan, then);
    then();
    return () => undefined;
  }

  function connect(): void {
    connectTimer = undefined;
    if (!isRunning) return;
    if (health.state !== 'blocked' && health.state !== 'silent' && maintained === undefined) report('waiting', 'connecting');
    const plan = askPlan();
    if (plan === undefined) {
      later(reconnect);
      return;
    }
    callOffConnect = inTurn(plan, () => (current = open(plan)));
  }

  function later(backoff: Backoff): void {
    timers.clear(connectTimer);
    connectTimer = timers.set(connect, backoffDelay(backoff, attempts, random));
    attempts += 1;
  }

  function begin(connection: Connection): void {
    if (connection === maintained) {
      onMaintenance(connection, true);
      return;
    }
    maintained = undefined;
    if (connection.since !== undefined) batcher.claims.start(connection.since);
    refusals = 0;
    report('live', 'listening');
    timers.clear(rotateTimer);
    rotateTimer = timers.set(rotate, rotateAfter(connection.plan));
  }

  function rotateAfter({ maxAgeMs }: SocketPlan): number {
    return maxAgeMs - Math.min(600_000, maxAgeMs / 10) - random() * Math.min(60_000, maxAgeMs / 20);
  }

  function rotate(): void {
    rotateTimer = undefined;
    if (!isRunning || current === undefined || successor !== undefined) return;
    const plan = askPlan();
    if (plan === undefined) {
      rotateTimer = timers.set(rotate, backoffDelay(reconnect, 4, random));
      return;
    }
    callOffRotate = inTurn(plan, () => (successor = open(plan)));
  }

  function changeOver(): void {
    if (successor === undefined) return;
    current?.close();
    current = successor;
    successor = undefined;
    if (current.since === undefined) report('waiting', 'changingOver');
    else begin(current);
  }

  function onEnded(connection: Connection, ending: Ending): void {
    if (connection === successor) {
      successor = undefined;
      rotateTimer = timers.set(rotate, backoffDelay(reconnect, 4, random));
      return;
    }
    batcher.claims.cut();
    batcher.poke();
    if (successor !== undefined) {
      changeOver();
      return;
    }
    current = undefined;
    timers.clear(rotateTimer);
    callOffRotate();
    const { acknowledgedAt } = connection;
    if (acknowledgedAt !== undefined && clock.monotonic() - acknowledgedAt >= goodAfterMs) attempts = 0;
    if (!isOnline()) {
      report('waiting', 'offline');
      later(reconnect);
      return;
    }
    refusals = ending.cause === 'refused' ? refusals + 1 : 0;
    if (refusals === refusalsBeforeBlocked) attempts = 0;
    const isBlocked = refusals >= refusalsBeforeBlocked && maintained === undefined;
    if (maintained !== undefined) report('waiting', 'maintenance');
    else if (isBlocked) report('blocked', 'blocked');
    else report(ending.cause === 'silent' ? 'silent' : 'waiting', ending.cause === 'silent' ? 'quiet' : ending.cause, ending);
    later(isBlocked ? refusedReconnect : reconnect);
  }

  function onMaintenance(connection: Connection, isMaintenance: boolean): void {
    if (!isMaintenance) {
      // What was subscribed to may not have outlived it (Bitfinex advises to subscribe anew).
      if (connection === maintained) leave(connection);
      return;
    }
    maintained = connection;
    if (connection !== current) return;
    batcher.claims.cut();
    report('silent', 'maintenance');
    callOffRotate();
    timers.clear(rotateTimer);
    rotateTimer = timers.set(() => leave(connection), maintenanceMs);
  }

  function leave(connection: Connection): void {
    connection.close();
    onEnded(connection, { cause: 'closed', code: undefined });
  }

  function onFrame(connection: Connection, parsed: Parsed<Liquidation>, receivedTime: number, gapMs: number | undefined): void {
    checkClock(receivedTime);
    const { silenceMs, lagMs } = connection.plan;
    const isCurrent = connection === current;
    // Timers stand still in a sleep, so the silence is seen in the frames too.
    let isBroken = gapMs !== undefined && (gapMs >= silenceMs || gapMs < 0);
    if (isBroken && isCurrent) batcher.claims.cut();
    if (parsed.kind === 'events' || parsed.kind === 'rejected') {
      // What could not be read may have been a forced order, of a time not yet claimed.
      if (parsed.rejections.length > 0) isBroken = true;
      countRejections(parsed);
      if (parsed.kind === 'events' && !accept(parsed.events)) isBroken = true;
    }
    if (parsed.kind !== 'rejected') health = { ...health, lastGood: receivedTime };
    if (parsed.kind === 'control') health = { ...health, lastControl: receivedTime };
    if (isCurrent && mayClaim()) batcher.claims.advance(receivedTime - lagMs);
    if (parsed.kind === 'control' && parsed.isMaintenance !== undefined) onMaintenance(connection, parsed.isMaintenance);
    if (isBroken) restart(connection, receivedTime + startMarginMs);
    else if (isCurrent && connection !== maintained && connection.since !== undefined) batcher.claims.start(connection.since);
    const { since } = successor ?? {};
    if (isCurrent && since !== undefined && (batcher.claims.heardTo ?? -Infinity) >= since) changeOver();
    batcher.poke();
  }

  function restart(connection: Connection, since: number): void {
    connection.restart(since);
    if (connection !== current) return;
    batcher.claims.cut();
    if (connection.since !== undefined && connection !== maintained) batcher.claims.start(connection.since);
  }

  function countRejections(parsed: Extract<Parsed<Liquidation>, { readonly rejections: unknown }>): void {
    const isUnreadable = parsed.kind === 'rejected' || (parsed.events.length === 0 && parsed.rejections.length > 0);
    rejectedInRow = isUnreadable ? rejectedInRow + 1 : 0;
    batcher.reject(parsed.rejections);
    health = { ...health, rejected: health.rejected + parsed.rejections.length };
    if (rejectedInRow >= rejectedBeforeFailing) report('failing', 'unreadable', { fault: parsed.rejections[0] });
  }

  /** False when there was no room. */
  function accept(events: readonly Liquidation[]): boolean {
    const fresh = new Map(events.filter(({ key }) => !seen.has(key)).map(event => [event.key, event]));
    if (!batcher.add([...fresh.values()])) {
      report('failing', 'unstored');
      return false;
    }
    for (const key of fresh.keys()) seen.add(key);
    health = { ...health, events: health.events + fresh.size };
    if (events.length > 0 && health.state === 'failing' && batcher.failure === undefined) report('live', 'listening');
    return true;
  }

  function checkClock(receivedTime: number): void {
    wasAgreed ||= marketTime.agreed;
    if (Math.abs(marketTime.offsetMs - offsetMs) <= clockStepMs) return;
    offsetMs = marketTime.offsetMs;
    batcher.claims.withdraw();
    for (const connection of [current, successor]) connection?.restart(receivedTime + startMarginMs);
  }

  /** A clock that was good and no longer is gives times that cannot be trusted. One that never was is all that we have. */
  function mayClaim(): boolean {
    return marketTime.agreed || !wasAgreed;
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      batcher = newBatcher();
      maintained = undefined;
      attempts = 0;
      refusals = 0;
      connect();
    },
    async stop() {
      isRunning = false;
      for (const timer of [connectTimer, rotateTimer]) timers.clear(timer);
      callOffConnect();
      callOffRotate();
      current?.close();
      successor?.close();
      current = successor = undefined;
      const last = batcher;
      last.claims.cut();
      report('resting', 'stopped');
      await last.finish();
    },
    nudge() {
      if (!isRunning || current !== undefined || connectTimer === undefined) return;
      timers.clear(connectTimer);
      attempts = 0;
      connect();
    },
    get health() {
      return health;
    },
  };
}
