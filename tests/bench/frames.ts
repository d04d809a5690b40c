import { gunzipSync } from 'node:zlib';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { Instrument, Liquidation, VenueId } from '../../lib/model/trade.ts';
import type { HttpRequest, SocketPlan, Venue } from '../../lib/model/venue.ts';
import { createManualClock, type ManualClock } from '../market/clock.ts';
import type { MemorySocket } from '../market/memory-socket.ts';
import { createMarket } from '../market/market.ts';
import { createMemoryTransport, type MemoryTransport } from '../market/memory-transport.ts';
import { createLedger } from '../market/scenarios/registry.ts';

/** Subscriptions are paced, half a second apart at the slowest: after this everything that is ever acknowledged has been. */
const settleMs = 90_000;

/** One frame as it came, with what reads it. */
export interface HeardFrame {
  readonly venue: VenueId;
  readonly text: string;
  readonly parse: (frame: unknown) => Parsed<Liquidation>;
}

/** A stretch of the live scenario that is listened to. */
export interface Listening {
  readonly scenario: string;
  /** From the scenario's start, ms of market time. */
  readonly fromMs: number;
  readonly lengthMs: number;
}

/**
 * All text frames that the simulator's sockets of these venues carry in a stretch of time, in the order in which they come: forced orders, ordinary
 * trades, answers to pings. Compressed ones are unpacked. A venue that is polled gives its answers, and one with a history alone the pages
 * of that time. Every venue is subscribed to by its own plans and read with the listings that it gives. Not counted are words that are no JSON
 * (`pong`). No network and no time pass. Throws where a listing is refused or a socket is cut.
 */
export async function hearFrames(
  venues: readonly Venue[],
  { scenario, fromMs, lengthMs }: Listening,
): Promise<readonly HeardFrame[]> {
  const ledger = createLedger(scenario);
  const clock = createManualClock(ledger.t0 + fromMs - settleMs);
  const market = createMarket({ ledger, clock });
  const transport = createMemoryTransport(market);
  const frames: HeardFrame[] = [];
  let isHeard = false;
  const hear = (venue: VenueId, text: string, parse: HeardFrame['parse']) => {
    if (isHeard && isJson(text)) frames.push({ venue, text, parse });
  };
  const sockets: MemorySocket[] = [];
  const listings = new Map<VenueId, ReadonlyMap<string, Instrument>>();
  for (const venue of venues) {
    if (venue.completeness === 'none') continue;
    const instruments = await readListings(venue, clock.now(), transport.fetch);
    listings.set(venue.id, instruments);
    for (const plan of venue.sockets([...instruments.values()])) {
      const socket = listen(plan, { transport, clock }, text => {
        const receivedTime = clock.now();
        hear(venue.id, text, frame => plan.parse(frame, { receivedTime, instruments }));
      });
      sockets.push(socket);
    }
    for (const poll of venue.polls) {
      clock.every(poll.everyMs, () => {
        const receivedTime = clock.now();
        const { url } = poll.request(receivedTime - poll.everyMs - poll.lagMs, receivedTime);
        void transport
          .fetch(url)
          .then(answer => answer.text())
          .then(text => hear(venue.id, text, payload => poll.parse(payload, { receivedTime, instruments })));
      });
    }
  }
  await clock.advance(settleMs);
  isHeard = true;
  await clock.advance(lengthMs);
  for (const venue of venues) {
    const instruments = listings.get(venue.id);
    if (venue.socketStreams.length + venue.polls.length === 0 && instruments !== undefined)
      frames.push(...(await readHistory(venue, instruments, { from: clock.now() - lengthMs, to: clock.now() }, transport.fetch)));
  }
  const cut = sockets.find(({ readyState }) => readyState !== 1);
  if (cut !== undefined) throw new Error(`${cut.url} did not stay open`);
  market.close();
  return frames;
}

function isJson(text: string): boolean {
  return /^[[{]/.test(text);
}

/** Opens a socket, subscribes and keeps it alive, as `lib/feeds` does. */
function listen(
  plan: SocketPlan,
  { transport, clock }: { readonly transport: MemoryTransport; readonly clock: ManualClock },
  hear: (text: string) => void,
): MemorySocket {
  const socket = new transport.WebSocket(plan.url);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    plan.subscribe.forEach((text, index) => clock.after(index * (plan.subscribeEveryMs ?? 0), () => socket.send(text)));
    let beats = 0;
    const { heartbeat } = plan;
    if (heartbeat !== undefined) clock.every(heartbeat.everyMs, () => socket.send(heartbeat.frame((beats += 1))));
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const text = data instanceof ArrayBuffer ? gunzipSync(data).toString() : String(data);
    const answer = isJson(text) ? plan.reply?.(JSON.parse(text)) : undefined;
    if (answer !== undefined) socket.send(answer);
    hear(text);
  };
  return socket;
}

type Fetch = (url: string) => Promise<Response>;

async function readListings(venue: Venue, receivedTime: number, fetch: Fetch): Promise<ReadonlyMap<string, Instrument>> {
  const found = new Map<string, Instrument>();
  const waiting: HttpRequest[] = [...venue.instruments.requests];
  for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
    const payload: unknown = await (await fetch(request.url)).json();
    const parsed = venue.instruments.parse(payload, { receivedTime, instruments: found });
    if (parsed.kind !== 'events') throw new Error(`${request.url}: ${parsed.kind}`);
    for (const instrument of parsed.events) found.set(instrument.symbol, instrument);
    const next = venue.instruments.next?.(payload, request);
    if (next !== undefined) waiting.push(next);
  }
  return found;
}

async function readHistory(
  { id, history }: Venue,
  instruments: ReadonlyMap<string, Instrument>,
  window: { readonly from: number; readonly to: number },
  fetch: Fetch,
): Promise<readonly HeardFrame[]> {
  if (history === undefined) throw new Error(`${id} has neither streams nor a history`);
  const frames: HeardFrame[] = [];
  for (const unit of history.units([...instruments.values()])) {
    for (let page: string | undefined, isFirst = true; isFirst || page !== undefined; isFirst = false) {
      const text = await (await fetch(history.request(unit, window, page).url)).text();
      frames.push({ venue: id, text, parse: payload => history.parse(payload, unit, { receivedTime: window.to, instruments }) });
      page = history.next(JSON.parse(text), unit, window, page);
    }
  }
  return frames;
}
