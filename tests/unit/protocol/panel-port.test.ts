import { describe, expect, it } from 'vitest';
import type { KeyedTotals } from '../../../lib/model/snapshot.ts';
import { readPanelMessage } from '../../../lib/protocol/panel-port.ts';
import { otherVersion, readOwnMessage } from '../../../lib/protocol/snapshot-message.ts';
import { readSnapshotMessage } from '../../../lib/protocol/snapshot-reader.ts';
import { emptySnapshot, patchySnapshot, referenceSnapshot, smallCoinSnapshot } from '../../fixtures/snapshots.ts';

const sides = { usd: 9, longUsd: 4, shortUsd: 5 };
const keyedTotals: KeyedTotals = {
  source: 'coinalyze',
  name: 'Coinalyze',
  attribution: { text: 'Liquidations: Coinalyze', url: 'https://coinalyze.net/' },
  scope: { coin: 'BTC', venues: 11 },
  windows: { '24h': sides },
  at: 1,
};
const withEstimate = (estimate: object) => ({
  liquidations: {
    ...referenceSnapshot.liquidations,
    market: { '24h': { ...referenceSnapshot.liquidations.market['24h'], venuesSampled: 2, estimate } },
  },
});

describe('what a page may say', () => {
  it('opens with a coin, or without one', () => {
    expect(readPanelMessage({ type: 'panel.open', coin: 'PEPE' })).toEqual({ type: 'panel.open', coin: 'PEPE' });
    expect(readPanelMessage({ type: 'panel.open' })).toEqual({ type: 'panel.open' });
    expect(readPanelMessage({ type: 'panel.coin', coin: 'ETH' })).toEqual({ type: 'panel.coin', coin: 'ETH' });
  });

  it.each([
    undefined,
    null,
    'panel.open',
    [],
    { type: 'sites.switch', id: 'gate', on: true },
    { type: 'panel.open', coin: 'btc' },
    { type: 'panel.open', coin: 5 },
    { type: 'panel.open', coin: 'A'.repeat(16) },
    { type: 'panel.open', coin: '__proto__' },
  ])('is nothing else: %j', message => {
    expect(readPanelMessage(message)).toBeUndefined();
  });
});

describe('what the background may say', () => {
  it.each([referenceSnapshot, smallCoinSnapshot, emptySnapshot, patchySnapshot])('is a whole snapshot', snapshot => {
    const sent: unknown = JSON.parse(JSON.stringify({ type: 'snapshot.full', snapshot }));
    expect(readSnapshotMessage(sent)).toEqual({ type: 'snapshot.full', snapshot });
  });

  it('is whole with funding, estimates and totals of providers with keys, and without', () => {
    const extended = {
      ...referenceSnapshot,
      ...withEstimate(sides),
      funding: { BTC: { ratePer8h: -0.0001, venues: 3, at: 1 } },
      keyed: [keyedTotals],
    };
    expect(readSnapshotMessage({ type: 'snapshot.full', snapshot: extended })).toEqual({
      type: 'snapshot.full',
      snapshot: extended,
    });
    const gone = ['funding', 'keyed', 'fearGreed'];
    expect(readSnapshotMessage({ type: 'snapshot.patch', asOf: 1, changes: {}, gone })).toEqual({
      type: 'snapshot.patch',
      asOf: 1,
      changes: {},
      gone,
    });
    expect(readSnapshotMessage({ type: 'snapshot.patch', asOf: 1, changes: {}, gone: ['prices'] })).toBeUndefined();
  });

  it('is told apart when it comes from another release', () => {
    expect(readSnapshotMessage({ type: 'snapshot.full', snapshot: { ...referenceSnapshot, version: 1 } })).toBe(otherVersion);
  });

  it.each([
    ['a price that is no number', { prices: { BTC: { ...referenceSnapshot.prices['BTC'], usd: '67460' } } }],
    ['a price that is not finite', { prices: { BTC: { ...referenceSnapshot.prices['BTC'], usd: Number.NaN } } }],
    ['an unknown feed state', { feeds: [{ ...referenceSnapshot.feeds[0], state: 'fine' }] }],
    ['more feeds than anybody has', { feeds: Array.from({ length: 257 }, () => referenceSnapshot.feeds[0]) }],
    ['a word of a megabyte', { badge: { ...referenceSnapshot.badge, word: 'x'.repeat(1_000_000) } }],
    [
      'more coins than were asked for',
      { prices: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`C${i}`, referenceSnapshot.prices['BTC']])) },
    ],
    ['hours that are no list', { liquidations: { ...referenceSnapshot.liquidations, hours: {} } }],
    ['a level without reasons', { levels: { BTC: { levels: [{ price: 1, role: 'support' }], at: 1, source: 'x' } } }],
    [
      'a line of points that are no pairs',
      { openInterest: { coins: {}, market: { ...referenceSnapshot.openInterest.market, line: [[1, 2, 3]] } } },
    ],
    ['a list for an object', { clock: [] }],
    ['a phase that is none', { answers: { '': { ...referenceSnapshot.answers[''], phase: 'panic' } } }],
    ['a narrative of four sentences', { answers: { '': { ...referenceSnapshot.answers[''], narrative: ['a', 'b', 'c', 'd'] } } }],
    ['a total in figures instead of words', { front: { ...referenceSnapshot.front, liquidated: { total: 312e6 } } }],
    [
      'a bar of text',
      { front: { ...referenceSnapshot.front, hours: { label: '', bars: [{ long: '1', short: 0, heard: true, tip: '' }] } } },
    ],
    ['an engine without a market', { engine: { ...referenceSnapshot.engine, market: undefined } }],
    ['funding without its time', { funding: { BTC: { ratePer8h: 0.0001, venues: 3 } } }],
    ['an estimate of one side only', withEstimate({ usd: 9, longUsd: 9 })],
    ['totals of a provider that nobody knows', { keyed: [{ ...keyedTotals, source: 'nobody' }] }],
    ['totals of a provider in words', { keyed: [{ ...keyedTotals, windows: { '24h': { ...sides, usd: '9' } } }] }],
  ])('is not a snapshot with %s', (_, wrong) => {
    expect(readSnapshotMessage({ type: 'snapshot.full', snapshot: { ...referenceSnapshot, ...wrong } })).toBeUndefined();
    expect(readSnapshotMessage({ type: 'snapshot.patch', asOf: 1, changes: wrong })).toBeUndefined();
  });

  it('is read by the panel by its kind and version', () => {
    const full = { type: 'snapshot.full', snapshot: referenceSnapshot };
    const patch = { type: 'snapshot.patch', asOf: 5, changes: { badge: referenceSnapshot.badge } };
    expect(readOwnMessage(full)).toBe(full);
    expect(readOwnMessage(patch)).toBe(patch);
    expect(readOwnMessage({ type: 'snapshot.full', snapshot: { ...referenceSnapshot, version: 1 } })).toBe(otherVersion);
    for (const junk of [
      undefined,
      null,
      7,
      'snapshot.full',
      [],
      {},
      { type: 'snapshot.full' },
      { type: 'snapshot.patch', changes: 1 },
    ]) {
      expect(readOwnMessage(junk)).toBeUndefined();
    }
  });

  it('is a patch of known sections', () => {
    const patch = { type: 'snapshot.patch', asOf: 5, changes: { badge: referenceSnapshot.badge }, gone: ['fearGreed'] };
    expect(readSnapshotMessage(patch)).toEqual(patch);
  });

  it.each([
    { type: 'snapshot.patch', asOf: 'now', changes: {} },
    { type: 'snapshot.patch', asOf: 5 },
    { type: 'snapshot.patch', asOf: 5, changes: { version: 1 } },
    { type: 'snapshot.patch', asOf: 5, changes: { asOf: 9 } },
    { type: 'snapshot.patch', asOf: 5, changes: { extra: 1 } },
    { type: 'snapshot.patch', asOf: 5, changes: Object.fromEntries([['__proto__', {}]]) },
    { type: 'snapshot.patch', asOf: 5, changes: { toString: 1 } },
    { type: 'snapshot.patch', asOf: 5, changes: {}, gone: ['prices'] },
    { type: 'other' },
    null,
    7,
  ])('is nothing else: %j', message => {
    expect(readSnapshotMessage(message)).toBeUndefined();
  });
});
