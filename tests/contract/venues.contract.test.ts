import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { Instrument } from '../../lib/model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../../lib/model/venue.ts';
import { isSafeSymbol } from '../../lib/venues/symbols.ts';
import { venueById, venues } from '../../lib/venues/registry.ts';
import { expectWithinBudgets } from './budgets.ts';
import { fixture, fixturesOf, received } from './fixtures.ts';
import { anything, junkValues, mutations } from './junk.ts';

const modules = import.meta.glob<Readonly<Record<string, unknown>>>(
  ['../../lib/venues/**/*.ts', '!../../lib/venues/registry.ts'],
  { eager: true },
);
const written = Object.values(modules).flatMap(module => Object.values(module).filter(isVenue));

/** Names of the fixtures that hold a venue's listings. */
const listingFixtures: Readonly<Record<string, readonly string[]>> = {
  binance: ['um-exchange-info', 'cm-exchange-info'],
  bybit: ['linear-instruments', 'inverse-instruments'],
  gate: ['usdt-contracts', 'btc-contracts'],
  okx: ['swap-instruments', 'futures-instruments', 'margin-instruments'],
  htx: ['linear-contracts', 'swap-contracts', 'futures-contracts'],
  bitget: ['usdt-instruments', 'coin-instruments', 'usdc-instruments'],
  aster: ['exchange-info'],
  coinex: ['markets'],
  hyperliquid: ['meta-and-asset-ctxs'],
  kucoin: ['contracts-active'],
  mexc: ['contract-detail'],
  bitmex: ['instrument-active'],
  deribit: ['btc-instruments', 'usdc-instruments'],
  'kraken-futures': ['instruments'],
  bitfinex: ['conf'],
  dydx: ['perpetual-markets'],
  lighter: ['order-book-details'],
  poloniex: ['all-instruments'],
};

interface Worked {
  readonly name: string;
  readonly via: 'socket' | 'poll' | 'history';
  /** Of a history, the key of the unit. */
  readonly stream: string;
  readonly payload: unknown;
  readonly expected: readonly Readonly<Record<string, unknown>>[];
}

function isVenue(value: unknown): value is Venue {
  return typeof value === 'object' && value !== null && 'sockets' in value && 'polls' in value && 'instruments' in value;
}

function listingsOf(venue: Venue): readonly Instrument[] {
  const names = listingFixtures[venue.id];
  if (names === undefined) throw new Error(`name the listing fixtures of ${venue.id} in this test`);
  return names.flatMap(name => {
    const parsed = venue.instruments.parse(fixture(venue.id, name), { receivedTime: received, instruments: new Map() });
    return parsed.kind === 'events' ? parsed.events : [];
  });
}

function contextOf(venue: Venue): ParseContext {
  const instruments = new Map(listingsOf(venue).map(instrument => [instrument.symbol, instrument]));
  const markPrices = new Map([...instruments.keys()].map(symbol => [symbol, 60_000]));
  return { receivedTime: received, instruments, markPrices };
}

/** Every way in which the venue reads a payload. */
function readersOf(venue: Venue): readonly ((payload: unknown, context: ParseContext) => Parsed<unknown>)[] {
  const listings = listingsOf(venue);
  const { backfill, history, funding } = venue;
  return [
    venue.instruments.parse,
    venue.quotes.parse,
    venue.openInterest.parse,
    ...(funding === undefined ? [] : [funding.parse]),
    ...(history?.units(listings) ?? [])
      .slice(0, 2)
      .map(
        unit => (payload: unknown, context: ParseContext) =>
          history?.parse(payload, unit, context) ?? { kind: 'ignored' as const, reason: '' },
      ),
    ...venue.sockets(listings).map(plan => plan.parse),
    ...venue.polls.map(poll => poll.parse),
    ...listings.flatMap(instrument => [
      (payload: unknown, context: ParseContext) => venue.openInterest.parsePast(payload, instrument, context),
      ...(backfill?.stages ?? []).map(
        stage => (payload: unknown, context: ParseContext) =>
          backfill?.parse(payload, instrument, stage, context) ?? { kind: 'ignored' as const, reason: '' },
      ),
    ]),
  ];
}

function requestsOf(venue: Venue): readonly HttpRequest[] {
  const listings = listingsOf(venue);
  const past = received - 30 * 86_400_000;
  return [
    ...venue.instruments.requests,
    ...venue.quotes.requests,
    ...venue.openInterest.requests(listings),
    ...(venue.openInterest.hasPast ? listings.map(instrument => venue.openInterest.requestPast(instrument, past)) : []),
    ...(venue.funding?.requests(listings) ?? []),
    ...(venue.history?.units(listings) ?? []).flatMap(
      unit => venue.history?.request(unit, { from: received - 60_000, to: received }, undefined) ?? [],
    ),
    ...venue.polls.map(poll => poll.request(received - 60_000, received)),
    ...(venue.backfill?.stages ?? []).flatMap(stage =>
      listings.flatMap(instrument => venue.backfill?.request(instrument, stage, received - stage.reachMs) ?? []),
    ),
    ...venue.instruments.requests.flatMap(
      request => venue.instruments.next?.(fixture('bybit', 'linear-instruments'), request) ?? [],
    ),
  ];
}

/** A venue without forced orders has nothing to work out. */
function workedOf(venue: Venue): readonly Worked[] {
  return venue.completeness === 'none' ? [] : (fixture(venue.id, 'worked') as readonly Worked[]);
}

function parseWorked(venue: Venue, { via, stream, payload }: Worked, context: ParseContext): Parsed<unknown> {
  if (via === 'history') {
    const unit = venue.history?.units([...context.instruments.values()]).find(({ key }) => key === stream);
    if (venue.history === undefined || unit === undefined) throw new Error(`${venue.id} has no history of ${stream}`);
    return venue.history.parse(payload, unit, context);
  }
  const carrier =
    via === 'socket'
      ? venue.sockets([...context.instruments.values()]).find(plan => plan.stream === stream)
      : venue.polls.find(poll => poll.stream === stream);
  if (carrier === undefined) throw new Error(`${venue.id} has no ${via} ${stream}`);
  return carrier.parse(payload, context);
}

/** What no reading may ever hold, whatever came in. */
function expectHarmless(parsed: Parsed<unknown>): void {
  const text = JSON.stringify(parsed);
  expect(text.length).toBeLessThan(100_000);
  expect(JSON.parse(text)).toEqual(parsed);
  if (parsed.kind === 'rejected') expect(parsed.rejections.length).toBeGreaterThan(0);
  if (parsed.kind !== 'events') return;
  for (const event of parsed.events) {
    if (typeof event !== 'object' || event === null) throw new Error('an event that is no object');
    for (const [name, value] of Object.entries(event)) {
      if (typeof value === 'number' && (!Number.isFinite(value) || (value < 0 && name !== 'change24h' && name !== 'ratePer8h')))
        throw new Error(`${name} is ${value}`);
      if (name === 'symbol' && !isSafeSymbol(value)) throw new Error('a symbol that is not safe');
      const isForced = name === 'longUsd' || name === 'shortUsd' || (name === 'usd' && 'key' in event);
      if (isForced && typeof value === 'number') expect(value).toBeLessThan(5e9);
    }
  }
}

it('registers every venue that is written, once', () => {
  expect(written.length).toBeGreaterThan(0);
  expect(new Set(venues)).toEqual(new Set(written));
  expect(new Set(venues.map(venue => venue.id)).size).toBe(venues.length);
  for (const venue of venues) expect(venueById(venue.id)).toBe(venue);
});

describe.each(venues.map(venue => [venue.id, venue] as const))('%s', (id, venue) => {
  it('has fixtures that name their source', () => {
    for (const { name, file } of fixturesOf(id)) {
      expect(file.source, name).toMatch(/\w/);
      expect(typeof file.made, name).toBe('boolean');
    }
  });

  it('asks only https hosts for which it has a budget, and never more than half of it at once', () => {
    const requests = requestsOf(venue);
    expect(requests.length).toBeGreaterThan(2);
    expectWithinBudgets(requests, venue.budgets);
  });

  it('gives each budget one name', () => {
    expect(new Set(venue.budgets.map(budget => budget.name)).size).toBe(venue.budgets.length);
    for (const { weight, windowMs } of venue.budgets) expect(Math.min(weight, windowMs)).toBeGreaterThan(0);
  });

  it('opens only wss sockets, and says when they are silent', () => {
    for (const plan of venue.sockets(listingsOf(venue))) {
      expect(new URL(plan.url).protocol).toBe('wss:');
      if (plan.heartbeat !== undefined) expect(plan.heartbeat.everyMs).toBeLessThanOrEqual(20_000);
      expect(plan.silenceMs).toBeGreaterThan(0);
      expect(plan.maxAgeMs).toBeLessThan(24 * 3_600_000);
      for (const text of plan.subscribe) expect(() => JSON.parse(text) as unknown).not.toThrow();
      // One bare word, or JSON.
      const beat = plan.heartbeat?.frame(1) ?? 'none';
      if (!/^[a-z]+$/.test(beat)) expect(() => JSON.parse(beat) as unknown).not.toThrow();
    }
  });

  it('names the streams that it may open', () => {
    expect(venue.sockets(listingsOf(venue)).map(({ stream }) => stream)).toEqual(venue.socketStreams);
    const streams = [...venue.socketStreams, ...venue.polls.map(({ stream }) => stream)];
    expect(new Set(streams).size).toBe(streams.length);
    // A venue that publishes forced orders has a way to hear of them, and one that publishes none has none.
    expect(streams.length > 0 || venue.history !== undefined).toBe(venue.completeness !== 'none');
  });

  it('asks for the open interest of all contracts at once only where the venue has such a request', () => {
    const perpetuals = listingsOf(venue).filter(({ kind }) => kind === 'perp');
    const requests = venue.openInterest.requests(perpetuals);
    if (venue.openInterest.isBulk)
      expect(requests.length).toBeLessThanOrEqual(new Set(perpetuals.map(({ board }) => board)).size);
    else expect(requests.length).toBe(perpetuals.length);
    expect(requests.length).toBeGreaterThan(0);
  });

  it('asks for a page of past open interest that begins after the moment, never before it', () => {
    const from = received - 30 * 86_400_000 + 1;
    for (const instrument of listingsOf(venue)) {
      if (!venue.openInterest.hasPast) {
        expect(() => venue.openInterest.requestPast(instrument, from)).toThrow(RangeError);
        continue;
      }
      const { searchParams } = new URL(venue.openInterest.requestPast(instrument, from).url);
      // Bars are asked by their opening, and their open interest is that of their end.
      const start = searchParams.has('fromISO')
        ? Date.parse(searchParams.get('fromISO') ?? '')
        : searchParams.has('startTime')
          ? Number(searchParams.get('startTime'))
          : searchParams.has('begin')
            ? // OKX leaves out the moment itself.
              Number(searchParams.get('begin')) + 1
            : Number(searchParams.get('from')) * 1_000 + 300_000;
      expect(start % 300_000).toBe(0);
      expect(start).toBeGreaterThan(from);
      expect(start).toBeLessThanOrEqual(from + 300_000);
    }
  });

  it('lists each contract once, with its own id, a safe symbol and a known size', () => {
    const listings = listingsOf(venue);
    expect(new Set(listings.map(({ symbol }) => symbol)).size).toBe(listings.length);
    for (const listing of listings) {
      expect(listing.venue).toBe(id);
      expect(isSafeSymbol(listing.symbol)).toBe(true);
      expect(listing.base).toMatch(/^[A-Z0-9]{1,20}$/);
      if (listing.contract !== 'quanto') expect(listing.multiplier).toBeGreaterThan(0);
    }
  });

  it.each(workedOf(venue).map(worked => [worked.name, worked] as const))('reads the worked example: %s', (_name, worked) => {
    const parsed = parseWorked(venue, worked, contextOf(venue));
    if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
    expect(parsed.rejections).toEqual([]);
    expect(parsed.events).toHaveLength(worked.expected.length);
    for (const [place, expected] of worked.expected.entries()) {
      const { usd, baseQuantity, ...exact } = expected;
      expect(parsed.events[place]).toMatchObject({ ...exact, venue: id, receivedTime: received });
      expect((parsed.events[place] as { usd: number }).usd).toBeCloseTo(Number(usd), 6);
      expect((parsed.events[place] as { baseQuantity: number }).baseQuantity).toBeCloseTo(Number(baseQuantity), 6);
    }
  });

  it('works examples of both positions, of every kind of contract that it lists', () => {
    if (venue.completeness === 'none') return;
    const context = contextOf(venue);
    const expected = workedOf(venue).flatMap(worked => worked.expected);
    expect(new Set(expected.map(event => event.position))).toEqual(new Set(['long', 'short']));
    const contracts = new Set(expected.map(event => context.instruments.get(String(event.symbol))?.contract));
    // Quanto contracts carry no dollars by themselves: their venues' own tests work them.
    for (const { contract } of context.instruments.values()) expect(contract === 'quanto' || contracts.has(contract)).toBe(true);
  });

  it('gives the same keys when it reads the same payload again, and different keys to different orders', () => {
    const keys = (context: ParseContext) =>
      workedOf(venue).map(worked => {
        const parsed = parseWorked(venue, worked, context);
        return parsed.kind === 'events' ? parsed.events.map(event => (event as { key: string }).key) : [];
      });
    const first = keys(contextOf(venue));
    expect(keys({ ...contextOf(venue), receivedTime: received + 60_000 })).toEqual(first);
    expect(new Set(first.flat()).size).toBe(first.flat().length);
    if (venue.completeness !== 'none') expect(first.flat().length).toBeGreaterThan(2);
  });

  it('never throws on junk, and lets none of it through', () => {
    const context = contextOf(venue);
    const readers = readersOf(venue);
    for (const junk of junkValues) for (const read of readers) expectHarmless(read(junk, context));
    fc.assert(
      fc.property(anything, fc.nat(readers.length - 1), (junk, place) => {
        const parsed = readers[place]?.(junk, context);
        if (parsed !== undefined) expectHarmless(parsed);
      }),
      { numRuns: 500 },
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('never throws on its own payloads with one place broken, and lets nothing impossible through', () => {
    const context = contextOf(venue);
    const readers = readersOf(venue);
    const payloads = fixturesOf(id).flatMap(({ name, file }) =>
      name === 'worked' ? (file.payload as readonly Worked[]).map(worked => worked.payload) : [file.payload],
    );
    for (const payload of payloads) {
      fc.assert(
        fc.property(mutations(payload), broken => {
          for (const read of readers) expectHarmless(read(broken, context));
        }),
        { numRuns: 60 },
      );
    }
  });
});
