import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHealthBoard } from '../../../lib/background/health.ts';
import { createKeyedJobs, createKeyedState, readTotals, restoreKeyed } from '../../../lib/background/keyed-jobs.ts';
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

const market = (base: string) => ({ symbol: `${base}USDT.6`, exchange: '6', base_asset: base, is_perpetual: true });

/** Coinalyze with two coins on one venue, and a bar of each. */
const coinalyzeAnswer = (url: string) =>
  url.includes('future-markets')
    ? [market('BTC'), market('ETH')]
    : [{ symbol: new URL(url).searchParams.get('symbols'), history: [{ t: now / 1000 - 600, l: 5, s: 1 }] }];

function bench(answer: (url: string) => unknown) {
  const asked: FetchPlan<unknown>['request'][] = [];
  const said: unknown[] = [];
  const permits = { granted: true };
  const clock = { now };
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
      const parsed = read(await answer(request.url), now);
      if (parsed.kind === 'events') return { rows: parsed.events, receivedTime: now, rejections: parsed.rejections };
      const [first] = parsed.kind === 'rejected' ? parsed.rejections : [];
      throw new FeedError('rejected', 'open-api-v4.coinglass.com', first?.reason ?? '');
    },
  };
  const changes: string[] = [];
  const health = createHealthBoard(() => changes.push('health'));
  const keyed = createKeyedState();
  const keys = createKeyStore(watched);
  /** The jobs of a worker; each has a memory of its own. */
  const newWorker = () =>
    createKeyedJobs(
      {
        fetchLayer,
        health,
        documents: watched,
        state: createMarketState(),
        changed: what => changes.push(what),
        marketTime: { now: () => clock.now } as Parameters<typeof createKeyedJobs>[0]['marketTime'],
      },
      { keys, keyed, permits: async () => permits.granted },
    );
  const jobs = newWorker();
  const run = async (id: string, from = jobs) => {
    try {
      await from.find(job => job.id === id)?.run();
    } catch (error) {
      said.push(String(error));
    }
  };
  /** All that leaves: figures, health, documents other than the key's own, keys of queries, errors. */
  const leaves = () =>
    JSON.stringify([said, written, health.read(), [...keyed.totals], [...keyed.words], asked.map(({ url, why }) => [url, why])]);
  return { keys, keyed, health, newWorker, run, asked, permits, documents: watched, leaves, said, clock, changes };
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
    made.changes.length = 0;
    await made.run('coinglass/liquidations');
    expect(made.keyed.totals.size).toBe(0);
    // Whoever shows them is told, and no feed is left that would never be asked again.
    expect(made.changes).toContain('feeds');
    expect(made.health.read()).toEqual([]);
    const gone = createKeyedState();
    await restoreKeyed(made.documents, gone);
    expect(gone.totals.size).toBe(0);
  });

  it('are not taken from an earlier version, which kept in words what they are of', async () => {
    await made.documents.write('keyed-totals', { 'coinalyze/BTC': { at: now, scope: 'BTC on 11 venues', windows: {} } }, now);
    const next = createKeyedState();
    await restoreKeyed(made.documents, next);
    expect(next.totals.size).toBe(0);
  });

  it('are asked by Coinalyze one coin at a time, the one that was asked longest ago', async () => {
    made = bench(coinalyzeAnswer);
    await made.keys.write('coinalyze', secret, now);
    await made.run('coinalyze/liquidations');
    await made.run('coinalyze/liquidations');
    expect(made.asked.map(({ url }) => new URL(url).searchParams.get('symbols'))).toEqual([null, 'BTCUSDT.6', 'ETHUSDT.6']);
    expect([...made.keyed.totals.values()].map(({ scope }) => scope)).toEqual([
      { coin: 'BTC', venues: 1 },
      { coin: 'ETH', venues: 1 },
    ]);
  });

  it('are asked by Coinalyze for the list of contracts once a day, however often the worker dies', async () => {
    made = bench(coinalyzeAnswer);
    await made.keys.write('coinalyze', secret, now);
    const lists = () => made.asked.filter(({ url }) => url.includes('future-markets')).length;
    for (const hours of [0, 1, 23]) {
      made.clock.now = now + hours * 3_600_000;
      await made.run('coinalyze/liquidations', made.newWorker());
    }
    expect([lists(), made.asked.length]).toEqual([1, 4]);
    made.clock.now = now + 24 * 3_600_000;
    await made.run('coinalyze/liquidations', made.newWorker());
    expect(lists()).toBe(2);
  });

  it('do not give nothing for 0: an answer without contracts or coins is told as one that is not as documented', async () => {
    made = bench(url =>
      url.includes('future-markets') ? [market('BTC')] : url.includes('coinalyze') ? [] : { code: '0', data: [] },
    );
    for (const source of ['coinalyze', 'coinglass'] as const) {
      await made.keys.write(source, secret, now);
      await made.run(`${source}/liquidations`);
      expect(made.keyed.words.get(source)).toMatch(/not what the documents say(?:: BTC)?$/);
    }
    expect(made.keyed.totals.size).toBe(0);
  });

  it('may be shown for an hour', async () => {
    await made.keys.write('coinglass', secret, now);
    await made.run('coinglass/liquidations');
    expect(readTotals(made.keyed, now + 3_599_999)).toHaveLength(2);
    expect(readTotals(made.keyed, now + 3_600_000)).toEqual([]);
  });

  it('are told to have refused the key, by status or inside of an answer, which is no error of ours to log or to hurry about', async () => {
    const words = /^the key was refused \(401\)/;
    made = bench(() => ({ code: '401', msg: 'Upgrade plan' }));
    await made.keys.write('coinglass', secret, now);
    await made.run('coinglass/liquidations');
    expect(made.keyed.words.get('coinglass')).toMatch(words);
    const failures = made.said.filter(each => String(each).startsWith('Error'));
    expect(failures).toEqual([]);
    made = bench(() => {
      throw new FeedError('blocked', 'api.coinalyze.net', 'status 401', { status: 401, retryAfterMs: 1 });
    });
    await made.keys.write('coinalyze', secret, now);
    await made.run('coinalyze/liquidations');
    expect(made.keyed.words.get('coinalyze')).toMatch(words);
    expect(made.health.read()).toMatchObject([{ id: 'coinalyze/liquidations', state: 'blocked' }]);
  });

  it('leave nothing behind when the key is taken back while the answer is on its way', async () => {
    let arrive: (answer: unknown) => void = () => undefined;
    made = bench(() => new Promise(resolve => (arrive = resolve)));
    await made.keys.write('coinglass', secret, now);
    const running = made.run('coinglass/liquidations');
    await expect.poll(() => made.asked.length).toBe(1);
    await made.keys.write('coinglass', '', now);
    await made.run('coinglass/liquidations');
    arrive(coinglassAnswer);
    await running;
    expect([made.keyed.totals.size, made.keyed.words.size, made.health.read()]).toEqual([0, 0, []]);
    expect(await made.documents.read('keyed-totals')).toBeUndefined();
  });

  it('never make the key leave, even when the provider repeats it', async () => {
    made = bench(() => ({ code: '401', msg: `key ${secret} is not known` }));
    for (const source of ['coinglass', 'coinalyze'] as const) {
      await made.keys.write(source, secret, now);
      await made.run(`${source}/liquidations`);
    }
    expect(made.asked).toHaveLength(2);
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
