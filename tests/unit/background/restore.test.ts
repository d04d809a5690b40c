import { beforeAll, expect, it, vi } from 'vitest';
import { toPanelView } from '../../../lib/background/panel-view.ts';
import type { FeedsPage } from '../../../lib/model/feeds-page.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { createRandom } from '../../market/seeded.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { createSurroundings } from './mortal-core.ts';

let before: MarketSnapshot;
let after: MarketSnapshot;
let page: FeedsPage;

beforeAll(async () => {
  // In development query-core warns when the timers of a new life take the place of the old ones.
  vi.stubEnv('NODE_ENV', 'production');
  const ledger = createLedger('calm');
  const { market, clock, live } = createSurroundings(ledger, ledger.t0);
  const random = createRandom(20_260_520);
  const first = live(random);
  // A minute and a quarter: everything was asked for, and the past of open interest is known.
  await clock.advance(75_000);
  market.fault({ host: '*', kind: 'refuse' });
  market.fault({ host: '*', kind: 'close-with-code', code: 1_006 });
  await clock.advance(5_000);
  before = (await first.core).snapshot('DOGE');
  first.kill();
  const second = live(random);
  await clock.advance(0);
  after = (await second.core).snapshot('DOGE');
  page = (await second.core).feeds();
  second.kill();
  vi.unstubAllEnvs();
}, 120_000);

it('knows at once what the life before it knew, without asking anybody', () => {
  expect(after.liquidations).toEqual(before.liquidations);
  expect(after.prices).toEqual(before.prices);
  expect(after.fearGreed).toEqual(before.fearGreed);
  expect(after.levels).toEqual(before.levels);
  expect(after.badge).toEqual(before.badge);
});

it('knows open interest with its changes and its line', () => {
  const rounded = ({ openInterest }: MarketSnapshot): unknown =>
    JSON.parse(
      JSON.stringify(openInterest, (_key, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)),
    );
  expect(before.openInterest.market?.changeUsd30d).toBeDefined();
  expect(before.openInterest.market?.line?.length).toBeGreaterThan(600);
  expect(rounded(after)).toEqual(rounded(before));
});

it('knows when each feed was last good, and blames none that needs not be asked yet', () => {
  const good = ({ feeds }: MarketSnapshot) => feeds.filter(feed => feed.lastGood !== undefined).map(feed => feed.id);
  // Spot prices are asked for again within seconds.
  expect(good(before).filter(id => !good(after).includes(id) && !id.endsWith('/prices'))).toEqual([]);
  expect(after.feeds.find(feed => feed.id === 'alternative-me/fear-greed')).toMatchObject({
    state: 'live',
    reason: 'known from before',
  });
  expect(after.feeds.find(feed => feed.id === 'binance/merged')?.state).toBe('waiting');
});

it('knows the price of a coin that only venues quote', () => {
  expect(before.prices['DOGE']?.usd).toBeGreaterThan(0);
  expect(after.prices['DOGE']).toEqual(before.prices['DOGE']);
});

it('knows what was contacted and for what, and why a stream is not heard', () => {
  const hosts = new Map(page.hosts.map(row => [row.host, row]));
  expect(hosts.get('api.gateio.ws')?.count).toBeGreaterThan(10);
  expect(hosts.get('api.gateio.ws')?.bytes).toBeGreaterThan(10_000);
  // Asked for over https never, and still in the list: it was connected to.
  expect(hosts.get('stream.bybit.com')?.whys.map(([why]) => why)).toEqual(['live']);
  const bybit = page.venues.find(({ id }) => id === 'bybit');
  expect(bybit?.streams.find(({ id }) => id === 'bybit/linear')?.kind).toBe('socket');
  expect(bybit?.silences[0]?.reason).toBe('before Undertow listened');
  expect(page.venues.find(({ id }) => id === 'gate')?.coverage24h).toBeGreaterThan(0);
});

it('sends panels a few kilobytes, however many feeds there are', () => {
  const bytes = (value: unknown) => JSON.stringify(value).length;
  const { lines, ...rest } = toPanelView(after);
  // The lines are drawn ones, of points. The rest is words, of the market and of each coin: some nine kilobytes an answer.
  expect(bytes(rest)).toBeLessThan(35_000);
  expect(bytes(lines)).toBeLessThan(10_000);
  expect(bytes(page)).toBeLessThan(150_000);
});
