import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../market/clock.ts';
import { createMarket } from '../../market/market.ts';
import { createMemoryTransport } from '../../market/memory-transport.ts';
import { json, type Provider } from '../../market/provider.ts';
import { t0, tinyLedger } from './tiny-ledger.ts';

const budget = { name: 'questions', limit: 30, windowMs: 60_000 };

/** A host that reads its questions from what is posted, as Hyperliquid's `/info` does. */
const host: Provider = {
  name: 'asked by post',
  hosts: ['ask.example'],
  routes: [
    {
      method: 'POST',
      path: '/info',
      query: {},
      budget,
      weight: (_query, body) => (body?.includes('heavy') === true ? 20 : 2),
      answer: ({ request: { body } }) => json({ heard: body }),
    },
  ],
  sockets: [],
  refuse: ({ kind }) => json({ refused: kind }, 400),
};

function rig() {
  const market = createMarket({ ledger: tinyLedger(), clock: createManualClock(t0), providers: [host] });
  const { fetch } = createMemoryTransport(market);
  const post = (body: string) => fetch('https://ask.example/info', { method: 'POST', body });
  return { market, fetch, post };
}

describe('a host that is posted to', () => {
  it('reads the body, and the log keeps it', async () => {
    const { market, post } = rig();
    expect(await (await post('{"type":"light"}')).json()).toEqual({ heard: '{"type":"light"}' });
    expect(market.log.requests).toMatchObject([{ method: 'POST', posted: '{"type":"light"}', weight: 2, status: 200 }]);
    expect(market.log.violations).toEqual([]);
  });

  it('weighs a question by what it asks: one of 20 and five of 2 fill a budget of 30', async () => {
    const { market, post } = rig();
    for (const question of ['heavy', 'a', 'b', 'c', 'd', 'e']) expect((await post(question)).status).toBe(200);
    expect((await post('f')).status).toBe(400);
    expect(market.log.violations).toMatchObject([{ kind: 'over-budget' }]);
  });

  it('refuses to be asked by GET, and to be posted to elsewhere', async () => {
    const { market, fetch } = rig();
    expect((await fetch('https://ask.example/info')).status).toBe(400);
    expect((await fetch('https://ask.example/other', { method: 'POST', body: '{}' })).status).toBe(400);
    expect(market.log.violations).toMatchObject([{ kind: 'method' }, { kind: 'method' }]);
  });
});
