import { breadthFigure } from '../engine/breadth.ts';
import { lastSession } from '../engine/market-hours.ts';
import { otherMarketIds, toKeptMarket } from '../engine/other-markets.ts';
import { t } from '../i18n/t.ts';
import type { HeldCoins, ListSource, MarketRow, MarketSource, OtherMarketId, RankedCoin } from '../model/context.ts';
import { FeedError } from '../model/feed-error.ts';
import type { HttpRequest, Source } from '../model/venue.ts';
import { describeFeedError } from './health.ts';
import { contextKeys } from './market-state.ts';
import type { MarketState } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import type { Job } from './scheduler.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** How long the breadth of a provider stands before that of the venues' own prices takes its place. */
const breadthLifeMs = 25 * minuteMs;
const priceLifeMs = 10 * minuteMs;
const holdersLifeMs = 6 * hourMs;
/** Quotes may be a quarter of an hour late, and closes settle. */
const settleMs = 20 * minuteMs;
/** What tells closes by the day is not asked more often. */
const dailyRestMs = 6 * hourMs;

type Parts = Pick<BackgroundParts, 'state' | 'fetchLayer' | 'documents' | 'health' | 'marketTime' | 'changed'>;

/**
 * Asks a source and tells its health under `feed`. Gives the rows that came, all of them as received at `receivedTime`; what one request did not
 * give is left out, and a host that is down is not asked the rest.
 */
async function ask<Row>(
  { fetchLayer, health }: Parts,
  source: Source<Row>,
  { feed, name, requests }: { readonly feed: string; readonly name: string; readonly requests: readonly HttpRequest[] },
): Promise<{ readonly rows: readonly Row[]; readonly receivedTime: number }> {
  health.declare(feed, name);
  const rows: Row[] = [];
  let failure: FeedError | undefined;
  let rejected = 0;
  let lastGood: number | undefined;
  for (const request of requests) {
    try {
      const fetched = await fetchLayer.fetch({
        key: request.url,
        request,
        staleTimeMs: 0,
        read: (payload, receivedTime) => source.parse(payload, { receivedTime, request }),
      });
      rows.push(...fetched.rows);
      rejected += fetched.rejections.length;
      lastGood = fetched.receivedTime;
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      failure = error;
      if (error.kind === 'rejected') rejected += 1;
      else if (error.kind !== 'status') break;
    }
  }
  health.report(feed, {
    ...(failure === undefined ? { state: 'live', reason: t('feeds.rows', {}, rows.length) } : describeFeedError(failure)),
    ...(lastGood === undefined ? {} : { lastGood }),
    rejected,
  });
  return { rows, receivedTime: lastGood ?? 0 };
}

/** Breadth: of a list of the largest coins, every ten minutes; of the prices of venues while no list is to be had. */
export function createBreadthJob(parts: Parts, sources: readonly ListSource<RankedCoin>[]): Job {
  const { state, documents, health, marketTime, changed } = parts;
  const feedOf = ({ id }: Source<unknown>) => `${id}/breadth`;
  for (const source of sources) health.declare(feedOf(source), t('feeds.name.breadth', { name: source.name }));

  async function keep(breadth: MarketState['breadth'], now: number): Promise<void> {
    state.breadth = breadth;
    changed('context');
    await documents.write(contextKeys.breadth, breadth, now);
  }

  return {
    id: 'breadth',
    everyMs: 10 * minuteMs,
    needsMarketTime: true,
    async run() {
      for (const source of sources) {
        const feed = { feed: feedOf(source), name: source.name, requests: [source.request] };
        const { rows, receivedTime } = await ask(parts, source, feed);
        const caps = rows.flatMap(({ symbol, capUsd }) => (capUsd === undefined ? [] : [[symbol, capUsd] as const]));
        // Of two coins of one ticker the larger comes first, and is meant.
        if (caps.length > 0) state.caps = { usd: new Map(caps.toReversed()), at: receivedTime, source: source.name };
        const figure = breadthFigure(rows, { at: receivedTime, source: source.name });
        if ('at' in figure) return keep(figure, receivedTime);
      }
      const now = marketTime.now();
      const known = state.breadth;
      const isListed = 'at' in known && sources.some(({ name }) => name === known.source);
      if (!isListed || now - known.at > breadthLifeMs) {
        const figure = breadthOfVenues(state, now);
        // An old figure says how old it is.
        if ('at' in figure || !('at' in known)) await keep(figure, now);
      }
      throw new Error('no list of the largest coins');
    },
  };
}

/** Coins in the order of their open interest, each at the first venue that tells its change. */
function breadthOfVenues({ universe, venuePrices }: MarketState, now: number): MarketState['breadth'] {
  const names = new Set<string>();
  const ranked = (universe?.bases ?? []).flatMap((symbol): readonly RankedCoin[] => {
    const prices = [...venuePrices.values()].flatMap(byBase => byBase.get(symbol) ?? []);
    const price = prices.find(({ at, change24h }) => change24h !== undefined && now - at < priceLifeMs);
    if (price?.change24h === undefined) return [];
    names.add(price.source);
    return [{ symbol, name: '', usd: price.usd, change24h: price.change24h }];
  });
  return breadthFigure(ranked, { at: now, source: t('feeds.name.byInterest', { names: [...names].join(', ') }) });
}

/** What big holders have: each source every six hours. */
export function createHoldersJob(parts: Parts, sources: readonly ListSource<HeldCoins>[]): Job {
  const { state, documents, health, marketTime, changed } = parts;
  const feedOf = ({ id }: Source<unknown>) => `${id}/holders`;
  for (const source of sources) health.declare(feedOf(source), t('feeds.name.holdings', { name: source.name }));
  return {
    id: 'holders',
    everyMs: 20 * minuteMs,
    needsMarketTime: true,
    async run() {
      const now = marketTime.now();
      const failed: string[] = [];
      for (const source of sources) {
        // An answer from the future was dated by a wrong clock.
        if (Math.abs(now - (state.holders.askedAt[source.id] ?? 0)) < holdersLifeMs) continue;
        const feed = { feed: feedOf(source), name: source.name, requests: [source.request] };
        const { rows, receivedTime } = await ask(parts, source, feed);
        if (rows.length === 0) {
          failed.push(source.name);
          continue;
        }
        const known = state.holders.rows;
        state.holders = {
          rows: sources.flatMap(({ name }) =>
            name === source.name ? rows.map(row => ({ ...row, source: name })) : known.filter(row => row.source === name),
          ),
          askedAt: { ...state.holders.askedAt, [source.id]: receivedTime },
        };
        changed('context');
        await documents.write(contextKeys.holders, state.holders, receivedTime);
      }
      if (failed.length > 0) throw new Error(`no holdings of ${failed.join(', ')}`);
    },
  };
}

/**
 * Outside markets: every ten minutes while they trade and until their close has settled, else once. What the first source does not give is asked of
 * the next; an older value never takes the place of a newer one.
 */
export function createOtherMarketsJob(parts: Parts, sources: readonly MarketSource[]): Job {
  const { state, documents, health, marketTime, changed } = parts;
  const feedOf = ({ id }: Source<unknown>) => `${id}/markets`;
  const nameOf = ({ name }: Source<unknown>) => t('feeds.name.indices', { name });
  const [first] = sources;
  // A fallback is listed from the moment on at which it was needed.
  if (first !== undefined) health.declare(feedOf(first), nameOf(first));
  const askedDaily = new Map<OtherMarketId, number>();

  function isDue(id: OtherMarketId, now: number): boolean {
    const askedAt = state.otherMarkets.askedAt[id];
    const settled = lastSession(id, now).to + settleMs;
    return askedAt === undefined || askedAt > now || askedAt < settled;
  }

  function keep(rows: readonly MarketRow[], { name, isDaily }: MarketSource, receivedTime: number): void {
    const known = new Map(state.otherMarkets.rows.map(row => [row.id, row]));
    for (const row of rows) {
      const own = toKeptMarket(row, name, receivedTime);
      const held = known.get(row.id);
      const before = held?.at ?? 0;
      // A fallback that tells no past leaves what was told of it.
      const past = held?.closes === undefined ? {} : { closes: held.closes };
      // One from the future was dated by a wrong clock.
      if (own.at >= before || before > receivedTime) known.set(row.id, { ...past, ...own });
    }
    // What is a day late leaves it due.
    const asked = isDaily === true ? [] : rows.map(({ id }) => [id, receivedTime] as const);
    state.otherMarkets = {
      rows: [...known.values()],
      askedAt: { ...state.otherMarkets.askedAt, ...Object.fromEntries(asked) },
    };
  }

  return {
    id: 'other-markets',
    everyMs: 10 * minuteMs,
    needsMarketTime: true,
    async run() {
      const now = marketTime.now();
      let missing = otherMarketIds.filter(id => isDue(id, now));
      const isClosed = missing.length === 0;
      for (const [place, source] of sources.entries()) {
        const isOften = (id: OtherMarketId) => source.isDaily === true && now - (askedDaily.get(id) ?? -Infinity) < dailyRestMs;
        const wanted = missing.filter(id => !isOften(id));
        const requests = source.requests(wanted, now);
        if (requests.length === 0) {
          if (missing.length === 0 && (place === 0 || health.read().some(({ id }) => id === feedOf(source))))
            health.report(feedOf(source), {
              state: 'resting',
              reason: t(isClosed ? 'feeds.closed' : 'feeds.fallback'),
            });
          continue;
        }
        if (source.isDaily === true) for (const id of wanted) askedDaily.set(id, now);
        const { rows, receivedTime } = await ask(parts, source, { feed: feedOf(source), name: nameOf(source), requests });
        if (rows.length === 0) continue;
        keep(rows, source, receivedTime);
        missing = missing.filter(id => !rows.some(row => row.id === id));
        changed('context');
        await documents.write(contextKeys.otherMarkets, state.otherMarkets, receivedTime);
      }
      // With something to show it is not worth asking sooner.
      if (state.otherMarkets.rows.length === 0) throw new Error('no provider of other markets answers');
    },
  };
}
