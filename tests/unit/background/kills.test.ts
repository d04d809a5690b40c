import { afterEach, expect, test, vi } from 'vitest';
import { createRandom } from '../../market/seeded.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { sentSum } from '../../market/truth.ts';
import { createSurroundings } from './mortal-core.ts';
import { accountOf, bookedCents, heardMs, heardOf, sentOn, streams } from '../../support/accounts.ts';

const kills = 150;
const minuteMs = 60_000;
const barMs = 5 * minuteMs;
const dayMs = 24 * 60 * minuteMs;

afterEach(() => {
  vi.unstubAllEnvs();
});

test('killed 150 times in a cascade, the background ends with every order of the time it claims, once, and with all of Gate', async () => {
  // query-core warns in development when the timers of a new life take the place of the old ones.
  vi.stubEnv('NODE_ENV', 'production');
  const random = createRandom(20260311);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low));
  const ledger = createLedger('cascade');
  const startedAt = ledger.t0 + 90_000;
  const { market, clock, afterTurns, live, read } = createSurroundings(ledger, startedAt);
  let deaths = 0;
  let aliveMs = 0;

  for (let life = live(random); deaths < kills; life = live(random)) {
    const bornAt = clock.now();
    await clock.advance(random() < 0.4 ? between(0, 400) : between(400, 18_000));
    afterTurns(between(1, 60), () => life.kill());
    while (life.isAlive) await clock.advance(between(1, 30));
    deaths += 1;
    aliveMs += clock.now() - bornAt;
    // Time without anybody to listen.
    await clock.advance(between(0, 1_500));
  }
  const last = live(random);
  await clock.advance(60_000);
  const at = clock.now();
  const snapshot = (await last.core).snapshot(undefined);
  last.kill();
  const stored = await read();
  console.log((at-startedAt)/1000, aliveMs/1000, last.errors, stored.events.length);

  expect(market.log.violations).toEqual([]);
  const boards = new Map(ledger.markets.map(({ symbol, board, venue }) => [`${venue} ${symbol}`, board] as const));
  for (const stream of streams) {
    const sent = sentOn(ledger, stream, startedAt - dayMs, at);
    const account = accountOf(stored, stream, sent, symbol => boards.get(`${stream.venue} ${symbol}`) ?? '');
    console.log(stream, account.claimed, account.missing.length, account.extra.length, heardMs(account.heard, startedAt, at)/1000, account.heard.length);
    expect(account.missing, `${stream.stream}: claimed and not stored`).toEqual([]);
    expect(account.extra, `${stream.stream}: stored and never sent, or twice`).toEqual([]);
  }
  console.log(snapshot.liquidations.market, snapshot.progress);
  const gateHeard = heardOf(stored, { venue: 'gate', stream: 'usdt' });
  console.log(gateHeard, startedAt, at, sentSum(ledger,{venue:'gate', from: Math.ceil((startedAt-dayMs)/barMs)*barMs, to: Math.floor((at-30_000)/minuteMs)*minuteMs}), bookedCents(stored,'gate',Math.ceil((startedAt-dayMs)/barMs)*barMs,Math.floor((at-30_000)/minuteMs)*minuteMs));
}, 120_000);
