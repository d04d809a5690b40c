import { describe, expect, it } from 'vitest';
import { composeNarrative } from '../../../lib/format/narrative.ts';
import type { NarrativeInput } from '../../../lib/format/narrative.ts';
import type { CoinReading } from '../../../lib/model/engine.ts';
import { emptySnapshot, referenceSnapshot } from '../../fixtures/snapshots.ts';

const { engine } = referenceSnapshot;
if (engine === undefined) throw new Error('no engine');
const input: NarrativeInput = { snapshot: referenceSnapshot, reading: engine.market, engine, base: undefined };
const tell = (change: Partial<NarrativeInput> = {}) => composeNarrative({ ...input, ...change });
const reading = (change: Partial<CoinReading>): CoinReading => ({ ...engine.market, ...change });

describe('the narrative', () => {
  it('tells the reference day in three sentences, with floors, estimates and the time', () => {
    expect(tell()).toEqual([
      'As of 12 Feb, 00:30 UTC, BTC is at $67,460 (−1.69% in 24 hours), and ≥\u202f$237M of longs and ≥\u202f$75M of shorts in all coins were liquidated in that time (3 of 3 venues, 97% of the time heard).',
      'The phase is deleveraging since 11 Feb, 10:30 UTC (leverage clearing); open interest moved −4.4% in 24 hours and −34% in 30 days in dollars, and −2.1% in 24 hours at constant prices; each liquidation set off 0.3 to 0.5 more on average (R).',
      'The nearest levels are $70,000 (broken) above and $65,000 (reclaimed) below, with ≈ $800M of longs estimated to be liquidated on the way down to it; the evidence puts ≈ 62% of the fall down to leverage; 86% of 100 large coins fell; Fear & Greed is at 5 (extreme fear).',
    ]);
  });

  it('tells of one coin by its own figures', () => {
    const [what, state] = tell({ base: 'BTC' });
    expect(what).toContain('≥\u202f$88M of longs and ≥\u202f$27M of shorts in BTC');
    expect(state).toContain('open interest moved −3.1% in 24 hours and −29% in 30 days in dollars, and −1.4% in 24 hours in BTC');
  });

  it('says of what its sentences are about that it is not known, and why', () => {
    expect(
      composeNarrative({
        snapshot: emptySnapshot,
        reading: reading({
          phase: { unknown: 'noPriceRecorded' },
          branching: { unknown: 'notFalling' },
          why: { unknown: 'noChange' },
        }),
        engine: undefined,
        base: undefined,
      }),
    ).toEqual([
      'As of 12 Feb, 00:30 UTC, the price of BTC is unknown, because nobody has told it yet, and liquidations of all coins are unknown, because nothing of the time was heard.',
      'The phase is unknown, because no price is recorded; how open interest changed is unknown, because none of a day ago is known.',
      'The levels around BTC are unknown, because its price is not known.',
    ]);
  });

  it('says that a change is not known rather than that nothing changed', () => {
    const prices = { BTC: { usd: 100, at: 0, source: 'x' } };
    expect(tell({ snapshot: { ...referenceSnapshot, prices } })[0]).toContain(
      'BTC is at $100.0 (its change in 24 hours is not known)',
    );
  });

  it('has no floor where nothing can be missing', () => {
    const day = { usd: 0, longUsd: 0, shortUsd: 0, venuesHeard: 1, venuesEnabled: 1, coverage: 1, floor: false };
    const liquidations = { ...referenceSnapshot.liquidations, market: { '24h': day } };
    expect(tell({ snapshot: { ...referenceSnapshot, liquidations } })[0]).toContain(
      '$0 of longs and $0 of shorts in all coins were liquidated in that time (1 of 1 venue, 100% of the time heard)',
    );
  });

  it('gives R without a lower bound as a bound', () => {
    const r = { high: 0.5, raw: 0.4, orders: 30, windowMs: 1, method: 'variance', at: 0 } as const;
    expect(tell({ reading: reading({ branching: r }) })[1]).toContain('each liquidation set off up to 0.5 more on average (R)');
  });

  it('calls the cause of a rise, and one that is not clear', () => {
    const why = {
      change24h: 0.02,
      shares: [{ of: 'spot', share: 0.7, confidence: 0.8 }],
      word: 'spot',
      confidence: 0.8,
      missing: [],
    } as const;
    expect(tell({ reading: reading({ why }) })[2]).toContain('the evidence puts ≈ 70% of the rise down to spot buying');
    expect(tell({ reading: reading({ why: { ...why, word: 'mixed' } }) })[2]).toContain('what made the rise is mixed');
  });

  it('gives no advice and no forecast', () => {
    const said = [tell(), tell({ base: 'BTC' }), tell({ base: 'DOGE' })].flat().join(' ');
    expect(said).not.toMatch(/\b(?:buy|sell|should|will|expect|target|likely|recommend|safe|bottom|opportunity)\b/iu);
  });
});
