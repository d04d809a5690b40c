import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../lib/model/trade.ts';
import { subscriptions, toShards } from '../../../lib/venues/shards.ts';

const streams = ['a', 'b', 'c', 'd'];

function instrument(symbol: string): Instrument {
  return { venue: 'dydx', symbol, base: symbol, quote: 'USD', kind: 'perp', contract: 'linear', multiplier: 1, board: 'perp' };
}

const symbols = fc.uniqueArray(fc.stringMatching(/^[A-Z]{2,8}$/), { minLength: 1, maxLength: 60 });

describe('contracts that are spread over sockets', () => {
  it('are each taken from one socket, however they are ordered', () => {
    fc.assert(
      fc.property(symbols, fc.boolean(), (names, isReversed) => {
        const shards = toShards((isReversed ? names.toReversed() : names).map(instrument), streams, 100);
        expect(shards.map(({ stream }) => stream)).toEqual(streams);
        expect(shards.flatMap(({ own }) => own.map(({ symbol }) => symbol)).toSorted()).toEqual(names.toSorted());
      }),
    );
  });

  it('stay where they are when another one comes', () => {
    fc.assert(
      fc.property(symbols, names => {
        const before = toShards(names.map(instrument), streams, 100);
        const after = toShards([instrument('NEWCOMERS'), ...names.map(instrument)], streams, 100);
        for (const [place, { own }] of before.entries())
          expect(after[place]?.own.map(({ symbol }) => symbol)).toEqual(expect.arrayContaining(own.map(({ symbol }) => symbol)));
      }),
    );
  });

  it('share bitcoin, or the first, and no socket carries more than it may', () => {
    const many = Array.from({ length: 200 }, (_, place) => instrument(`C${String(place)}`));
    const shards = toShards(many, streams, 20);
    for (const shard of shards) {
      expect(subscriptions(shard).map(({ symbol }) => symbol)).toContain('C0');
      expect(subscriptions(shard).length).toBeLessThanOrEqual(20);
      // The last are left out.
      expect(shard.own.map(({ symbol }) => Number(symbol.slice(1)))).toEqual(
        shard.own.map(({ symbol }) => Number(symbol.slice(1))).toSorted((a, b) => a - b),
      );
    }
  });

  it('share bitcoin wherever it stands', () => {
    for (const shard of toShards([instrument('ETH'), instrument('BTC')], streams, 20)) expect(shard.control.symbol).toBe('BTC');
  });

  it('spread evenly', () => {
    const sizes = toShards(
      Array.from({ length: 1_000 }, (_, place) => instrument(`C${String(place)}-USD`)),
      streams,
      2_000,
    ).map(({ own }) => own.length);
    for (const size of sizes) expect(Math.abs(size - 250)).toBeLessThan(60);
  });

  it('need no socket when there are none', () => {
    expect(toShards([], streams, 10)).toEqual([]);
  });
});
