import { describe, expect, it } from 'vitest';
import type { Funding, Instrument, Liquidation, OpenInterest, Quote } from '../../lib/model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../../lib/model/venue.ts';
import { aster } from '../../lib/venues/aster.ts';
import { binance } from '../../lib/venues/binance.ts';
import { bybit } from '../../lib/venues/bybit.ts';
import { coinex } from '../../lib/venues/coinex.ts';
import { gate } from '../../lib/venues/gate.ts';
import { hyperliquid } from '../../lib/venues/hyperliquid.ts';
import { kucoin } from '../../lib/venues/kucoin.ts';
import { mexc } from '../../lib/venues/mexc.ts';
import { createMarkets } from '../market/ledger/markets.ts';
import type { Market } from '../market/world.ts';
import { createRig, type Rig } from '../unit/market-wire/rig.ts';
import { t0, tinyLedger, type OrderRow } from '../unit/market-wire/tiny-ledger.ts';

/** What the simulator says, read by the venues: the ledger's own figures come out of it again. */

// The tiny ledger prices bitcoin and PEPE alone.
const listed = createMarkets('260327').filter(({ base, symbol }) => ['BTC', 'PEPE'].includes(base) && !/_\d+$/.test(symbol));

function marketOf(venue: string, symbol: string): Market {
  const found = listed.find(market => market.venue === venue && market.symbol === symbol);
  if (found === undefined) throw new Error(`${venue} does not list ${symbol}`);
  return found;
}

function eventsOf<Row>(parsed: {
  readonly kind: string;
  readonly events?: readonly Row[];
  readonly rejections?: readonly unknown[];
}) {
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events ?? [];
}

async function fetchAll<Row>(
  { transport, clock }: Rig,
  requests: readonly HttpRequest[],
  read: (payload: unknown, receivedTime: number) => Parameters<typeof eventsOf<Row>>[0],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { url, body, headers } of requests) {
    const posted = { method: 'POST', body: body ?? '', headers: { ...headers, 'content-type': 'application/json' } };
    const answer = await transport.fetch(url, body === undefined ? { headers: headers ?? {} } : posted);
    rows.push(...eventsOf<Row>(read(await answer.json(), clock.now())));
  }
  return rows;
}

/** Everything that is asked of a venue but forced orders, as the background asks it. */
async function readVenue(rig: Rig, venue: Venue) {
  const instruments = new Map<string, Instrument>();
  for (const request of venue.instruments.requests) {
    const rows = await fetchAll<Instrument>(rig, [request], (payload, receivedTime) =>
      venue.instruments.parse(payload, { receivedTime, instruments }),
    );
    for (const row of rows) instruments.set(row.symbol, row);
  }
  const context = (receivedTime: number): ParseContext => ({ receivedTime, instruments });
  const quotes = await fetchAll<Quote>(rig, venue.quotes.requests, (payload, now) => venue.quotes.parse(payload, context(now)));
  const markPrices = new Map(quotes.flatMap(({ symbol, markPrice }) => (markPrice === undefined ? [] : [[symbol, markPrice]])));
  const all = [...instruments.values()];
  const openInterest = await fetchAll<OpenInterest>(rig, venue.openInterest.requests(all), (payload, now) =>
    venue.openInterest.parse(payload, { ...context(now), markPrices }),
  );
  const funding = await fetchAll<Funding>(rig, venue.funding?.requests(all) ?? [], (payload, now) => {
    if (venue.funding === undefined) throw new Error('no funding');
    return venue.funding.parse(payload, context(now));
  });
  return { instruments, quotes, openInterest, funding };
}

describe.each([binance, bybit, gate, aster, coinex, hyperliquid, kucoin, mexc].map(venue => [venue.id, venue] as const))(
  'what the simulated %s says',
  (id, venue) => {
    const own = listed.filter(market => market.venue === id);

    it('is read as listings, open interest, prices and funding of the ledger, one row for each market', async () => {
      const rig = createRig([], t0, listed);
      const ledger = tinyLedger([], listed);
      const { instruments, quotes, openInterest, funding } = await readVenue(rig, venue);
      const symbols = own.map(({ symbol }) => symbol).sort();
      expect([...instruments.keys()].sort()).toEqual(symbols);
      for (const rows of [quotes, openInterest, funding]) expect(rows.map(({ symbol }) => symbol).sort()).toEqual(symbols);
      for (const market of own) {
        const { symbol, base } = market;
        const coins = ledger.openInterestCoins(market, t0);
        const held = openInterest.find(row => row.symbol === symbol);
        expect(held?.base).toBe(base);
        expect(Math.abs((held?.coins ?? 0) / coins - 1), `${symbol} coins`).toBeLessThan(0.001);
        expect(Math.abs((held?.usd ?? 0) / (coins * ledger.price(base, t0)) - 1), `${symbol} dollars`).toBeLessThan(0.001);
        expect(Math.abs((quotes.find(row => row.symbol === symbol)?.priceUsd ?? 0) / ledger.price(base, t0) - 1)).toBeLessThan(
          0.001,
        );
        expect(funding.find(row => row.symbol === symbol)?.ratePer8h).toBeCloseTo(ledger.funding(market, t0), 6);
      }
      expect(rig.kinds()).toEqual([]);
    });
  },
);

function centsOf(events: readonly Liquidation[]) {
  return events.map(({ symbol, position, usd, eventTime }) => [symbol, position, Math.round((usd ?? NaN) * 100), eventTime]);
}

function truthOf(rows: readonly OrderRow[]) {
  return tinyLedger(rows, listed)
    .orders(rows[0]?.[0].venue ?? 'aster', 0, Infinity)
    .map(({ market, position, cents, time }) => [market.symbol, position, cents, time]);
}

it("Aster's stream gives the ledger's cents", async () => {
  const rows: readonly OrderRow[] = [
    [marketOf('aster', 'BTCUSDT'), 'long', 1.25, 0.1234, 59_123.4],
    [marketOf('aster', '1000PEPEUSDT'), 'short', 2.5, 12_300, 0.010_07],
    [marketOf('aster', 'BTCUSDT'), 'short', 3.75, 2, 61_000],
  ];
  const rig = createRig(rows, t0, listed);
  const { instruments } = await readVenue(rig, aster);
  const [plan] = aster.sockets([]);
  if (plan === undefined) throw new Error('no socket');
  const { frames } = await rig.open(plan.url);
  await rig.clock.advance(6_000);
  const parsed = frames.map(frame => plan.parse(frame, { receivedTime: rig.clock.now(), instruments }));
  expect(parsed.filter(({ kind }) => kind === 'control').length).toBeGreaterThan(0);
  expect(parsed.filter(({ kind }) => kind !== 'events' && kind !== 'control')).toEqual([]);
  expect(centsOf(parsed.flatMap(each => (each.kind === 'events' ? each.events : [])))).toEqual(truthOf(rows));
});

it("CoinEx's history gives the ledger's cents, page by page", async () => {
  const btc = marketOf('coinex', 'BTCUSDT');
  const inverse = marketOf('coinex', 'BTCUSD');
  const many = Array.from({ length: 250 }, (_none, place): OrderRow => {
    return [btc, place % 3 === 0 ? 'short' : 'long', place, 0.001 * (1 + (place % 7)), 59_000 + place / 10];
  });
  const rows: readonly OrderRow[] = [...many, [inverse, 'long', 400, 12_345, 60_001.5]];
  const rig = createRig(rows, t0 + 3_600_000, listed);
  const { instruments } = await readVenue(rig, coinex);
  const { history } = coinex;
  if (history === undefined) throw new Error('no history');
  const window = { from: t0, to: t0 + 3_000_000 };
  const events: Liquidation[] = [];
  let requests = 0;
  for (const unit of history.units([...instruments.values()])) {
    let page: string | undefined;
    do {
      const { url } = history.request(unit, window, page);
      const { body } = await rig.get(url);
      requests += 1;
      events.push(...eventsOf(history.parse(body, unit, { receivedTime: rig.clock.now(), instruments })));
      page = history.next(body, unit, window, page);
    } while (page !== undefined);
  }
  // Three pages of bitcoin, one of each other market.
  expect(requests).toBe(instruments.size + 2);
  expect(new Set(events.map(({ key }) => key)).size).toBe(251);
  const byTime = [...events].sort((left, right) => (left.eventTime ?? 0) - (right.eventTime ?? 0));
  expect(centsOf(byTime)).toEqual(truthOf(rows));
  expect(rig.kinds()).toEqual([]);
});
