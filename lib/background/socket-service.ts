import { createSocketFeed, refusalsBeforeBlocked } from '../feeds/socket-feed.ts';
import type { SocketFeed, SocketHealth } from '../feeds/socket-feed.ts';
import { createSocketPace } from '../feeds/socket-pace.ts';
import { t } from '../i18n/t.ts';
import type { Venue } from '../model/venue.ts';
import { formatFault } from './health.ts';
import { universeInstruments } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import type { Recorder } from './recorder.ts';

/** The sockets of all venues. */
export interface SocketService {
  /** Opens what is not open yet; venues whose contracts are not known follow when this is called again. */
  start(): void;
  /** As `start`, if started: contracts became known, or the time did, or a venue was switched. Closes those of venues that are off. */
  refresh(): void;
  /** Closes all, and says that they rest. */
  stop(reason: string): Promise<void>;
  /** Tries at once what waits: the network came back. */
  nudge(): void;
}

/** The document in which openings of sockets are kept for hosts that allow few. */
const openingsKey = 'socket-openings';

export function createSocketService(parts: BackgroundParts, venues: readonly Venue[], recorder: Recorder): SocketService {
  const { state, health, marketTime } = parts;
  const feeds = new Map<string, SocketFeed>();
  const pace = createSocketPace({
    clock: parts.clock,
    timers: parts.timers,
    memory: {
      read: async () => (await parts.documents.read(openingsKey))?.value,
      write: openings => parts.documents.write(openingsKey, openings, marketTime.now()),
    },
    // Then openings of this life alone are counted, as far as they go.
    onError: () => undefined,
  });
  /** Streams that were said to be switched off. */
  const closed = new Set<string>();
  let isRunning = false;

  for (const venue of venues) {
    // Streams are named by a plan for no particular contract; which of them open depends on what the venue lists.
    for (const stream of venue.socketStreams)
      health.declare(`${venue.id}/${stream}`, t('feeds.name.liquidations', { name: venue.name, stream }));
  }

  function open(venue: Venue, stream: string): void {
    const id = `${venue.id}/${stream}`;
    let counted = { rejected: 0, events: 0 };
    const feed = createSocketFeed({
      ...parts,
      pace,
      venue: venue.id,
      plan: () => venue.sockets(universeInstruments(state, venue.id)).find(plan => plan.stream === stream),
      context: () => ({
        instruments: state.instruments.get(venue.id) ?? new Map(),
        markPrices: state.markPrices.get(venue.id) ?? new Map(),
      }),
      onBatch: async batch => {
        await recorder.record(batch);
        told();
      },
      onHealth: () => told(),
    });
    function told(): void {
      const now = feed.health;
      health.report(id, {
        state: now.state,
        reason: formatSocket(now),
        rejected: now.rejected - counted.rejected,
        events: now.events - counted.events,
        ...(now.lastGood === undefined ? {} : { lastGood: now.lastGood }),
        ...(now.lastControl === undefined ? {} : { lastControl: now.lastControl }),
      });
      counted = { rejected: now.rejected, events: now.events };
    }
    feeds.set(id, feed);
    feed.start();
  }

  /** Ends what is open of a venue that was switched off: what it heard until now stays good. */
  function close(venue: Venue): void {
    for (const stream of venue.socketStreams) {
      const id = `${venue.id}/${stream}`;
      const feed = feeds.get(id);
      if (closed.has(id) && feed === undefined) continue;
      closed.add(id);
      feeds.delete(id);
      const rest = () => closed.has(id) && health.report(id, { state: 'resting', reason: t('feeds.switchedOff') });
      if (feed === undefined) rest();
      else
        feed.stop().then(rest, () => {
          // The rest is then neither stored nor claimed: a gap, and no more.
          rest();
        });
    }
  }

  function refresh(): void {
    for (const venue of venues) if (state.off.has(venue.id)) close(venue);
    // Without the time of the market nothing that is heard could be put anywhere.
    if (!isRunning || !marketTime.agreed) return;
    for (const venue of venues) {
      if (state.off.has(venue.id)) continue;
      if ((state.instruments.get(venue.id)?.size ?? 0) === 0 || state.universe === undefined) continue;
      for (const plan of venue.sockets(universeInstruments(state, venue.id))) {
        closed.delete(`${venue.id}/${plan.stream}`);
        if (!feeds.has(`${venue.id}/${plan.stream}`)) open(venue, plan.stream);
      }
    }
  }

  return {
    refresh,
    start() {
      isRunning = true;
      refresh();
    },
    async stop(reason) {
      if (!isRunning && feeds.size === 0) {
        for (const venue of venues)
          for (const stream of state.off.has(venue.id) ? [] : venue.socketStreams)
            health.report(`${venue.id}/${stream}`, { state: 'resting', reason });
        return;
      }
      isRunning = false;
      const open = [...feeds];
      feeds.clear();
      await Promise.all(open.map(([, feed]) => feed.stop()));
      for (const [id] of open) health.report(id, { state: 'resting', reason });
    },
    nudge() {
      for (const feed of feeds.values()) feed.nudge();
    },
  };
}

/** How a stream fares, in words. */
export function formatSocket({ reason, code, fault }: Pick<SocketHealth, 'reason' | 'code' | 'fault'>): string {
  if (reason === 'blocked') return t('feeds.socket.blocked', {}, refusalsBeforeBlocked);
  if (reason === 'unreadable') return t('feeds.socket.unreadable') + formatFault({ told: fault?.told, place: fault?.path });
  return `${t(`feeds.socket.${reason}`)}${code === undefined ? '' : ` (${String(code)})`}`;
}

/** The streams of a venue, sockets and polls: a venue is heard where all of them are. */
export function streamNames(venue: Venue): readonly string[] {
  return [...venue.socketStreams, ...venue.polls.map(poll => poll.stream)];
}
