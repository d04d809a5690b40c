import { describe, expect, it } from 'vitest';
import { toHistoryCsv, toHistoryJson } from '../../../lib/format/history-export.ts';
import type { History } from '../../../lib/model/history.ts';

const minute = 60_000;
const midnight = Date.UTC(2026, 1, 12);
const from = midnight - minute;

const history: History = {
  base: 'BTC',
  from,
  to: midnight + minute,
  stepMs: minute,
  times: [from, midnight],
  price: [67_460.5, null],
  longUsd: [0, null],
  shortUsd: [12.34, null],
  heard: [0.5, 0],
  interestUsd: [null, 2e9],
  interestCoins: [null, 30_000],
  funding8h: [-0.00012, null],
  fear: [
    { day: midnight - 86_400_000, value: 11 },
    { day: midnight, value: 5 },
  ],
  phases: [{ phase: 'cascade', from: from - minute, to: midnight }],
  venues: [{ venue: 'gate', name: 'Gate', share: 0.25, sampled: false, spans: [[from, from + minute / 2]] }],
  sources: { price: 'made' },
};

describe('a history as comma-separated values', () => {
  it('has a row for each step, units in its head, and an empty cell where nothing is known', () => {
    expect(toHistoryCsv(history)).toBe(
      [
        'time_utc,coverage_share,price_usd,long_liquidations_usd,short_liquidations_usd,open_interest_usd,open_interest_coins,funding_fraction_per_8h,fear_greed_index,phase',
        '2026-02-11T23:59:00.000Z,0.5,67460.5,0,12.34,,,-0.00012,11,cascade',
        '2026-02-12T00:00:00.000Z,0,,,,2000000000,30000,,5,',
        '',
      ].join('\r\n'),
    );
  });

  it('is a head alone where there are no steps', () => {
    const csv = toHistoryCsv({ ...history, times: [] });
    expect(csv.split('\r\n')).toHaveLength(2);
  });
});

describe('a history as JSON', () => {
  it('says what it is of, where it comes from, and null where nothing is known', () => {
    expect(JSON.parse(toHistoryJson(history))).toEqual({
      coin: 'BTC',
      from: '2026-02-11T23:59:00.000Z',
      to: '2026-02-12T00:01:00.000Z',
      stepMs: minute,
      sources: { price: 'made' },
      venues: history.venues,
      rows: [
        {
          time_utc: '2026-02-11T23:59:00.000Z',
          coverage_share: 0.5,
          price_usd: 67_460.5,
          long_liquidations_usd: 0,
          short_liquidations_usd: 12.34,
          open_interest_usd: null,
          open_interest_coins: null,
          funding_fraction_per_8h: -0.00012,
          fear_greed_index: 11,
          phase: 'cascade',
        },
        {
          time_utc: '2026-02-12T00:00:00.000Z',
          coverage_share: 0,
          price_usd: null,
          long_liquidations_usd: null,
          short_liquidations_usd: null,
          open_interest_usd: 2e9,
          open_interest_coins: 30_000,
          funding_fraction_per_8h: null,
          fear_greed_index: 5,
          phase: null,
        },
      ],
    });
  });

  it('calls an empty coin all of them', () => {
    expect(JSON.parse(toHistoryJson({ ...history, base: '' }))).toMatchObject({ coin: 'all' });
  });
});
