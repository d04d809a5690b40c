import { expect, test } from 'vitest';
import { createRequestLedger } from '../../../lib/feeds/request-ledger.ts';

const row = { host: 'api.example', bytes: 100, at: 1_000, why: 'prices', error: undefined } as const;

test('counts requests, bytes, failures and reasons by host', () => {
  const ledger = createRequestLedger();
  ledger.record(row);
  ledger.record({ ...row, at: 3_000, why: 'interest', bytes: 50 });
  ledger.record({ ...row, at: 2_000, bytes: 0, error: 'timeout' });
  ledger.record({ ...row, host: 'a.example' });
  expect(ledger.read()).toEqual([
    { host: 'a.example', count: 1, failed: 0, bytes: 100, lastTime: 1_000, whys: { prices: 1 } },
    { host: 'api.example', count: 3, failed: 1, bytes: 150, lastTime: 3_000, whys: { prices: 2, interest: 1 } },
  ]);
});

test('goes on from what was stored', () => {
  const ledger = createRequestLedger();
  ledger.record(row);
  const woken = createRequestLedger(structuredClone(ledger.read()));
  woken.record(row);
  expect(woken.read()[0]).toMatchObject({ count: 2, bytes: 200, whys: { prices: 2 } });
});

test('stays small whatever reasons are given', () => {
  const ledger = createRequestLedger();
  for (let index = 0; index < 1_000; index += 1) ledger.record({ ...row, why: `prices:${String(index)}` });
  const [entry] = ledger.read();
  expect(entry?.count).toBe(1_000);
  expect(Object.keys(entry?.whys ?? {})).toHaveLength(25);
  expect(entry?.whys.other).toBe(976);
});

test('adds what comes over a connection to its host, without another request', () => {
  const ledger = createRequestLedger();
  ledger.record({ ...row, bytes: 0 });
  ledger.received('api.example', 40, 5_000);
  ledger.received('never.opened', 40, 5_000);
  expect(ledger.read()).toEqual([{ host: 'api.example', count: 1, failed: 0, bytes: 40, lastTime: 5_000, whys: { prices: 1 } }]);
});

test('moves with the clock, and forgets when told to', () => {
  const ledger = createRequestLedger();
  ledger.record(row);
  ledger.move(-400);
  expect(ledger.read()[0]?.lastTime).toBe(600);
  ledger.clear();
  expect(ledger.read()).toEqual([]);
});
