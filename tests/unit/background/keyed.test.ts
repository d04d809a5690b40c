import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHealthBoard } from '../../../lib/background/health.ts';
import { createKeyedJobs, createKeyedState, restoreKeyed } from '../../../lib/background/keyed-jobs.ts';
import { createKeyring } from '../../../lib/background/keyring.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import type { FetchLayer, FetchPlan } from '../../../lib/feeds/fetch-layer.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { createDatabase } from '../../../lib/store/database.ts';
import { createDocumentStore } from '../../../lib/store/documents.ts';
import { createKeyStore } from '../../../lib/store/keys.ts';

const secret = 'kH7-secret-of-the-user-9z';
const now = Date.UTC(2026, 1, 12, 0, 30);
const coinglassAnswer = {
  code: '0',
  data: [
    {
      symbol: 'BTC',
      long_liquidation_usd_1h: 1,
      short_liquidation_usd_1h: 2,
      long_liquidation_usd_24h: 3,
      short_liquidation_usd_24h: 4,
    },
  ],
};

function bench(answer: (url: string) => unknown) {
  const asked: FetchPlan<unknown>['request'][] = [];
  const said: unknown[] = [];
  const permits = { granted: true };
  const documents = createDocumentStore(createDatabase({ platform: { indexedDB: new IDBFactory(), IDBKeyRange } }));
  const written: unknown[] = [];
  const watched = {
    ...documents,
    async write(key: string, value: unknown, at: number) {
      if (!key.startsWith('key/')) written.push([key, value]);
      await documents.write(key, value, at);
    },
  };
  const fetchLayer: FetchLayer = {
    async fetch({ key, request, read }) {
      said.push(key);
      asked.push(request);
      const parsed = read(answer(request.url), now);
      if (parsed.kind === 'events') return { rows: parsed.events, receivedTime: now, rejections: parsed.rejections };
      const [first] = parsed.kind === 'rejected' ? parsed.rejections : [];
      throw new FeedError('rejected', 'open-api-v4.coinglass.com', first?.reason ?? '');
    },
  };
  const health = createHealthBoard(() => undefined);
  const keyed = createKeyedState();
  const keys = createKeyStore(watched);
  const jobs = createKeyedJobs(
    {
      fetchLayer,
      health,
      documents: watched,
      state: createMarketState(),
      changed: () => undefined,
      marketTime: { now: () => now } as Parameters<typeof createKeyedJobs>[0]['marketTime'],
    },
    { keys, keyed, permits: async () => permits.granted },
  );
  const run = async (id: string) => {
    try {
      await jobs.find(job => job.id === id)?.run();
    } catch (error) {
      said.push(String(error));
    }
  };
  /** All that leaves: figures, health, documents other than the key's own, keys of queries, errors. */
  const leaves = () =>
    JSON.stringify([said, written, health.read(), [...keyed.totals], [...keyed.words], asked.map(({ url, why }) => [url, why])]);
  return { keys, keyed, health, jobs, run, asked, permits, documents: watched, leaves, said };
}

describe('providers with a key', () => {
  let made: ReturnType<typeof bench>;
  beforeEach(() => {
    made = bench(() => coinglassAnswer);
  });

  it('are not asked without a key', async () => {
    await made.run('coinglass/liquidations');
    expect(made.asked).toEqual([]);
    expect(made.health.read()).toEqual([]);
  });

  it('are not asked while the browser was not given leave', async () => {
    await made.keys.write('coinglass', secret, now);
    made.permits.granted = false;
    await made.run('coinglass/liquidations');
    expect(made.asked).toEqual([]);
    expect(made.keyed.words.get('coinglass')).toBe('the browser was not given leave to contact it');
  });

  it('give totals beside ours, which outlive the worker and go with the key', async () => {
    await made.keys.write('coinglass', secret, now);
    await made.run('coinglass/liquidations');
    expect(made.asked.map(({ headers }) => headers)).toEqual([{ 'CG-API-KEY': secret }]);
    expect([...made.keyed.totals.values()].map(({ windows }) => windows['24h']?.usd)).toEqual([7, 7]);
    const next = createKeyedState();
    await restoreKeyed(made.documents, next);
    expect(next.totals).toEqual(made.keyed.totals);
    await made.keys.write('coinglass', '', now);
    await made.run('coinglass/liquidations');
    expect(made.keyed.totals.size).toBe(0);
    const gone = createKeyedState();
    await restoreKeyed(made.documents, gone);
    expect(gone.totals.size).toBe(0);
  });

  it('are asked by Coinalyze one coin at a time, the one that was asked longest ago', async () => {
    const market = (base: string) => ({ symbol: `${base}USDT.6`, exchange: '6', base_asset: base, is_perpetual: true });
    made = bench(url => (url.includes('future-markets') ? [market('BTC'), market('ETH')] : []));
    await made.keys.write('coinalyze', secret, now);
    await made.run('coinalyze/liquidations');
    await made.run('coinalyze/liquidations');
    expect(made.asked.map(({ url }) => new URL(url).searchParams.get('symbols'))).toEqual([null, 'BTCUSDT.6', 'ETHUSDT.6']);
    expect([...made.keyed.totals.values()].map(({ scope }) => scope)).toEqual(['BTC on 1 venues', 'ETH on 1 venues']);
  });

  it('never make the key leave, even when the provider repeats it', async () => {
    made = bench(() => ({ code: '401', msg: `key ${secret} is not known` }));
    for (const source of ['coinglass', 'coinalyze'] as const) {
      await made.keys.write(source, secret, now);
      await made.run(`${source}/liquidations`);
    }
    expect(made.asked).toHaveLength(2);
    expect(made.keyed.words.get('coinglass')).toContain('key (your key) is not known');
    expect(made.leaves()).not.toContain(secret);
    made = bench(() => coinglassAnswer);
    await made.keys.write('coinglass', secret, now);
    await made.run('coinglass/liquidations');
    expect(made.leaves()).not.toContain(secret);
  });

  it('are asked at once when a key is put in, which nobody can have back', async () => {
    const deeds: string[] = [];
    const ring = createKeyring({
      keys: made.keys,
      keyed: made.keyed,
      now: () => now,
      lift: async () => void deeds.push('lift'),
      ask: async source => void deeds.push(`ask ${source}`),
      report: () => undefined,
    });
    expect(await ring.state('coinglass')).toEqual({ hasKey: false });
    await ring.write('coinglass', secret);
    expect(deeds).toEqual(['lift', 'ask coinglass']);
    expect(await ring.state('coinglass')).toEqual({ hasKey: true });
  });
});
