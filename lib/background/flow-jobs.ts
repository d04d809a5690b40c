import { t } from '../i18n/t.ts';
import type { ContractSource, PriceSource, TakerHour } from '../model/venue.ts';
import { contractOf, flowKey, takersKey } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import { readCoins } from './read-coins.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';
import { largestCoins, majors } from './source-jobs.ts';

const minuteMs = 60_000;
/** While nothing happens, so often is often enough: one answer reaches back five hours. */
const calmEveryMs = 10 * minuteMs;
/** What is kept: the longest window of the branching ratio, and a little before it. */
const keptMs = 6.5 * 60 * minuteMs;
/** Hours of a day; of fewer nothing is said of a day. */
const hours = 24;

/**
 * Dollars turned over by the minute in BTC, ETH and SOL where nobody trades on credit: what R may hold a burst of forced orders against, since no
 * forced order is in it. Each minute while something happens (`state.isBusy`), else every ten. A minute that the source leaves out stays
 * out: "no data is published for intervals where there are no ticks" (Coinbase Exchange documents), which is no figure of ours.
 */
export function createFlowJob(parts: BackgroundParts, source: PriceSource): Job {
  const { state, fetchLayer, health, marketTime } = parts;
  health.declare(flowKey, t('feeds.name.flow', { name: source.name }));
  return {
    id: flowKey,
    everyMs: minuteMs,
    needsMarketTime: true,
    async run() {
      const now = marketTime.now();
      const kept = (base: string) => (state.flow.get(base) ?? []).filter(([time]) => time > now - keptMs && time <= now);
      const lastOf = (base: string) => kept(base).at(-1)?.[0] ?? 0;
      const due = majors.filter(base => now - lastOf(base) >= (state.isBusy ? minuteMs : calmEveryMs));
      await readCoins(parts, flowKey, state.flow, due, async base => {
        const last = lastOf(base);
        const { rows } = await fetchLayer.fetch({
          key: `${flowKey} ${base}`,
          request: source.bars(base, Math.min(300, Math.ceil((now - last) / minuteMs) + 1), now, minuteMs),
          staleTimeMs: 0,
          read: payload => source.parseBars(payload, minuteMs),
        });
        const flow = rows.flatMap(({ openTime, close, volume }) => {
          const over = openTime + minuteMs;
          return volume !== undefined && over > last && over <= now ? [[over, Math.round(volume * close)] as const] : [];
        });
        state.flow.set(base, [...kept(base), ...flow]);
        return true;
      });
    },
  };
}

/** What takers bought and sold of the perpetuals of the thirty largest coins within a day, every half hour. */
export function createTakerJob(parts: BackgroundParts, source: ContractSource<TakerHour>): Job {
  const { state, fetchLayer, health } = parts;
  const { venue } = source;
  health.declare(takersKey, t('feeds.name.takers', { name: source.name }));
  return {
    id: takersKey,
    everyMs: 30 * minuteMs,
    needsMarketTime: true,
    isOn: () => !state.off.has(venue),
    async run() {
      if (state.universe === undefined || (state.instruments.get(venue)?.size ?? 0) === 0)
        throw new NotReady('the coins or their contracts are not known yet');
      await readCoins(parts, takersKey, state.takers, largestCoins(state), async base => {
        const instrument = contractOf(state, source, base);
        if (instrument?.multiplier === undefined) return false;
        const { multiplier } = instrument;
        const { rows, receivedTime: at } = await fetchLayer.fetch({
          key: `${takersKey} ${base}`,
          request: source.request(instrument),
          staleTimeMs: 0,
          read: (payload, received) => source.parse(payload, { receivedTime: received }),
        });
        const sum = (of: 'bought' | 'sold') => multiplier * rows.reduce((total, row) => total + row[of], 0);
        if (rows.length >= hours) state.takers.set(base, { boughtCoins: sum('bought'), soldCoins: sum('sold'), at, venue });
        return rows.length >= hours;
      });
    },
  };
}
