import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../market/seeded.ts';
import { accountOf, bookedCents, heardMs, heardOf, sentOn, type StoredRows, streams, toldLate } from '../support/accounts.ts';
import { type Backstage, openBackstage } from './support/backstage.ts';
import { openFeedList } from './support/feed-list.ts';
import type { Panel } from './support/panel.ts';
import { dollars } from './support/spelling.ts';
import { openStage, type Stage } from './support/stage.ts';
import { readCoverage, readStored } from './support/stored.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const kills = 50;
const minuteMs = 60_000;
const barMs = 5 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
/** Histories bring orders of a day and the half hour before. */
const pastMs = 25 * 60 * minuteMs;

let stage: Stage;
let panel: Panel;
let backstage: Backstage;
let stored: StoredRows;
/** Market time of the last kill, and of the reading of the store. */
let killedUntil = 0;
let readAt = 0;

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Wakes the worker, and does not wait for the answer. */
const wake = () =>
  backstage.run(
    `void chrome.runtime.sendMessage({ id: 1, type: 'snapshot.read', data: {}, timestamp: 0 }).catch(() => undefined); return null`,
  );

beforeAll(async () => {
  const random = createRandom(50);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low));
  // At the height of the fall: dozens of forced orders a second.
  stage = await openStage({ scenario: 'cascade', at: 'cascade+100s' });
  const { market, run } = stage;
  ({ panel } = await run.open('https://www.gate.com/trade/BTC_USDT'));
  backstage = await openBackstage(run);
  const feeds = await openFeedList(run);
  await feeds.waitFor('Bybit liquidations, linear', / live listening/);
  await feeds.page.close();

  for (let done = 0; done < kills; done += 1) {
    await wake();
    const kind = random();
    // Many die while they start, most in the middle of their work, some after they had time to claim.
    await pause(kind < 0.4 ? between(0, 400) : kind < 0.85 ? between(400, 2_000) : between(4_500, 7_000));
    await run.killWorker();
  }
  killedUntil = market.clock.now();
  await wake();
  await until(
    'Gate to be read up to now',
    async () => {
      const coverage = await readCoverage(backstage.run);
      const gate = streams.filter(({ venue }) => venue === 'gate');
      const bars = coverage.filter(row => row.venue === 'gate' && row.layer === 'fine' && row.source === 'bars');
      const isHealed = gate.every(stream => (heardOf({ coverage }, stream).at(-1)?.to ?? 0) > killedUntil);
      return (bars.length === gate.length && isHealed) || undefined;
    },
    { timeoutMs: 180_000, everyMs: 1_000 },
  );
  // Nothing moves any more, so that what is shown and what is stored are of one moment.
  market.fault({ host: '*', kind: 'refuse' });
  for (const connection of market.connections()) connection.end(1_006, '');
  let count = -1;
  stored = await until(
    'the store to be still',
    async () => {
      const rows = await readStored(backstage.run);
      const isStill = rows.orders.length === count;
      count = rows.orders.length;
      return isStill ? rows : undefined;
    },
    { everyMs: 2_000 },
  );
  readAt = market.clock.now();
});
afterAll(() => stage.close());

describe(`a worker that was killed ${String(kills)} times in a cascade`, () => {
  const account = (stream: (typeof streams)[number]) => {
    const { ledger, startedAt, log } = stage.market;
    const boards = new Map(ledger.markets.map(({ symbol, board, venue }) => [`${venue} ${symbol}`, board] as const));
    const boardOf = (symbol: string) => boards.get(`${stream.venue} ${symbol}`) ?? '';
    return accountOf(stored, stream, sentOn(ledger, stream, startedAt - pastMs, readAt), {
      boardOf,
      late: toldLate(log.connections, 1_500),
    });
  };

  it.each(streams)(
    'has stored every order of the time that it claims to have heard of $venue $stream, and none twice',
    stream => {
      const { missing, extra, claimed } = account(stream);
      expect(missing).toEqual([]);
      expect(extra).toEqual([]);
      // Coin-margined boards are small, and a run may see a handful of their orders; the others tell their story by hundreds.
      if (!['inverse', 'btc'].includes(stream.stream) && stream.isSmall !== true) expect(claimed).toBeGreaterThan(20);
    },
  );

  it('does not claim the time in which it was dead', () => {
    for (const stream of streams.filter(({ venue }) => venue !== 'gate')) {
      const share =
        heardMs(heardOf(stored, stream), stage.market.startedAt, killedUntil) / (killedUntil - stage.market.startedAt);
      expect(share).toBeLessThan(0.9);
    }
  });

  it('has all of Gate to the cent: polls and bars heal what was missed', () => {
    const { ledger, startedAt } = stage.market;
    const join = Math.floor(startedAt / barMs) * barMs;
    for (const stream of streams.filter(({ venue }) => venue === 'gate')) {
      const heard = heardOf(stored, stream);
      expect(heard).toHaveLength(1);
      expect(heard[0]?.from).toBeLessThanOrEqual(join + barMs);
      expect(heard[0]?.to).toBeGreaterThan(killedUntil);
    }
    const from = Math.ceil((startedAt - dayMs) / barMs) * barMs + barMs;
    const to = Math.floor(killedUntil / minuteMs) * minuteMs;
    const sent = streams.flatMap(stream => (stream.venue === 'gate' ? sentOn(ledger, stream, from, to) : []));
    expect(bookedCents(stored, 'gate', from, to)).toBe(sum(sent));
  });

  it('shows a 24h total that is what was sent and heard, each order once', async () => {
    const { ledger } = stage.market;
    // A minute leaves the day while this is looked at, and then the figures of the next one are to agree.
    await until('a total that agrees', async () => {
      const snapshot = await stage.run.snapshot();
      if (snapshot === undefined) return undefined;
      const join = heardOf(stored, { venue: 'gate', stream: 'usdt' })[0]?.from ?? 0;
      const first = Math.ceil((snapshot.asOf - dayMs) / barMs) * barMs;
      const bars = streams.flatMap(stream => (stream.venue === 'gate' ? sentOn(ledger, stream, first, join) : []));
      // Of the other venues orders of the whole day are stored; a minute that began before it is left out.
      const since = Math.ceil((snapshot.asOf - dayMs) / minuteMs) * minuteMs;
      const orders = stored.orders.filter(({ venue, time }) => time >= (venue === 'gate' ? join : since));
      const cents = sum(bars) + sum(orders);
      expect(Math.round((snapshot.liquidations.market['24h']?.usd ?? 0) * 100)).toBe(cents);
      expect(await panel.text()).toContain(dollars(cents));
      return true;
    });
  });

  it('has asked nothing that a venue forbids', () => {
    expect(violationsOf(stage.market)).toEqual([]);
  });
});

function sum(orders: readonly { readonly cents: number }[]): number {
  return orders.reduce((cents, order) => cents + order.cents, 0);
}
