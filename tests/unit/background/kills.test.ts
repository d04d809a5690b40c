import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { createRandom } from '../../market/seeded.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import type { MarketLog } from '../../market/log.ts';
import type { Ledger } from '../../market/world.ts';
import { accountOf, bookedCents, heardMs, sentOn, streams } from '../../support/accounts.ts';
import type { Account, StoredRows } from '../../support/accounts.ts';
import { createSurroundings } from './mortal-core.ts';

const kills = 80;
const minuteMs = 60_000;
const barMs = 5 * minuteMs;
/** Histories are read from the half hour on in which the day began. */
const halfHourMs = 30 * minuteMs;
const dayMs = 24 * 60 * minuteMs;

/** What is left of a cascade through which the background died again and again. */
interface Aftermath {
  readonly ledger: Ledger;
  readonly log: MarketLog;
  /** Market time, ms. */
  readonly startedAt: number;
  readonly at: number;
  /** Time during which some life was at work. */
  readonly aliveMs: number;
  readonly errors: readonly string[];
  readonly snapshot: MarketSnapshot;
  readonly stored: StoredRows;
  account(stream: (typeof streams)[number]): Account;
}

async function liveAndDie(seed: number): Promise<Aftermath> {
  const random = createRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low));
  const ledger = createLedger('cascade');
  const startedAt = ledger.t0 + 90_000;
  const { market, clock, afterTurns, live, read } = createSurroundings(ledger, startedAt);
  const errors: string[] = [];
  let aliveMs = 0;

  for (let deaths = 0; deaths < kills; deaths += 1) {
    const life = live(random);
    const bornAt = clock.now();
    // A third dies at its start, the others in the middle of their work.
    const diesEarly = random() < 0.34;
    if (!diesEarly) await clock.advance(between(400, 12_000));
    afterTurns(between(1, diesEarly ? 600 : 60), () => life.kill());
    while (life.isAlive) await clock.advance(between(1, 30));
    aliveMs += clock.now() - bornAt;
    errors.push(...life.errors);
    // Time without anybody to listen.
    await clock.advance(between(0, 1_500));
  }
  const last = live(random);
  await clock.advance(minuteMs);
  const at = clock.now();
  const snapshot = (await last.core).snapshot(undefined);
  last.kill();
  errors.push(...last.errors);
  const stored = await read();
  const boards = new Map(ledger.markets.map(({ symbol, board, venue }) => [`${venue} ${symbol}`, board] as const));
  return {
    ledger,
    log: market.log,
    startedAt,
    at,
    aliveMs,
    errors,
    snapshot,
    stored,
    account: stream =>
      accountOf(stored, stream, sentOn(ledger, stream, startedAt - dayMs - halfHourMs, at), {
        boardOf: symbol => boards.get(`${stream.venue} ${symbol}`) ?? '',
      }),
  };
}

describe(`a background that was killed ${String(kills)} times in a cascade`, () => {
  let after: Aftermath;
  beforeAll(async () => {
    // In development query-core warns when the timers of a new life take the place of the old ones.
    vi.stubEnv('NODE_ENV', 'production');
    after = await liveAndDie(20_260_311);
  }, 300_000);
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it.each(streams)('has stored every order of the time that it claims to have heard of $venue $stream', stream => {
    const { missing, claimed } = after.account(stream);
    expect(missing).toEqual([]);
    if (stream.isSmall !== true) expect(claimed).toBeGreaterThan(0);
  });

  it.each(streams)('has stored no order of $venue $stream twice, and none that was never sent', stream => {
    expect(after.account(stream).extra).toEqual([]);
  });

  it('claims a good part of the time in which it lived', () => {
    const [merged, linear] = streams.map(
      stream => heardMs(after.account(stream).heard, after.startedAt, after.at) / after.aliveMs,
    );
    expect(merged).toBeGreaterThan(0.3);
    expect(linear).toBeGreaterThan(0.3);
  });

  it('has heard Gate without a gap since its first start: polls and bars fill what was missed', () => {
    const since = Math.floor(after.startedAt / barMs) * barMs;
    for (const stream of streams.filter(({ venue }) => venue === 'gate')) {
      const { heard } = after.account(stream);
      expect(heard).toHaveLength(1);
      expect(heard[0]?.from).toBe(since);
      expect(heard[0]?.to).toBeGreaterThan(after.at - 30_000);
    }
    expect(after.snapshot.progress).toEqual([]);
  });

  it('has a day of Gate in its books to the cent', () => {
    const { ledger, stored, startedAt, at } = after;
    // Bars of the day before the first start, orders since; up to the last whole minute that polls have reached.
    // The first bar of the day may have left it while the venues were asked what coins there are.
    const from = (Math.ceil((startedAt - dayMs) / barMs) + 1) * barMs;
    const to = Math.floor((at - 30_000) / minuteMs) * minuteMs;
    const sent = streams.flatMap(stream => (stream.venue === 'gate' ? sentOn(ledger, stream, from, to) : []));
    expect(bookedCents(stored, 'gate', from, to)).toBe(sum(sent));
  });

  it('shows a 24h total that is what was sent, each order once', () => {
    const { ledger, stored, startedAt, at, snapshot } = after;
    // Gate's bars end where its orders begin; of the orders of streams and histories, what is stored is what was sent: see above.
    const first = Math.ceil((at - dayMs) / barMs) * barMs;
    const join = Math.floor(startedAt / barMs) * barMs;
    const bars = streams.flatMap(stream => (stream.venue === 'gate' ? sentOn(ledger, stream, first, join) : []));
    // A minute that began before the day is left out whole.
    const since = Math.ceil((at - dayMs) / minuteMs) * minuteMs;
    const orders = stored.orders.filter(({ venue, time }) => time >= (venue === 'gate' ? join : since) && time < at);
    expect(Math.round((snapshot.liquidations.market['24h']?.usd ?? 0) * 100)).toBe(sum(bars) + sum(orders));
  });

  it('has asked nothing that a venue forbids, and met no error of its own making', () => {
    expect(after.log.violations).toEqual([]);
    expect(after.errors).toEqual([]);
  });
});

function sum(orders: readonly { readonly cents: number }[]): number {
  return orders.reduce((cents, order) => cents + order.cents, 0);
}
