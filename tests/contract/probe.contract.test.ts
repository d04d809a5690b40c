import { beforeAll, describe, expect, it } from 'vitest';
import type { SocketConstructor } from '../../lib/feeds/connection.ts';
import { createHttpClient } from '../../lib/feeds/http.ts';
import { createMarketTime } from '../../lib/feeds/market-time.ts';
import { otherMarketIds } from '../../lib/engine/other-markets.ts';
import { coinLists, holderSources, marketSources } from '../../lib/sources/registry.ts';
import { venues } from '../../lib/venues/registry.ts';
import { askSource, askVenue } from '../../scripts/probe/ask.ts';
import type { Finding } from '../../scripts/probe/finding.ts';
import { listenToVenue } from '../../scripts/probe/listen.ts';
import { createManualClock } from '../market/clock.ts';
import { createMarket } from '../market/market.ts';
import { createMemoryTransport } from '../market/memory-transport.ts';
import { createLedger } from '../market/scenarios/registry.ts';

const listenMs = 120_000;
let findings: readonly Finding[];
let violations: readonly unknown[];

beforeAll(async () => {
  const ledger = createLedger('calm');
  // Frames are unpacked by the platform, outside of the manual clock.
  const clock = createManualClock(ledger.t0, async () => {
    for (let turn = 0; turn < 8; turn += 1) await new Promise(resolve => setImmediate(resolve));
  });
  const market = createMarket({ ledger, clock });
  const transport = createMemoryTransport(market);
  const local = { now: () => clock.now(), monotonic: () => clock.now() };
  const running = new Map<number, () => void>();
  let lastId = 0;
  const timers = {
    set(run: () => void, ms: number) {
      running.set(++lastId, clock.after(ms, run));
      return lastId;
    },
    clear: (handle: unknown) => running.get(Number(handle))?.(),
  };
  const marketTime = createMarketTime({ clock: local });
  const budgets = [...venues, ...coinLists, ...holderSources, ...marketSources].flatMap(each => each.budgets);
  const http = createHttpClient({
    fetch: transport.fetch,
    clock: local,
    timers,
    marketTime,
    budgets,
    hosts: { read: async () => ({}), write: async () => undefined },
    isOnline: () => true,
    allowedHosts: budgets.map(({ host }) => host),
  });
  const all = Promise.all([
    ...[...coinLists, ...holderSources].map(async source => [await askSource(source, [source.request], http)]),
    ...marketSources.map(async source => [await askSource(source, source.requests(otherMarketIds, marketTime.now()), http)]),
    ...venues.map(async venue => {
      const asked = await askVenue(venue, http, () => marketTime.now());
      const { instruments } = asked;
      const heard = await listenToVenue({
        venue,
        instruments,
        forMs: listenMs,
        WebSocket: transport.WebSocket as unknown as SocketConstructor,
        clock: local,
        timers,
        marketTime,
      });
      return [...asked.findings, ...heard];
    }),
  ]);
  let isDone = false;
  void all.finally(() => {
    isDone = true;
  });
  for (let second = 0; second < 600 && !isDone; second += 1) await clock.advance(1_000);
  findings = (await all).flat();
  violations = market.log.violations;
}, 120_000);

describe('the probe, on the simulated market', () => {
  it('finds every endpoint and stream of every venue as we read it', () => {
    const odd = findings.filter(({ verdict }) => verdict !== 'ok');
    // An hour of a quiet market may have had no forced order: an empty history is silence, and not drift.
    expect(odd.filter(({ what, verdict }) => !(verdict === 'silent' && /^(history|poll)/.test(what)))).toEqual([]);
    const names = [...venues, ...coinLists, ...holderSources, ...marketSources].map(({ id }) => id);
    expect(new Set(findings.map(({ venue }) => venue))).toEqual(new Set<string>(names));
    expect(findings.length).toBeGreaterThan(venues.length * 4);
  });

  it('asks nothing that a host refuses', () => {
    expect(violations).toEqual([]);
  });
});
