import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { Instrument, Liquidation } from '../../lib/model/trade.ts';
import type { ParseContext, Venue } from '../../lib/model/venue.ts';
import { bitmex } from '../../lib/venues/bitmex.ts';
import { deribit } from '../../lib/venues/deribit.ts';
import { krakenFutures } from '../../lib/venues/kraken-futures.ts';
import { bitmexListings } from '../market/ledger/listings/bitmex.ts';
import { deribitListings } from '../market/ledger/listings/deribit.ts';
import { krakenFuturesListings } from '../market/ledger/listings/kraken-futures.ts';
import type { Market } from '../market/world.ts';
import { createRig, type Rig } from '../unit/market-wire/rig.ts';
import { t0, type OrderRow } from '../unit/market-wire/tiny-ledger.ts';

/*
 * What the simulator prints for orders that are known, the venue's parser reads, to the cent. Both were written from the documents, neither from
 * the other.
 */

const minute = 60_000;

const cases: readonly (readonly [venue: Venue, markets: readonly Market[], isMarked: boolean])[] = [
  [bitmex, bitmexListings(), false],
  [deribit, deribitListings(), true],
  [krakenFutures, krakenFuturesListings(), true],
];

/** Two orders on each contract, a long and a short, of steps that are no round number. */
function ordersOn(markets: readonly Market[]): readonly OrderRow[] {
  return markets.flatMap((market, place): readonly OrderRow[] => [
    [market, 'long', 1 + place, 17 * market.quantityStep, 83 * market.priceTick],
    [market, 'short', 1.5 + place, 30 * market.quantityStep, 84 * market.priceTick],
  ]);
}

function rowsOf<Row>(parsed: Parsed<Row>): readonly Row[] {
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

async function listingsOf(venue: Venue, { get }: Rig): Promise<readonly Instrument[]> {
  const listed: Instrument[] = [];
  for (const { url } of venue.instruments.requests) {
    const { body } = await get(url);
    listed.push(...rowsOf(venue.instruments.parse(body, { receivedTime: t0, instruments: new Map() })));
  }
  return listed;
}

/** Cents and positions by contract. */
function sums(events: readonly Pick<Liquidation, 'symbol' | 'position' | 'usd'>[]): ReadonlyMap<string, number> {
  const cents = new Map<string, number>();
  for (const { symbol, position, usd } of events) {
    const key = `${symbol} ${position}`;
    cents.set(key, (cents.get(key) ?? 0) + Math.round((usd ?? Number.NaN) * 100));
  }
  return cents;
}

describe.each(cases.map(([venue, markets, isMarked]) => [venue.id, venue, markets, isMarked] as const))(
  '%s',
  (id, venue, markets, isMarked) => {
    const rig = () => createRig(ordersOn(markets), t0, markets);

    async function hear(own: Rig): Promise<readonly Liquidation[]> {
      const instruments = await listingsOf(venue, own);
      const [plan] = venue.sockets(instruments);
      if (plan === undefined) throw new Error('no socket');
      const { socket, frames, closes } = await own.open(plan.url);
      for (const text of plan.subscribe) socket.send(text);
      let read = 0;
      let acknowledged = 0;
      const heard: Liquidation[] = [];
      for (let beat = 1; beat <= 9; beat += 1) {
        await own.clock.advance(plan.heartbeat?.everyMs ?? 15_000);
        if (plan.heartbeat !== undefined) socket.send(plan.heartbeat.frame(beat));
        for (const frame of frames.slice(read)) {
          const answer = plan.reply?.(frame);
          if (answer !== undefined) socket.send(answer);
          const context: ParseContext = {
            receivedTime: own.clock.now(),
            instruments: new Map(instruments.map(each => [each.symbol, each])),
          };
          const parsed = plan.parse(frame, context);
          expect(parsed.kind, JSON.stringify(frame)).not.toBe('rejected');
          if (parsed.kind === 'control' && parsed.name === 'subscribed') acknowledged += 1;
          if (parsed.kind === 'events') heard.push(...rowsOf(parsed));
        }
        read = frames.length;
      }
      expect(acknowledged).toBe(plan.acknowledgements);
      expect(closes).toEqual([]);
      expect(own.kinds()).toEqual([]);
      return heard;
    }

    it('hears every order of the ledger on its socket, to the cent', async () => {
      const own = rig();
      const heard = await hear(own);
      const told = own.market.ledger.orders(venue.id, t0, t0 + 5 * minute);
      expect(told).toHaveLength(2 * markets.length);
      const truth = new Map(told.map(({ market, position, cents }) => [`${market.symbol} ${position}`, cents]));
      expect(Object.fromEntries(sums(heard))).toEqual(Object.fromEntries(truth));
      expect(new Set(heard.map(({ key }) => key)).size).toBe(heard.length);
    });

    it.runIf(isMarked)('finds the same orders, by the same keys, in its history', async () => {
      const { history } = venue;
      if (history === undefined) throw new Error('no history');
      const own = rig();
      const heard = await hear(own);
      await own.clock.advance(10 * minute);
      const instruments = await listingsOf(venue, own);
      const context: ParseContext = {
        receivedTime: own.clock.now(),
        instruments: new Map(instruments.map(each => [each.symbol, each])),
      };
      const window = { from: t0, to: t0 + 5 * minute };
      const found = new Map<string, Liquidation>();
      for (const unit of history.units(instruments)) {
        let page: string | undefined;
        do {
          const { body } = await own.get(history.request(unit, window, page).url);
          for (const event of rowsOf(history.parse(body, unit, context))) found.set(event.key, event);
          page = history.next(body, unit, window, page);
        } while (page !== undefined);
      }
      expect(own.kinds()).toEqual([]);
      expect([...found.keys()].sort()).toEqual(heard.map(({ key }) => key).sort());
      expect(sums([...found.values()])).toEqual(sums(heard));
    });

    it('reads prices, open interest and funding as the ledger has them', async () => {
      // The tiny ledger has a price for bitcoin alone.
      const bitcoins = markets.filter(({ base }) => base === 'BTC');
      const own = createRig([], t0, bitcoins);
      const instruments = await listingsOf(venue, own);
      expect(instruments.map(({ symbol }) => symbol)).toEqual(expect.arrayContaining(bitcoins.map(({ symbol }) => symbol)));
      const context: ParseContext = { receivedTime: t0, instruments: new Map(instruments.map(each => [each.symbol, each])) };
      const bodies = async (requests: readonly { readonly url: string }[]) => {
        const answers: unknown[] = [];
        for (const { url } of requests) answers.push((await own.get(url)).body);
        return answers;
      };
      const held = (await bodies(venue.openInterest.requests(instruments))).flatMap(body =>
        rowsOf(venue.openInterest.parse(body, context)),
      );
      const quotes = (await bodies(venue.quotes.requests)).flatMap(body => rowsOf(venue.quotes.parse(body, context)));
      const rates = (await bodies(venue.funding?.requests(instruments) ?? [])).flatMap(body =>
        rowsOf(venue.funding?.parse(body, context) ?? { kind: 'ignored', reason: '' }),
      );
      const perpetuals = bitcoins.filter(({ symbol }) => !/\d{2}$/.test(symbol));
      expect(perpetuals.length).toBeGreaterThan(1);
      for (const { symbol } of perpetuals) {
        // 1,000 bitcoin at 60,000 dollars, one side; a day before they cost 58,560.
        const open = held.find(each => each.symbol === symbol);
        expect(open?.usd, symbol).toBeCloseTo(60_000_000, 2);
        expect(open?.coins, symbol).toBeCloseTo(1_000, 6);
        const quote = quotes.find(each => each.symbol === symbol);
        expect(quote?.priceUsd, symbol).toBeCloseTo(60_000, 6);
        expect(quote?.change24h, symbol).toBeCloseTo(0.02459, 4);
        expect(rates.find(each => each.symbol === symbol)?.ratePer8h, symbol).toBeCloseTo(0.0001, 12);
      }
      expect(held.every(each => each.venue === id)).toBe(true);
    });
  },
);
