import { describe, expect, it } from 'vitest';
import { fullestMinutes, hostShares } from '../../bench/host-shares.ts';
import { json, type BudgetRule, type Provider } from '../../market/provider.ts';

const calls: BudgetRule = { name: 'calls', limit: 10, windowMs: 1_000 };
const each: BudgetRule = { name: 'each', limit: 4, windowMs: 60_000, perRoute: true };
const route = (path: string, budget?: BudgetRule) => ({ path, query: {}, ...(budget && { budget }), answer: () => json({}) });
const provider: Provider = {
  name: 'made',
  hosts: ['api.example'],
  routes: [route('/a', calls), route('/b/:symbol', calls), route('/c', each), route('/d', each), route('/free')],
  sockets: [],
  refuse: () => json({}, 400),
};

const sent = (path: string, time: number, weight = 1) => ({ host: 'api.example', method: 'GET', path, time, weight });

describe('the share of half a limit', () => {
  it('is that of the fullest window, wherever it begins, over all paths that draw from it', () => {
    // 2 and 1 and 1 within [900, 1900): 4 of 5. The request at 1900 is in the next window.
    const requests = [sent('/a', 0), sent('/a', 900, 2), sent('/b/X', 1_000), sent('/b/Y', 1_899), sent('/a', 1_900)];
    expect(hostShares(requests, [provider])).toEqual([{ host: 'api.example', rule: 'calls', used: 4, share: 0.8 }]);
  });

  it('is counted for each path by itself where the host does, fullest first', () => {
    const requests = [sent('/c', 0), sent('/d', 1), sent('/d', 2), sent('/d', 59_000)];
    expect(hostShares(requests, [provider]).map(({ used, share }) => [used, share])).toEqual([
      [3, 1.5],
      [1, 0.5],
    ]);
  });

  it('does not depend on the order in which requests stand in the log', () => {
    const requests = [sent('/a', 1_500), sent('/a', 0), sent('/a', 600)];
    expect(hostShares(requests, [provider])[0]?.used).toBe(2);
  });

  it('leaves out hosts, methods and paths without a limit', () => {
    const requests = [sent('/free', 0), { ...sent('/a', 0), host: 'other.example' }, { ...sent('/a', 0), method: 'POST' }];
    expect(hostShares(requests, [provider])).toEqual([]);
  });
});

describe('the fullest minute', () => {
  it('counts requests of each host, most first', () => {
    const requests = [0, 30_000, 59_999, 60_000].map(time => ({ host: 'a.example', time }));
    expect(fullestMinutes([...requests, { host: 'b.example', time: 0 }])).toEqual([
      { host: 'a.example', count: 3 },
      { host: 'b.example', count: 1 },
    ]);
  });
});
