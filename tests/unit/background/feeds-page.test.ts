import { describe, expect, it } from 'vitest';
import { createBook } from '../../../lib/background/book.ts';
import { buildFeedsPage } from '../../../lib/background/feeds-page.ts';
import { createHealthBoard } from '../../../lib/background/health.ts';
import { createKeyedState } from '../../../lib/background/keyed-jobs.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import { streamNames } from '../../../lib/background/socket-service.ts';
import type { StreamLog, StreamMemory } from '../../../lib/background/stream-log.ts';
import type { VenueFeeds } from '../../../lib/model/feeds-page.ts';
import { venueById } from '../../../lib/venues/registry.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 1, 12, 0, 30);
const gate = venueById('gate');
const bybit = venueById('bybit');

function build(memories: Readonly<Record<string, StreamMemory>> = {}) {
  const health = createHealthBoard(() => undefined);
  const book = createBook();
  const state = createMarketState();
  const log: Pick<StreamLog, 'read' | 'stops' | 'since'> = {
    read: id => memories[id],
    stops: () => [],
    since: () => now - 48 * hour,
  };
  const page = () =>
    buildFeedsPage(
      {
        state,
        book,
        health,
        marketTime: { now: () => now, offsetMs: 5, agreed: true, hosts: ['api.gateio.ws'] } as unknown as Parameters<
          typeof buildFeedsPage
        >[0]['marketTime'],
        http: {
          budgets: () => [
            { name: gate.budgets[0]?.name ?? '', host: gate.budgets[0]?.host ?? '', used: 3, limit: 50, windowMs: 1_000 },
            { name: 'alternative-me', host: 'api.alternative.me', used: 1, limit: 30, windowMs: 60_000 },
          ],
        } as unknown as Parameters<typeof buildFeedsPage>[0]['http'],
        progress: new Map([['gate', { venue: 'Gate', stage: '24h', done: 1, total: 2 }]]),
      },
      { venues: [bybit, gate], log: log as StreamLog, hosts: { read: () => [] }, keyed: createKeyedState() },
    );
  const venue = (id: string): VenueFeeds => {
    const found = page().venues.find(each => each.id === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  return { health, book, state, page, venue };
}

describe('the page of feeds', () => {
  it('has for each venue its streams with their kinds, and its own budgets', () => {
    const { health, venue, page } = build();
    health.declare('gate/usdt', 'Gate liquidations, usdt');
    health.declare('gate/backfill', 'Gate past');
    health.declare('gate/prices', 'Gate prices');
    health.declare('bybit/linear', 'Bybit liquidations, linear');
    health.declare('alternative-me/fear-greed', 'Fear & Greed');
    expect(venue('gate').streams.map(({ id, kind }) => [id, kind])).toEqual([
      ['gate/usdt', 'poll'],
      ['gate/backfill', 'history'],
      ['gate/prices', 'request'],
    ]);
    expect(venue('bybit').streams.map(({ kind }) => kind)).toEqual(['socket']);
    expect(venue('gate').budgets[0]).toEqual({
      name: gate.budgets[0]?.name,
      host: 'api.gateio.ws',
      used: 3,
      limit: 50,
      windowMs: 1_000,
    });
    // 600 requests in five seconds, of which we take half.
    expect(venue('bybit').budgets).toEqual([
      { name: bybit.budgets[0]?.name, host: 'api.bybit.com', used: 0, limit: 300, windowMs: 5_000 },
    ]);
    expect(venue('gate').on).toBe(true);
    expect(page().sources.map(({ id, kind }) => [id, kind])).toEqual([['alternative-me/fear-greed', 'request']]);
    expect(page()).toMatchObject({ asOf: now, clock: { agreed: true }, progress: [{ done: 1, total: 2 }] });
  });

  it('has what is remembered of a stream beside how it is now', () => {
    const first = Math.floor(now / hour) - 1;
    const { health, venue } = build({
      'bybit/linear': {
        changes: [],
        hours: [
          [first, 60],
          [first + 1, 60],
        ],
        days: [[Math.floor(first / 24) - 1, 1_440, 24]],
        lastEvent: now - 5,
        lastControl: now - 1,
        lastError: { text: 'closed (1006)', at: now - hour },
      },
    });
    health.declare('bybit/linear', 'Bybit liquidations, linear');
    expect(venue('bybit').streams[0]).toMatchObject({
      state: 'waiting',
      lastEvent: now - 5,
      lastControl: now - 1,
      // Half an hour into the hour: 60 of it and 30 of the one before.
      eventsPerMinute: 1.5,
      usualPerMinute: 1,
      lastError: { text: 'closed (1006)', at: now - hour },
    });
  });

  it('has the last day as heard stretches, silences with their reasons, and a share', () => {
    const { book, venue } = build({
      'bybit/linear': {
        changes: [
          { at: now - 20 * hour, state: 'live', reason: 'listening' },
          { at: now - 6 * hour, state: 'silent', reason: 'connected, but nothing was said' },
          { at: now - 3 * hour, state: 'live', reason: 'listening' },
        ],
        hours: [],
        days: [],
      },
    });
    const heard = [
      { from: now - 24 * hour, to: now - 6 * hour },
      { from: now - 3 * hour, to: now },
    ];
    book.replaceCoverage(
      streamNames(bybit).map(stream => ({ venue: 'bybit', stream, layer: 'fine', source: 'events', intervals: heard })),
    );
    expect(venue('bybit').coverage24h).toBeCloseTo(21 / 24, 12);
    expect(venue('bybit').heard).toEqual(heard);
    expect(venue('bybit').silences).toEqual([
      { from: now - 6 * hour, to: now - 3 * hour, reason: 'connected, but nothing was said' },
    ]);
  });

  it('says of a venue that is off that it was switched off, and keeps what was heard of it', () => {
    const { health, state, venue } = build();
    health.declare('bybit/linear', 'Bybit liquidations, linear');
    health.report('bybit/linear', { state: 'live', reason: 'listening' });
    state.off = new Set(['bybit']);
    expect(venue('bybit')).toMatchObject({ on: false, streams: [{ state: 'resting', reason: 'switched off' }] });
  });
});
