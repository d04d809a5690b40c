import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import { openBackstage } from './support/backstage.ts';
import type { Panel } from './support/panel.ts';
import { openStage, pastRead, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

/** Everything that is told from what is stored, without the moment of telling and what follows from it. */
function figuresOf({ prices, liquidations, openInterest, fearGreed, levels, badge }: MarketSnapshot): unknown {
  const money = (totals: MarketSnapshot['liquidations']['market']) =>
    Object.fromEntries(Object.entries(totals).map(([name, { usd, longUsd, shortUsd, venuesHeard, floor }]) => [name, { usd, longUsd, shortUsd, venuesHeard, floor }]));
  return {
    prices,
    liquidations: { market: money(liquidations.market), btc: money(liquidations.coins['BTC'] ?? {}) },
    hours: liquidations.hours.map(({ time, longUsd, shortUsd }) => ({ time, longUsd, shortUsd })),
    openInterest,
    fearGreed,
    levels,
    badge,
  };
}

const gateUrl = 'https://www.gate.com/trade/BTC_USDT';

describe('what survives', () => {
  const profile = mkdtempSync(join(tmpdir(), 'undertow-restart-'));
  let stage: Stage;
  let panel: Panel;

  beforeAll(async () => {
    stage = await openStage({ scenario: 'calm' }, { profile });
    ({ panel } = await stage.run.open(gateUrl));
    await pastRead(stage);
  }, 240_000);
  afterAll(async () => {
    await stage.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('answers with the same figures after the idle worker was stopped', async () => {
    const { market, run } = stage;
    market.fault({ host: '*', kind: 'refuse' });
    for (const kind of ['close-with-code'] as const) market.fault({ host: '*', kind, code: 1006 });
    // Nothing new can come any more; what was under way ends.
    let before = await run.snapshot();
    await until('figures that stand still', async () => {
      const now = await run.snapshot();
      const same = before !== undefined && now !== undefined && JSON.stringify(figuresOf(before)) === JSON.stringify(figuresOf(now));
      before = now;
      return same ? true : undefined;
    }, { everyMs: 1_000 });
    await run.killWorker();
    const after = await run.snapshot();
    expect(after && figuresOf(after)).toEqual(before && figuresOf(before));
    market.clearFaults();
  });
});
