import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultCommand } from '../market/faults.ts';
import type { RequestEntry } from '../market/log.ts';
import { type FeedList, openFeedList } from './support/feed-list.ts';
import type { Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const gate = 'api.gateio.ws';
const vision = 'data-api.binance.vision';
const coinbase = 'api.exchange.coinbase.com';
/** Asked every ten seconds, so that a fault is met soon. */
const usdt = 'Gate liquidations, usdt';
const btc = 'Gate liquidations, btc';
const spot = 'Binance spot prices';

/** The next asking may be ten seconds away, and an answer that never comes takes ten more, three times over. */
const meetsItMs = 90_000;

let stage: Stage;
let panel: Panel;
let feeds: FeedList;
/** Everything that the panel showed while hosts failed. */
const shown = new Set<string>();
/** While the worker is dead, and until the panel hears the next one. */
let isDead = false;
let isOver = false;
let watching: Promise<void>;

async function watch(): Promise<void> {
  while (!isOver) {
    const text = (await panel.text()) ?? '(no panel)';
    if (!isDead) shown.add(text);
    await new Promise(resolve => setTimeout(resolve, 300));
  }
}

beforeAll(async () => {
  stage = await openStage({ scenario: 'calm' });
  const opened = await stage.run.open('https://www.gate.com/trade/BTC_USDT');
  ({ panel } = opened);
  feeds = await openFeedList(stage.run);
  for (const name of [usdt, btc, spot, 'Binance liquidations, merged', 'Bybit liquidations, linear'])
    await feeds.waitFor(name, / live /);
  await panel.waitFor(text => text.includes('≥') && /BTC \d/.test(text), 'figures');
  await until('fear and greed', async () => (await stage.run.snapshot())?.fearGreed);
  watching = watch();
});
// A test that fails leaves no fault to the next one.
afterEach(() => stage.market.clearFaults());
afterAll(async () => {
  isOver = true;
  await watching;
  await stage.close();
});

/** Waits until the feeds that are made to fail are live. */
async function live(): Promise<void> {
  for (const name of [usdt, btc, spot]) await feeds.waitFor(name, / live /, meetsItMs);
}

/** Stops the worker, and waits until the panel is at peace with the next one: how soon that starts is not the matter here. */
async function killWorker(): Promise<void> {
  isDead = true;
  await stage.run.killWorker();
  await until('the next worker', () => stage.run.snapshot());
  await panel.waitFor(text => !text.includes('not answering'), 'that it is answered');
  isDead = false;
}

/** Faults that strike at the same time, each with the words that its feed must then have. */
interface Case {
  readonly feed: string;
  readonly fault: FaultCommand;
  readonly words: RegExp;
}

const onUsdt = (fault: Omit<FaultCommand, 'host'>): FaultCommand => ({ host: gate, path: '/usdt/liq_orders', ...fault });
const onBtc = (fault: Omit<FaultCommand, 'host'>): FaultCommand => ({ host: gate, path: '/btc/liq_orders', ...fault });
const onSpot = (fault: Omit<FaultCommand, 'host'>): FaultCommand => ({ host: vision, ...fault });

const waves: readonly (readonly Case[])[] = [
  [
    { feed: usdt, fault: onUsdt({ kind: 'content-type' }), words: /failing a web page came instead of data/ },
    { feed: btc, fault: onBtc({ kind: 'bloat' }), words: /failing the answer was too large to be right/ },
    { feed: spot, fault: onSpot({ kind: 'refuse' }), words: /failing the host cannot be reached/ },
  ],
  [
    { feed: usdt, fault: onUsdt({ kind: 'truncate' }), words: /failing the (host cannot be reached|answer was cut or garbled)/ },
    {
      feed: btc,
      fault: onBtc({ kind: 'redirect', to: 'https://www.gate.com/' }),
      words: /failing the host sent us elsewhere, which is not followed/,
    },
    { feed: spot, fault: onSpot({ kind: 'status', status: 500 }), words: /failing the host answered with an error \(500\)/ },
  ],
  [
    { feed: usdt, fault: onUsdt({ kind: 'stall' }), words: /failing no answer in time/ },
    { feed: btc, fault: onBtc({ kind: 'corrupt' }), words: /failing the answer was cut or garbled/ },
    {
      feed: spot,
      fault: onSpot({ kind: 'schema' }),
      words: /failing the answer was not what the documents say.*, 1 unreadable/,
    },
  ],
];

describe('a host that fails', () => {
  it.each(
    waves.map(cases => ({
      cases,
      names: cases.map(({ fault }) => `${fault.kind}${fault.status === undefined ? '' : ` ${String(fault.status)}`}`).join(', '),
    })),
  )('is told of in words, with the time of its last good answer, while the others go on: $names', async ({ cases }) => {
    await live();
    const before = await stage.run.snapshot();
    for (const { fault } of cases) stage.market.fault(fault);
    const rows = await Promise.all(cases.map(({ feed, words }) => feeds.waitFor(feed, words, meetsItMs)));
    for (const row of rows) expect(row).toMatch(/Last good: 20 May, 09:\d\d UTC/);
    // One source of spot prices stands in for the other.
    const during = await until('the other source', async () => {
      const snapshot = await stage.run.snapshot();
      return snapshot?.prices['BTC']?.source === 'Coinbase' ? snapshot : undefined;
    });
    for (const name of ['Binance liquidations, merged', 'Bybit liquidations, linear', 'Bybit prices', 'Gate prices'])
      await feeds.waitFor(name, / live /);
    stage.market.clearFaults();
    for (const name of ['BTC', 'ETH', 'SOL']) expect(during.prices[name]?.usd).toBeGreaterThan(0);
    // Nothing that was known is lost but the minute or two of 1,440 that left the 24 hours meanwhile.
    const known = before?.liquidations.market['24h']?.usd ?? Infinity;
    expect(during.liquidations.market['24h']?.usd).toBeGreaterThan(known * 0.99);
    expect(during.fearGreed).toEqual(before?.fearGreed);
  });

  it('recovers by itself when the fault is over', async () => {
    await live();
    await feeds.waitFor('Coinbase spot prices', /resting the fallback, not needed now/);
    await until('its prices', async () => (await stage.run.snapshot())?.prices['BTC']?.source === 'Binance' || undefined);
  });
});

describe('a host that asks to be left alone', () => {
  it('is left alone for as long as it asks, also by the next worker, and then asked again', async () => {
    await live();
    const { market } = stage;
    const wait = { kind: 'status', retryAfterSeconds: 10 } as const;
    market.fault({ host: gate, status: 429, ...wait });
    market.fault({ host: vision, status: 418, ...wait });
    await feeds.waitFor(usdt, /failing asked to wait \(429\), again in \d+ s/, meetsItMs);
    await feeds.waitFor(spot, /failing asked to wait \(418\), again in \d+ s/, meetsItMs);
    const told = (host: string) =>
      market.log.requests.findLast(entry => entry.host === host && (entry.status === 429 || entry.status === 418))?.time ?? 0;
    // What was under way beside the one that was refused is refused as well.
    await until('no answer under way', () => market.clock.now() > Math.max(told(gate), told(vision)) + 2_000 || undefined);
    market.clearFaults();
    await killWorker();
    for (const host of [gate, vision]) {
      const next = await until(
        `${host} to be asked again`,
        () => market.log.requests.find(entry => entry.host === host && entry.time > told(host)),
        { timeoutMs: 150_000 },
      );
      expect(next.time - told(host)).toBeGreaterThanOrEqual(10_000);
      expect(next.status).toBe(200);
    }
    expect(violationsOf(market)).toEqual([]);
    await live();
  });
});

describe('a host that refuses where the user is', () => {
  it('is told of as such, and not asked again, not even by the next worker; the last prices stay', async () => {
    await live();
    const { market, run } = stage;
    market.fault({ host: vision, kind: 'status', status: 403 });
    market.fault({ host: coinbase, kind: 'status', status: 451 });
    const isGood = ({ host, path, status }: RequestEntry) => host === vision && path.includes('ticker') && status === 200;
    const { time } = await until('a good answer', () => market.log.requests.findLast(isGood));
    const good = await until('its prices', async () => {
      const snapshot = await run.snapshot();
      return (snapshot?.prices['BTC']?.at ?? 0) > time - 1_500 ? snapshot : undefined;
    });
    expect(await feeds.waitFor(spot, /blocked refused from where you are \(403\)/, meetsItMs)).toContain('Last good: 20 May');
    await feeds.waitFor('Coinbase spot prices', /blocked refused from where you are \(451\)/, meetsItMs);
    const asked = () => market.log.requests.filter(({ host }) => host === vision || host === coinbase).length;
    const before = await run.snapshot();
    const count = asked();
    expect(before?.prices).toEqual(good.prices);
    await killWorker();
    // The price job is due again within ten seconds of its last good answer.
    await until('the next worker to say so', async () => {
      const feed = (await run.snapshot())?.feeds.find(({ id }) => id === 'binance-vision/prices');
      return feed?.state === 'blocked' || undefined;
    });
    expect(asked()).toBe(count);
    expect((await run.snapshot())?.prices).toEqual(before?.prices);
  });
});

describe('the panel, all the while', () => {
  it('never showed a zero or lost a figure', () => {
    expect(shown.size).toBeGreaterThan(10);
    for (const text of shown) {
      expect(text).toMatch(/BTC \d\d,\d{3}/);
      expect(text).toContain('≥');
      expect(text).not.toMatch(/\$0(?![.\d])/);
      expect(text).not.toContain('not answering');
    }
  });
});
