import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { ListSource, MarketSource } from '../../lib/model/context.ts';
import { otherMarketIds } from '../../lib/engine/other-markets.ts';
import type { Instrument, VenueId } from '../../lib/model/trade.ts';
import type { ContractSource, FearGreedSource, HttpRequest, PriceSource } from '../../lib/model/venue.ts';
import {
  coinLists,
  depthSources,
  fearGreedSources,
  holderSources,
  marketSources,
  priceSources,
  sources,
} from '../../lib/sources/registry.ts';
import { expectWithinBudgets } from './budgets.ts';
import { fixturesOf, received } from './fixtures.ts';
import { anything, junkValues, mutations } from './junk.ts';

const modules = import.meta.glob<Readonly<Record<string, unknown>>>(
  ['../../lib/sources/*.ts', '!../../lib/sources/registry.ts'],
  { eager: true },
);
const written = Object.values(modules).flatMap(module => Object.values(module).filter(isSource));

type AnySource = FearGreedSource | PriceSource | ContractSource<unknown> | ListSource<unknown> | MarketSource;

function isSource(value: unknown): value is AnySource {
  return typeof value === 'object' && value !== null && 'parse' in value && 'budgets' in value && 'attribution' in value;
}

function isPriceSource(source: AnySource): source is PriceSource {
  return 'parseBars' in source;
}

function isListSource(source: AnySource): source is ListSource<unknown> {
  return 'request' in source && typeof source.request === 'object';
}

function isMarketSource(source: AnySource): source is MarketSource {
  return 'requests' in source && !('parseBars' in source);
}

function isContractSource(source: AnySource): source is ContractSource<unknown> {
  return 'venue' in source;
}

/** Contracts for a source to choose from. */
function listed(venue: VenueId): readonly Instrument[] {
  const perp = {
    venue,
    symbol: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    kind: 'perp',
    contract: 'linear',
    multiplier: 1,
    board: 'um',
  } as const;
  return [
    perp,
    { ...perp, symbol: 'BTC-PERPETUAL', quote: 'USD', contract: 'inverse', board: 'BTC' },
    { ...perp, kind: 'future' },
  ];
}

function requestsOf(source: AnySource): readonly HttpRequest[] {
  if (isListSource(source)) return [source.request];
  if (isMarketSource(source)) return source.requests(otherMarketIds, received);
  if (isContractSource(source)) return listed(source.venue).filter(source.lists).map(source.request);
  if (!isPriceSource(source)) return [source.request(1), source.request(31)];
  const bars = ([60_000, 3_600_000, 14_400_000] as const).flatMap(step =>
    [24, 10_000].map(count => source.bars('BTC', count, received, step)),
  );
  return [...source.requests(['BTC', 'ETH', 'SOL']), ...bars];
}

function readersOf(source: AnySource): readonly ((payload: unknown) => Parsed<unknown>)[] {
  const request = requestsOf(source)[0];
  return [
    payload => source.parse(payload, { receivedTime: received, request }),
    ...(isPriceSource(source) ? [source.parseBars] : []),
  ];
}

/** What no reading may ever hold, whatever came in. */
function expectHarmless(parsed: Parsed<unknown>): void {
  const text = JSON.stringify(parsed);
  expect(text.length).toBeLessThan(100_000);
  expect(JSON.parse(text)).toEqual(parsed);
  if (parsed.kind === 'rejected') expect(parsed.rejections.length).toBeGreaterThan(0);
  if (parsed.kind !== 'events') return;
  for (const event of parsed.events) {
    for (const [name, value] of Object.entries(event ?? {})) {
      if (typeof value === 'number' && (!Number.isFinite(value) || (value < 0 && name !== 'change24h')))
        throw new Error(`${name} is ${value}`);
      if (typeof value === 'string') expect(value).toMatch(/^[\p{L}\p{N}_ .,&'()/+:!$-]{0,60}$/u);
    }
  }
}

it('registers every source that is written, once', () => {
  expect(written.length).toBeGreaterThan(0);
  expect(new Set<unknown>(sources)).toEqual(new Set(written));
  expect(new Set(sources.map(source => source.id)).size).toBe(sources.length);
});

const all: readonly AnySource[] = [
  ...fearGreedSources,
  ...priceSources,
  ...depthSources,
  ...coinLists,
  ...holderSources,
  ...marketSources,
];

describe.each(all.map(source => [source.id, source] as const))('%s', (id, source) => {
  it('has fixtures that name their source', () => {
    for (const { name, file } of fixturesOf(id)) {
      expect(file.source, name).toMatch(/\w/);
      expect(typeof file.made, name).toBe('boolean');
    }
  });

  it('asks only https hosts for which it has a budget, and never more than half of it at once', () => {
    expectWithinBudgets(requestsOf(source), source.budgets);
  });

  it('chooses one contract of a coin, and no dated one', () => {
    if (isContractSource(source)) expect(listed(source.venue).filter(source.lists)).toHaveLength(1);
  });

  it('puts no name of a coin into an address that is none', () => {
    if (!isPriceSource(source)) return;
    expect(source.requests(['../time', 'BTC&x=1', 'btc', '', 'A'.repeat(100)])).toEqual([]);
    expect(source.bars('../time', 24, received).url).not.toContain('..');
  });

  it('never throws on junk, and lets none of it through', () => {
    for (const read of readersOf(source)) {
      for (const junk of junkValues) expectHarmless(read(junk));
      fc.assert(
        fc.property(anything, junk => {
          expectHarmless(read(junk));
        }),
        { numRuns: 300 },
      );
    }
  });

  it('never throws on its own payloads with one place broken, and lets nothing impossible through', () => {
    for (const { file } of fixturesOf(id)) {
      fc.assert(
        fc.property(mutations(file.payload), broken => {
          for (const read of readersOf(source)) expectHarmless(read(broken));
        }),
        { numRuns: 150 },
      );
    }
  });
});
