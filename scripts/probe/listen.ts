import { openConnection } from '../../lib/feeds/connection.ts';
import type { Ending, SocketConstructor } from '../../lib/feeds/connection.ts';
import type { MarketTime } from '../../lib/feeds/market-time.ts';
import type { Instrument, Liquidation } from '../../lib/model/trade.ts';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { SocketPlan, Venue } from '../../lib/model/venue.ts';
import { sleep } from '../../lib/std/clock.ts';
import type { LocalClock, Timers } from '../../lib/std/clock.ts';
import type { Finding } from './finding.ts';

/** Contracts that are subscribed to: enough to hear something, few enough to be no burden. */
const mostContracts = 25;
/** Of each kind of result so many frames are kept. */
const mostSamples = 2;

/** Opens every stream of a venue for `forMs`, and says what was heard. */
export function listenToVenue(options: {
  readonly venue: Venue;
  readonly instruments: readonly Instrument[];
  readonly forMs: number;
  readonly WebSocket: SocketConstructor;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly marketTime: Pick<MarketTime, 'now'>;
}): Promise<readonly Finding[]> {
  const { venue, instruments } = options;
  const plans = venue.sockets(instruments.slice(0, mostContracts));
  return Promise.all(plans.map(plan => listen(plan, options)));
}

async function listen(
  plan: SocketPlan,
  { venue, instruments, forMs, WebSocket, clock, timers, marketTime }: Parameters<typeof listenToVenue>[0],
): Promise<Finding> {
  const counts = { events: 0, control: 0, ignored: 0, rejected: 0 };
  const samples: Finding['samples'][number][] = [];
  const listed = new Map(instruments.map(instrument => [instrument.symbol, instrument]));
  let fault: string | undefined;
  let isAcknowledged = false;
  let ending: Ending | undefined;
  let last: unknown;

  function count(parsed: Parsed<Liquidation>): void {
    counts[parsed.kind] += 1;
    if (samples.filter(({ kind }) => kind === parsed.kind).length < mostSamples)
      samples.push({ kind: parsed.kind, payload: last });
    const [first] = parsed.kind === 'events' || parsed.kind === 'rejected' ? parsed.rejections : [];
    if (first === undefined) return;
    fault ??= `${first.path === '' ? 'frame' : first.path}: ${first.reason}`;
  }

  const ended = new Promise<void>(resolve => {
    const connection = openConnection({
      plan: {
        ...plan,
        parse(frame, context) {
          last = frame;
          return plan.parse(frame, context);
        },
      },
      WebSocket,
      clock,
      timers,
      marketTime,
      context: () => ({ instruments: listed }),
      listener: {
        frame: (_connection, parsed) => count(parsed),
        acknowledged() {
          isAcknowledged = true;
        },
        ended(_connection, how) {
          ending = how;
          resolve();
        },
      },
    });
    void sleep(timers, forMs).then(() => {
      connection.close();
      resolve();
    });
  });
  await ended;

  const { events, control, ignored, rejected } = counts;
  const heard = `${events} with forced orders, ${control} control, ${ignored} ignored, ${rejected} unreadable`;
  const how = ending === undefined ? '' : `; ${ending.cause}${ending.code === undefined ? '' : ` (${ending.code})`}`;
  const nothing = events + control + ignored + rejected === 0;
  const verdict =
    fault !== undefined ? 'drifted' : ending?.cause === 'refused' ? 'blocked' : nothing || !isAcknowledged ? 'silent' : 'ok';
  const detail = `${fault === undefined ? '' : `${fault}; `}${heard}${isAcknowledged ? '' : '; not acknowledged'}${how}`;
  return { venue: venue.id, what: plan.stream, host: new URL(plan.url).host, verdict, read: events + control, detail, samples };
}
