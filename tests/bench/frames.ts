import type { Liquidation, Instrument } from '../../lib/model/trade.ts';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { HttpRequest, ParseContext, Venue } from '../../lib/model/venue.ts';
import { createManualClock } from '../market/clock.ts';
import { createMarket } from '../market/market.ts';
import { createMemoryTransport } from '../market/memory-transport.ts';
import { forceOrderFrame, latestPerSymbol } from '../market/providers/binance-stream.ts';
import { rowOf } from '../market/providers/bybit-stream.ts';
import { createLedger } from '../market/scenarios/registry.ts';
import type { ForcedOrder } from '../market/world.ts';

const secondMs = 1_000;
const pushMs = 500;
const mostFrames = 5_000;

/** Frames of one stream as text, with what reads them. */
export interface VenueFrames {
  readonly name: string;
  readonly texts: readonly string[];
  readonly parse: (frame: unknown, context: ParseContext) => Parsed<Liquidation>;
  readonly context: ParseContext;
}

/** The latest frames that the simulator's cascade has let out, with the listings that it gives. No network and no time pass. */
export async function makeFrames(venues: readonly Venue[]): Promise<readonly VenueFrames[]> {
  const ledger = createLedger('cascade');
  const { fetch } = createMemoryTransport(createMarket({ ledger, clock: createManualClock(ledger.t0) }));
  const orders = (id: 'binance' | 'bybit', board: string) =>
    ledger.orders(id, ledger.from, ledger.to).filter(order => order.market.board === board || board === 'any');

  async function framesOf(id: 'binance' | 'bybit', stream: string, name: string, texts: readonly string[]): Promise<VenueFrames> {
    const venue = venues.find(each => each.id === id);
    if (venue === undefined) throw new Error(`no venue ${id}`);
    const instruments = await readListings(venue, ledger.to, fetch);
    const plan = venue.sockets([...instruments.values()]).find(each => each.stream === stream);
    if (plan === undefined) throw new Error(`${id} has no stream ${stream}`);
    const context: ParseContext = { receivedTime: ledger.to, instruments };
    return {
      name: `${name} (${String(meanLength(texts))} bytes)`,
      texts,
      parse: (frame, given) => plan.parse(frame, given),
      context,
    };
  }

  return [
    await framesOf('binance', 'merged', 'Binance forceOrder', binanceTexts(orders('binance', 'any'))),
    await framesOf('bybit', 'linear', 'Bybit allLiquidation', bybitTexts(orders('bybit', 'linear'))),
  ];
}

async function readListings(
  venue: Venue,
  receivedTime: number,
  fetch: (url: string) => Promise<Response>,
): Promise<ReadonlyMap<string, Instrument>> {
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

function binanceTexts(orders: readonly ForcedOrder[]): readonly string[] {
  const seconds = Map.groupBy(orders, ({ time }) => Math.floor(time / secondMs));
  return [...seconds.values()]
    .flatMap(latestPerSymbol)
    .slice(-mostFrames)
    .map(order => JSON.stringify({ stream: '!forceOrder@arr', data: forceOrderFrame(order) }));
}

function bybitTexts(orders: readonly ForcedOrder[]): readonly string[] {
  const pushes = Map.groupBy(orders, ({ time, market }) => `${Math.floor(time / pushMs)} ${market.symbol}`);
  return [...pushes.values()].slice(-mostFrames).map(rows =>
    JSON.stringify({
      topic: `allLiquidation.${rows[0]?.market.symbol ?? ''}`,
      type: 'snapshot',
      ts: rows.at(-1)?.time,
      data: rows.map(rowOf),
    }),
  );
}

function meanLength(texts: readonly string[]): number {
  return Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
}
