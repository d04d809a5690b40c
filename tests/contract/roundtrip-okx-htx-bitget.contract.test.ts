import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { Instrument, Liquidation } from '../../lib/model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../../lib/model/venue.ts';
import { bitget } from '../../lib/venues/bitget.ts';
import { htx } from '../../lib/venues/htx.ts';
import { okx } from '../../lib/venues/okx.ts';
import { bitgetListings } from '../market/ledger/listings/bitget.ts';
import { htxListings } from '../market/ledger/listings/htx.ts';
import { okxListings } from '../market/ledger/listings/okx.ts';
import type { Market } from '../market/world.ts';
import { anything, junkValues } from './junk.ts';
import { createRig, type Rig } from '../unit/market-wire/rig.ts';
import { t0, type OrderRow } from '../unit/market-wire/tiny-ledger.ts';

/*
 * Orders of the simulator, which was written from the documents, read by the venue, which was too: a wrong reading on one side shows here. A long and a
 * short on every listing, each in a second of its own, so that nothing is sampled away.
 */

const hourMs = 3_600_000;

function ordersOn(listings: readonly Market[]): readonly OrderRow[] {
  return listings.flatMap((market, place): OrderRow[] => {
    const price = market.priceTick * (20_000 + 137 * place);
    return [
      [market, 'long', 2 + 2 * place, 17 * market.quantityStep, price],
      [market, 'short', 3 + 2 * place, 230 * market.quantityStep, price],
    ];
  });
}

function eventsOf<Row>(parsed: Parsed<Row>): readonly Row[] {
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed));
  expect(parsed).not.toMatchObject({ rejections: [{}] });
  return parsed.kind === 'events' ? parsed.events : [];
}

/** What is compared: the contract, the position, the moment, the cents. */
function told({ symbol, position, eventTime, usd }: Liquidation) {
  return [symbol, position, eventTime, Math.round((usd ?? NaN) * 100)] as const;
}

async function answersOf<Row>(rig: Rig, requests: readonly HttpRequest[], read: (payload: unknown) => Parsed<Row>) {
  const rows: Row[] = [];
  for (const { url } of requests) rows.push(...eventsOf(read((await rig.get(url)).body)));
  return rows;
}

async function listedIn(rig: Rig, venue: Venue): Promise<ParseContext> {
  const empty = { receivedTime: rig.clock.now(), instruments: new Map() };
  const listed = await answersOf(rig, venue.instruments.requests, payload => venue.instruments.parse(payload, empty));
  return { ...empty, instruments: new Map(listed.map(each => [each.symbol, each])) };
}

/** Everything that the venue's sockets tell over twenty minutes. */
async function hear(rig: Rig, venue: Venue, context: ParseContext): Promise<readonly Liquidation[]> {
  const plans = venue.sockets([...context.instruments.values()]);
  const opened = await Promise.all(plans.map(async plan => ({ plan, ...(await rig.open(plan.url)) })));
  const heard = new Map<string, Liquidation>();
  for (const { plan, socket } of opened) for (const text of plan.subscribe) socket.send(text);
  let acknowledgements = 0;
  const places = opened.map(() => 0);
  for (let seconds = 0; seconds < 1_200; seconds += 1) {
    await rig.clock.advance(1_000);
    for (const [index, { plan, socket, frames }] of opened.entries()) {
      for (const raw of frames.slice(places[index])) {
        const frame = raw instanceof ArrayBuffer ? (JSON.parse(gunzipSync(new Uint8Array(raw)).toString()) as unknown) : raw;
        const reply = plan.reply?.(frame);
        if (reply !== undefined) socket.send(reply);
        const parsed = plan.parse(frame, { ...context, receivedTime: rig.clock.now() });
        if (parsed.kind === 'control' && parsed.name === 'subscribed') acknowledgements += 1;
        for (const event of eventsOf(parsed)) heard.set(event.key, event);
      }
      places[index] = frames.length;
      if (plan.heartbeat !== undefined && seconds % 20 === 0) socket.send(plan.heartbeat.frame(seconds));
    }
  }
  expect(acknowledgements).toBe(plans.reduce((sum, plan) => sum + (plan.acknowledgements ?? 1), 0));
  expect(opened.flatMap(({ closes }) => closes)).toEqual([]);
  return [...heard.values()];
}

/** Everything that the venue's history tells of the first two minutes. */
async function lookUp(rig: Rig, { history }: Venue, context: ParseContext): Promise<readonly Liquidation[]> {
  const window = { from: t0, to: t0 + 120_000 };
  const found: Liquidation[] = [];
  for (const unit of history?.units([...context.instruments.values()]) ?? []) {
    let page: string | undefined;
    do {
      const request = history?.request(unit, window, page);
      const { body } = await rig.get(request?.url ?? '');
      if (history !== undefined)
        found.push(...eventsOf(history.parse(body, unit, { ...context, receivedTime: rig.clock.now() })));
      page = history?.next(body, unit, window, page);
      await rig.clock.advance(1_000);
    } while (page !== undefined);
  }
  return found.filter(({ eventTime = 0 }) => eventTime >= window.from && eventTime < window.to);
}

describe.each([
  ['okx', okx, okxListings()],
  ['htx', htx, htxListings()],
  ['bitget', bitget, bitgetListings()],
] as const)('what %s says in the simulator', (id, venue, listings) => {
  it('is read to the cent, by the stream and by the history alike', async () => {
    const rig = createRig(ordersOn(listings), t0, listings);
    const { ledger } = rig.market;
    const orders = ledger.orders(id, t0, t0 + hourMs);
    expect(orders.length).toBe(2 * listings.length);
    const expected = orders.map(({ market, position, time, cents }) => [market.symbol, position, time, cents]).sort();
    const context = await listedIn(rig, venue);
    expect([...context.instruments.keys()].sort()).toEqual(listings.map(({ symbol }) => symbol).sort());

    const heard = await hear(rig, venue, context);
    expect(heard.map(told).sort()).toEqual(expected);
    await rig.clock.advance(3 * hourMs);
    const found = await lookUp(rig, venue, context);
    expect(found.map(told).sort()).toEqual(expected);
    expect(new Set(found.map(({ key }) => key))).toEqual(new Set(heard.map(({ key }) => key)));
    expect(rig.kinds()).toEqual([]);
  });

  it('leads to no further page when it is junk', async () => {
    const context = await listedIn(createRig([], t0, listings), venue);
    const window = { from: t0, to: t0 + hourMs };
    const next = (payload: unknown) =>
      venue.history
        ?.units([...context.instruments.values()])
        .map(unit => venue.history?.next(payload, unit, window, undefined)) ?? [];
    for (const junk of junkValues) expect(new Set(next(junk))).toEqual(new Set([undefined]));
    fc.assert(
      fc.property(anything, junk => {
        expect(new Set(next(junk))).toEqual(new Set([undefined]));
      }),
    );
  });

  it('of open interest, prices and funding agrees with the ledger', async () => {
    const rig = createRig([], t0, listings);
    const context = await listedIn(rig, venue);
    const instruments = [...context.instruments.values()];
    const { ledger } = rig.market;
    const own = (symbol: string): Market => {
      const market = listings.find(each => each.symbol === symbol);
      if (market === undefined) throw new Error(`no ${symbol}`);
      return market;
    };
    const held = await answersOf(rig, venue.openInterest.requests(instruments), payload =>
      venue.openInterest.parse(payload, context),
    );
    expect(held.length).toBeGreaterThan(9);
    for (const { symbol, base, coins, usd } of held) {
      expect(coins).toBeCloseTo(ledger.openInterestCoins(own(symbol), t0), 4);
      expect((usd ?? 0) / (ledger.openInterestCoins(own(symbol), t0) * ledger.price(base, t0))).toBeCloseTo(1, 6);
    }
    const quotes = await answersOf(rig, venue.quotes.requests, payload => venue.quotes.parse(payload, context));
    const bitcoin = quotes.filter(({ base }) => base === 'BTC');
    expect(bitcoin.length).toBeGreaterThan(0);
    for (const { priceUsd } of bitcoin) expect(priceUsd).toBe(60_000);
    const rates = await answersOf(rig, venue.funding?.requests(instruments) ?? [], payload => {
      if (venue.funding === undefined) throw new Error('nothing was asked');
      return venue.funding.parse(payload, context);
    });
    for (const { symbol, ratePer8h } of rates) expect(ratePer8h).toBeCloseTo(ledger.funding(own(symbol), t0), 9);
    expect(rates.length > 9).toBe(venue.funding !== undefined);
    expect(rig.kinds()).toEqual([]);
  });
});

it('the past of open interest on OKX agrees with the ledger', async () => {
  const listings = okxListings();
  const rig = createRig([], t0, listings);
  const context = await listedIn(rig, okx);
  const instrument: Instrument | undefined = context.instruments.get('BTC-USDT-SWAP');
  if (instrument === undefined) throw new Error('not listed');
  const { url } = okx.openInterest.requestPast(instrument, t0 - hourMs);
  const rows = eventsOf(okx.openInterest.parsePast((await rig.get(url)).body, instrument, context));
  // Marks at 5, 10, … 60 minutes after the moment; the ledger has 1,100 BTC before t0 and 1,000 at it.
  expect(rows.map(({ time, coins }) => [(time - t0) / 60_000, coins])).toEqual([
    ...[-55, -50, -45, -40, -35, -30, -25, -20, -15, -10, -5].map(minutes => [minutes, 1_100]),
    [0, 1_000],
  ]);
});
