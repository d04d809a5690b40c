import { describe, expect, it } from 'vitest';
import { breadthFigure } from '../../lib/engine/breadth.ts';
import { holderFigures } from '../../lib/engine/holders.ts';
import { otherMarketIds, otherMarkets, riskAppetite, toKeptMarket } from '../../lib/engine/other-markets.ts';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { HttpRequest, Source } from '../../lib/model/venue.ts';
import { cnbc } from '../../lib/sources/cnbc.ts';
import { coingeckoCoins, coingeckoTreasuries } from '../../lib/sources/coingecko.ts';
import { fred } from '../../lib/sources/fred.ts';
import { strategyLedger } from '../../lib/sources/strategy-ledger.ts';
import { strategy } from '../../lib/sources/strategy.ts';
import { yahoo } from '../../lib/sources/yahoo.ts';
import { createManualClock } from '../market/clock.ts';
import { createMarket } from '../market/market.ts';
import { createMemoryTransport } from '../market/memory-transport.ts';
import { createLedger, scenarioNames } from '../market/scenarios/registry.ts';

/** What the scenario states of its surroundings. */
interface Stated {
  readonly breadth: Readonly<Record<'coins' | 'fallingPercent' | 'medianAgainstBtcPoints' | 'weakerThanBtcPercent', number>>;
  readonly strategy: Readonly<Record<'coins' | 'averageUsd' | 'resultUsd', number>>;
  readonly otherMarkets: Readonly<Record<string, { readonly value: number; readonly change: number; readonly isOpen: boolean }>>;
}

const leans: Readonly<Record<string, string>> = { 'reference-day': 'risk-off', calm: 'mixed', cascade: 'mixed' };

describe.each(scenarioNames)('the surroundings of %s, read from the wire', scenario => {
  const ledger = createLedger(scenario);
  const { t0 } = ledger;
  const stated = ledger.stated as unknown as Stated;

  async function read<Row>(source: Source<Row>, requests: readonly HttpRequest[]): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (const request of requests) {
      // Each request meets a host that nobody has asked before, so that all of them are of t0 and none is too many.
      const transport = createMemoryTransport(createMarket({ ledger, clock: createManualClock(t0) }));
      const text = await (await transport.fetch(request.url)).text();
      const payload: unknown = request.format === 'csv' ? text : JSON.parse(text);
      const parsed: Parsed<Row> = source.parse(payload, { receivedTime: t0, request });
      if (parsed.kind !== 'events' || parsed.rejections.length > 0) throw new Error(`${request.url}: ${JSON.stringify(parsed)}`);
      rows.push(...parsed.events);
    }
    return rows;
  }

  it('have the breadth that the scenario states', async () => {
    const rows = await read(coingeckoCoins, [coingeckoCoins.request]);
    const figure = breadthFigure(rows, { at: t0, source: 'CoinGecko' });
    if ('unknown' in figure) throw new Error(JSON.stringify(figure.unknown));
    const { coins, fallingPercent, medianAgainstBtcPoints, weakerThanBtcPercent } = stated.breadth;
    expect(figure.coins).toBe(coins);
    expect(figure.falling * 100).toBeCloseTo(fallingPercent, 1);
    expect((figure.medianAgainstBtc ?? 9) * 100).toBeCloseTo(medianAgainstBtcPoints, 1);
    expect((figure.weakerThanBtc ?? 9) * 100).toBeCloseTo(weakerThanBtcPercent, 1);
  });

  it('have the result of Strategy', async () => {
    const own = await read(strategy, [strategy.request]);
    const others = await read(coingeckoTreasuries, [coingeckoTreasuries.request]);
    const rows = [...own, ...others].map((row, index) => ({ ...row, source: index === 0 ? 'Strategy' : 'CoinGecko' }));
    const figures = holderFigures(rows, { ledger: strategyLedger, priceUsd: ledger.price('BTC', t0), now: t0 });
    if ('unknown' in figures) throw new Error(JSON.stringify(figures.unknown));
    const { coins, averageUsd, resultUsd } = stated.strategy;
    expect(figures[0]).toMatchObject({ name: 'Strategy', coins, costUsd: averageUsd, source: 'Strategy' });
    expect(figures[0]?.resultUsd).toBeCloseTo(resultUsd, -1);
    expect(figures.find(({ name }) => name === 'XXI')).not.toHaveProperty('resultUsd');
  });

  it.each([yahoo, cnbc])('have the values, changes and hours of outside markets by $name', async source => {
    const requests = source.requests(otherMarketIds, t0);
    const rows = (await Promise.all(requests.map(each => read(source, [each])))).flat();
    const figures = otherMarkets(
      rows.map(row => toKeptMarket(row, source.name, t0)),
      t0,
    );
    if ('unknown' in figures) throw new Error(JSON.stringify(figures.unknown));
    expect(figures.map(({ id }) => id)).toEqual(otherMarketIds);
    for (const { id, value, change = 9, isOpen, at } of figures) {
      const { value: wanted, change: percent, isOpen: open } = stated.otherMarkets[id] ?? { value: 0, change: 0, isOpen: false };
      // CNBC prints two digits.
      expect(value, id).toBeCloseTo(wanted, 1);
      expect(change * (id === 'us10y' ? 1 : 100), id).toBeCloseTo(percent, 1);
      expect(isOpen, id).toBe(open);
      expect(at === t0, id).toBe(open);
    }
    expect(riskAppetite(figures, t0)).toBe(leans[scenario]);
  });

  it('have closes of the day before by FRED', async () => {
    const rows = await read(fred, fred.requests(otherMarketIds, t0));
    expect(rows.map(({ id }) => id)).toEqual(['sp500', 'vix', 'us10y']);
    for (const { id, value, before, time } of rows) {
      const days = ledger.surroundings.tradingDays(id, t0, 5);
      const at = days.findIndex(({ date }) => Date.parse(date) === time);
      expect([days[at]?.value.toFixed(2), days[at - 1]?.value.toFixed(2)]).toEqual([value.toFixed(2), before?.toFixed(2)]);
    }
  });
});
