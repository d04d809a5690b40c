import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { Liquidation } from '../../lib/model/trade.ts';
import type { HttpRequest, ParseContext, SocketPlan, Venue } from '../../lib/model/venue.ts';
import { bitfinex } from '../../lib/venues/bitfinex.ts';
import { dydx } from '../../lib/venues/dydx.ts';
import { lighter } from '../../lib/venues/lighter.ts';
import { poloniex } from '../../lib/venues/poloniex.ts';
import { bitfinexListings } from '../market/ledger/listings/bitfinex.ts';
import { dydxListings } from '../market/ledger/listings/dydx.ts';
import { lighterListings } from '../market/ledger/listings/lighter.ts';
import { poloniexListings } from '../market/ledger/listings/poloniex.ts';
import type { Market } from '../market/world.ts';
import { createRig, type Rig } from '../unit/market-wire/rig.ts';
import { t0, tinyLedger, type OrderRow } from '../unit/market-wire/tiny-ledger.ts';

/*
 * What the simulator says, read by the venue; both were written from the documents. A long and a short on every listing, and on the first one many more,
 * so that histories page.
 */

const hourMs = 3_600_000;
const minuteMs = 60_000;

const cases: readonly (readonly [name: string, venue: Venue, listings: readonly Market[]])[] = [
  ['Bitfinex', bitfinex, bitfinexListings()],
  ['dYdX', dydx, dydxListings()],
  ['Lighter', lighter, lighterListings()],
  ['Poloniex', poloniex, poloniexListings()],
];

/** Orders from `from` seconds after t0 on; the prices are round in the tick. */
function ordersOn(listings: readonly Market[], from: number, manyOnFirst = 0): readonly OrderRow[] {
  const [first] = listings;
  const own = listings.flatMap((market, place): OrderRow[] => {
    const price = market.priceTick * (20_000 + 137 * place);
    return [
      [market, 'long', from + 2 * place + 0.125, 17 * market.quantityStep, price],
      [market, 'short', from + 2 * place + 1, 230 * market.quantityStep, price],
    ];
  });
  if (first === undefined) return own;
  const more = Array.from({ length: manyOnFirst }, (_none, place): OrderRow => {
    return [
      first,
      place % 3 === 0 ? 'short' : 'long',
      from + 60 + place,
      (1 + (place % 9)) * first.quantityStep,
      first.priceTick * 30_000,
    ];
  });
  return [...own, ...more];
}

function eventsOf<Row>(parsed: Parsed<Row>): readonly Row[] {
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed));
  expect(parsed).not.toMatchObject({ rejections: [{}] });
  return parsed.kind === 'events' ? parsed.events : [];
}

/** What is compared: the contract, the position, the moment, the cents. */
function told({ symbol, position, eventTime, usd }: Liquidation): string {
  return [symbol, position, eventTime, Math.round((usd ?? NaN) * 100)].join(' ');
}

function truthOf(rows: readonly OrderRow[], listings: readonly Market[]): readonly string[] {
  const venue = listings[0]?.venue ?? 'dydx';
  const orders = tinyLedger(rows, listings).orders(venue, 0, Infinity);
  return orders.map(({ market, position, time, cents }) => [market.symbol, position, time, cents].join(' ')).toSorted();
}

async function answersOf<Row>(rig: Rig, requests: readonly HttpRequest[], read: (payload: unknown) => Parsed<Row>) {
  const rows: Row[] = [];
  for (const { url } of requests) rows.push(...eventsOf(read((await rig.get(url)).body)));
  return rows;
}

async function contextOf(rig: Rig, venue: Venue): Promise<ParseContext> {
  const empty = { receivedTime: rig.clock.now(), instruments: new Map() };
  const listed = await answersOf(rig, venue.instruments.requests, payload => venue.instruments.parse(payload, empty));
  return { ...empty, instruments: new Map(listed.map(each => [each.symbol, each])) };
}

/** Opens a socket as the feed does, slowly where the venue says so, and keeps it alive. */
async function nurse(rig: Rig, plan: SocketPlan) {
  const { socket, frames } = await rig.open(plan.url);
  const everyMs = plan.subscribeEveryMs ?? 0;
  const beatMs = plan.heartbeat?.everyMs ?? hourMs;
  const say = async (): Promise<void> => {
    for (const text of plan.subscribe) {
      socket.send(text);
      await rig.clock.advance(everyMs);
    }
    for (let beat = 1; beat < 20; beat += 1) {
      socket.send(plan.heartbeat?.frame(beat) ?? '');
      for (const frame of frames) {
        const reply = plan.reply?.(frame);
        if (reply !== undefined) socket.send(reply);
      }
      await rig.clock.advance(Math.min(beatMs, 10_000));
    }
  };
  return { frames, say };
}

describe.each(cases)('what the simulated %s says', (_name, venue, listings) => {
  // The tiny ledger prices bitcoin and PEPE alone.
  const priced = listings.filter(({ base }) => base === 'BTC' || base === 'PEPE');

  it('is read as listings, prices, open interest and funding of the ledger', async () => {
    const rig = createRig([], t0, priced);
    const ledger = tinyLedger([], priced);
    const context = await contextOf(rig, venue);
    const perpetuals = [...context.instruments.values()].filter(({ kind }) => kind === 'perp');
    expect(perpetuals.map(({ symbol }) => symbol).toSorted()).toEqual(priced.map(({ symbol }) => symbol).toSorted());
    const quotes = await answersOf(rig, venue.quotes.requests, payload => venue.quotes.parse(payload, context));
    const markPrices = new Map(
      quotes.flatMap(({ symbol, markPrice }) => (markPrice === undefined ? [] : [[symbol, markPrice] as const])),
    );
    const held = await answersOf(rig, venue.openInterest.requests(perpetuals), payload =>
      venue.openInterest.parse(payload, { ...context, markPrices }),
    );
    const paid = await answersOf(rig, venue.funding?.requests(perpetuals) ?? [], payload =>
      venue.funding === undefined ? { kind: 'ignored', reason: '' } : venue.funding.parse(payload, context),
    );
    for (const market of priced) {
      const { symbol, base } = market;
      const coins = ledger.openInterestCoins(market, t0);
      const price = ledger.price(base, t0);
      const row = held.find(each => each.symbol === symbol);
      expect((row?.coins ?? 0) / coins, `${symbol} coins`).toBeCloseTo(1, 3);
      expect((row?.usd ?? 0) / (coins * price), `${symbol} dollars`).toBeCloseTo(1, 3);
      expect((quotes.find(each => each.symbol === symbol)?.priceUsd ?? 0) / price, `${symbol} price`).toBeCloseTo(1, 3);
      if (venue.funding !== undefined)
        expect(paid.find(each => each.symbol === symbol)?.ratePer8h).toBeCloseTo(ledger.funding(market, t0), 9);
    }
    expect(rig.kinds()).toEqual([]);
  });

  it('is heard to the cent, each order once, after every subscription was acknowledged', async () => {
    // Old orders, which are replayed or not; then those that count, once everything is subscribed to.
    const old = ordersOn(listings, -600);
    const rows = ordersOn(listings, 120);
    const rig = createRig([...old, ...rows], t0, listings);
    const context = await contextOf(rig, venue);
    const heard: Liquidation[] = [];
    for (const plan of venue.sockets([...context.instruments.values()])) {
      const own = createRig([...old, ...rows], t0, listings);
      const { frames, say } = await nurse(own, plan);
      await say();
      const received = { ...context, receivedTime: own.clock.now() };
      const parsed = frames.map(frame => plan.parse(frame, received));
      const acknowledged = parsed.filter(each => each.kind === 'control' && each.name === 'subscribed');
      expect(acknowledged).toHaveLength(plan.acknowledgements ?? plan.subscribe.length);
      heard.push(...parsed.flatMap(each => eventsOf(each)));
      expect(own.kinds()).toEqual([]);
    }
    expect(heard.map(told).toSorted()).toEqual(truthOf(rows, listings));
    expect(new Set(heard.map(({ key }) => key)).size).toBe(heard.length);
  });

  it('is found in the history to the cent, under the keys of the stream', async () => {
    const { history } = venue;
    if (history === undefined) return;
    const rows = ordersOn(listings, -4 * 3_600, 700);
    const rig = createRig(rows, t0, listings);
    const context = await contextOf(rig, venue);
    const window = { from: t0 - 5 * hourMs, to: t0 - minuteMs };
    const found = new Map<string, Liquidation>();
    let requests = 0;
    for (const unit of history.units([...context.instruments.values()])) {
      let page: string | undefined;
      do {
        const { body } = await rig.get(history.request(unit, window, page).url);
        for (const event of eventsOf(history.parse(body, unit, context))) found.set(event.key, event);
        page = history.next(body, unit, window, page);
        requests += 1;
        // One request a minute is half of what the strictest of them allows.
        await rig.clock.advance(minuteMs);
      } while (page !== undefined && requests < 200);
    }
    expect([...found.values()].map(told).toSorted()).toEqual(truthOf(rows, listings));
    expect(requests).toBeGreaterThan(2);
    expect(rig.kinds()).toEqual([]);
  });
});

it('past open interest of dYdX is that of the ledger, five minutes apart', async () => {
  const priced = dydxListings().filter(({ base }) => base === 'BTC');
  const rig = createRig([], t0, priced);
  const context = await contextOf(rig, dydx);
  const [btc] = [...context.instruments.values()];
  if (btc === undefined) throw new Error('not listed');
  const { url } = dydx.openInterest.requestPast(btc, t0 - 2 * hourMs);
  const rows = eventsOf(dydx.openInterest.parsePast((await rig.get(url)).body, btc, context));
  // The last is that of t0 itself, when 100 coins were closed.
  expect(rows.map(({ coins }) => coins)).toEqual([...Array.from({ length: 23 }, () => 1_100), 1_000]);
  expect(rows[0]).toMatchObject({ time: t0 - 2 * hourMs + 300_000, usd: 1_100 * (60_000 - 115) });
});
