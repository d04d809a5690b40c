import { describe, expect, it } from 'vitest';
import { createFundingJob, readFunding } from '../../../lib/background/funding-log.ts';
import { start } from '../feeds/fake-host.ts';
import { day, hour, minute, venues } from './history-rig.ts';
import { createPartsRig } from './parts-rig.ts';
import type { PartsRig } from './parts-rig.ts';

/** Noon. */
const now = start;

function tell({ parts, time }: PartsRig, rate: number, base = 'BTC'): void {
  const at = time.clock.now();
  const row = { venue: 'okx', symbol: `${base}-SWAP`, base, time: at } as const;
  parts.state.funding.set('okx', new Map([[row.symbol, { ...row, ratePer8h: rate }]]));
  parts.state.openInterest.set('okx', new Map([[row.symbol, { ...row, coins: 1, usd: 80_000 }]]));
}

describe('the log of funding', () => {
  it('keeps one rate for each hour, the last one told in it, over the death of the worker', async () => {
    const rig = createPartsRig(venues);
    tell(rig, 0.0001);
    await createFundingJob(rig.parts, venues).run();
    rig.time.jump(30 * minute);
    tell(rig, -0.000123456789);
    await createFundingJob(rig.parts, venues).run();
    rig.time.jump(2 * hour);
    tell(rig, 0.0002);
    await createFundingJob(rig.parts, venues).run();
    expect(await readFunding(rig.parts, { base: 'BTC', from: now - day, to: now + day })).toEqual([
      [now, -0.000123457],
      [now + 2 * hour, 0.0002],
    ]);
    expect(await readFunding(rig.parts, { base: 'BTC', from: now + 1, to: now + 2 * hour })).toEqual([]);
    expect(await readFunding(rig.parts, { base: 'ETH', from: now - day, to: now + day })).toEqual([]);
  });

  it('keeps a coin that is no longer told, and begins anew after midnight', async () => {
    const rig = createPartsRig(venues);
    const job = createFundingJob(rig.parts, venues);
    tell(rig, 0.0001);
    await job.run();
    rig.time.jump(hour);
    tell(rig, 0.0003, 'ETH');
    await job.run();
    rig.time.jump(12 * hour);
    tell(rig, 0.0004);
    await job.run();
    expect(await readFunding(rig.parts, { base: 'BTC', from: now, to: now + day })).toEqual([
      [now, 0.0001],
      [now + 13 * hour, 0.0004],
    ]);
  });

  it('has let go of a day after 32 of them, and does not take one for another', async () => {
    const rig = createPartsRig(venues);
    const job = createFundingJob(rig.parts, venues);
    tell(rig, 0.0001);
    await job.run();
    expect(await readFunding(rig.parts, { base: 'BTC', from: now + 31 * day, to: now + 33 * day })).toEqual([]);
    rig.time.jump(32 * day);
    tell(rig, 0.0002);
    await job.run();
    const kept = await readFunding(rig.parts, { base: 'BTC', from: now + day, to: now + 33 * day });
    expect(kept).toEqual([[now + 32 * day, 0.0002]]);
    expect(await readFunding(rig.parts, { base: 'BTC', from: now, to: now + day })).toEqual([]);
  });

  it('waits while nobody has told a rate, and leaves out venues that are off', async () => {
    const rig = createPartsRig(venues);
    const job = createFundingJob(rig.parts, venues);
    await expect(job.run()).rejects.toThrow('no funding yet');
    tell(rig, 0.0001);
    rig.parts.state.off = new Set(['okx']);
    await expect(job.run()).rejects.toThrow('no funding yet');
  });

  it('passes over a document that is not its own', async () => {
    const rig = createPartsRig(venues);
    const key = `funding-log/${Math.floor(now / day) % 32}`;
    for (const value of [
      null,
      3,
      { day: Math.floor(now / day) * day },
      { day: Math.floor(now / day) * day, rates: { BTC: 1 } },
    ]) {
      await rig.parts.documents.write(key, value, now);
      expect(await readFunding(rig.parts, { base: 'BTC', from: now - day, to: now })).toEqual([]);
    }
  });
});
