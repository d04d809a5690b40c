import { describe, expect, it } from 'vitest';
import { createCoinEngine } from '../../../lib/engine/coin-engine.ts';

const start = Date.UTC(2026, 1, 12);
const hour = 3_600_000;

describe('the phase of a coin of which little is known', () => {
  it('is not called calm by a price alone, nor by forced orders of an hour', () => {
    const engine = createCoinEngine({ base: 'BTC' });
    engine.push({ type: 'price', time: start, base: 'BTC', usd: 60_000 });
    engine.step(start + 10_000);
    expect(engine.reading(start + 10_000).phase).toEqual({ unknown: 'its past is unread' });
    engine.push({ type: 'liquidation', time: start + 20_000, base: 'BTC', position: 'long', usd: 1_000, venue: 'okx' });
    engine.step(start + 30_000);
    expect(engine.reading(start + 30_000).phase).toEqual({ unknown: 'its past is unread' });
  });

  it('is called calm once the prices of a day and more say so', () => {
    const engine = createCoinEngine({ base: 'BTC' });
    for (let back = 40; back >= 1; back -= 1) {
      const price = 60_000 + (back % 2) * 30;
      engine.push({
        type: 'bar',
        time: start - back * hour,
        intervalMs: hour,
        base: 'BTC',
        open: price,
        high: price + 20,
        low: price - 20,
        close: price,
      });
    }
    while (engine.step(start) !== undefined);
    expect(engine.reading(start).phase).toMatchObject({ phase: 'calm' });
  });
});
