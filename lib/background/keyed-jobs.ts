import { formatScope } from '../format/scope.ts';
import type { MessageKey } from '../i18n/t.ts';
import { t } from '../i18n/t.ts';
import { FeedError } from '../model/feed-error.ts';
import type { KeyedSourceId, KeyedTotals } from '../model/snapshot.ts';
import type { HttpRequest } from '../model/venue.ts';
import { coinalyze, coinalyzeHost, marketsOf, toCoinalyzeTotals } from '../sources/coinalyze.ts';
import type { CoinalyzeMarket } from '../sources/coinalyze.ts';
import { coinglass, coinglassHost, coinglassStatus, toCoinglassTotals } from '../sources/coinglass.ts';
import { withKey } from '../sources/keyed.ts';
import type { KeyedSource } from '../sources/keyed.ts';
import type { DocumentStore } from '../store/documents.ts';
import type { KeyStore } from '../store/keys.ts';
import type { FetchPlan } from '../feeds/fetch-layer.ts';
import { describeFeedError } from './health.ts';
import type { BackgroundParts } from './parts.ts';
import { majors } from './source-jobs.ts';
import type { Job } from './scheduler.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Coins of which Coinalyze is asked, one each time: a coin's contracts take all that a minute's budget allows. */
const mostCoins = 5;

/** What is known of the providers with keys. */
export interface KeyedState {
  /** What became of the last request, in words; absent before the first. */
  readonly words: Map<KeyedSourceId, string>;
  /** Newest totals, by source and coin. */
  readonly totals: Map<string, KeyedTotals>;
}

export function createKeyedState(): KeyedState {
  return { words: new Map(), totals: new Map() };
}

/** What may be shown at `now`: the sum of an hour that is older than an hour tells of another one. */
export function readTotals({ totals }: KeyedState, now: number): readonly KeyedTotals[] {
  return [...totals.values()].filter(({ at }) => at > now - hourMs);
}

/** The feed under which the health of a provider is told. */
export function keyedFeedId(source: KeyedSourceId): string {
  return `${source}/liquidations`;
}

/** The document in which the newest totals are kept: figures only, nothing of the key. */
const totalsKey = 'keyed-totals';
/** The document of Coinalyze's contracts: the whole list is a megabyte, too much to be asked for by every worker. */
const marketsKey = 'coinalyze-markets';

/** Totals that the last worker kept. */
export async function restoreKeyed(documents: DocumentStore, keyed: KeyedState): Promise<void> {
  const stored = (await documents.read(totalsKey))?.value;
  if (typeof stored !== 'object' || stored === null) return;
  // Written whole and by us alone. An earlier version told the scope in words; its figures are asked for again within minutes.
  for (const [id, totals] of Object.entries(stored as Readonly<Record<string, KeyedTotals>>))
    if (typeof totals.at === 'number' && typeof totals.scope === 'object') keyed.totals.set(id, totals);
}

type Parts = Pick<BackgroundParts, 'fetchLayer' | 'health' | 'marketTime' | 'changed' | 'state' | 'documents'>;

/** What a provider gave: totals by coin, and how much in words. */
interface Given {
  readonly totals: Readonly<Record<string, KeyedTotals>>;
  readonly words: string;
}

/** Refusals that a person can mend: not tried again before its time. */
const refusals: Readonly<Record<number, MessageKey>> = { 401: 'feeds.keyRefused', 403: 'feeds.refused' };

/**
 * Asks the providers for whom the user has entered a key, while the browser lets us. Without a key, or without leave, nothing is asked. A
 * key is read anew each time and goes into the header of a request. What a provider says in words is never repeated: the key may be in it.
 */
export function createKeyedJobs(
  parts: Parts,
  {
    keys,
    keyed,
    permits,
  }: {
    readonly keys: Pick<KeyStore, 'read'>;
    readonly keyed: KeyedState;
    /** Whether the browser lets us contact an origin. */
    readonly permits: (origin: string) => Promise<boolean>;
  },
): readonly Job[] {
  const { fetchLayer, health, marketTime, changed, state, documents } = parts;
  let lastTurn = 0;

  function tell(source: KeyedSourceId, report: Parameters<typeof health.report>[1]): void {
    keyed.words.set(source, report.reason);
    health.report(keyedFeedId(source), report);
  }

  function store(): Promise<void> {
    return documents.write(totalsKey, Object.fromEntries(keyed.totals), marketTime.now());
  }

  /** Lets go of everything that was learned with a key that is no more. */
  async function forget(source: KeyedSourceId): Promise<void> {
    keyed.words.delete(source);
    const own = [...keyed.totals].filter(([, totals]) => totals.source === source);
    for (const [id] of own) keyed.totals.delete(id);
    health.forget(keyedFeedId(source));
    if (own.length === 0) return;
    changed('feeds');
    await store();
  }

  /** Runs `ask` with the key where there is one and it may be used, and tells how it went. */
  function job(source: KeyedSource<unknown>, everyMs: number, ask: (key: string) => Promise<Given>): Job {
    const feed = keyedFeedId(source.id);
    return {
      id: feed,
      everyMs,
      needsMarketTime: true,
      async run() {
        const key = await keys.read(source.id);
        if (key === undefined) return forget(source.id);
        health.declare(feed, t('feeds.name.keyed', { name: source.name }));
        if (!(await permits(source.origin))) {
          tell(source.id, { state: 'resting', reason: t('feeds.noLeave') });
          return undefined;
        }
        const given = await ask(key).catch((error: unknown) => {
          if (error instanceof FeedError) return error;
          throw error;
        });
        // The key may have been taken back, or another put in its place, while the answer was on its way.
        if ((await keys.read(source.id)) !== key) return undefined;
        if (given instanceof FeedError) {
          const { state: how, reason } = describeFeedError(given);
          const refusal = refusals[given.status ?? 0];
          tell(source.id, {
            state: how,
            reason: refusal === undefined ? reason : t(refusal),
            rejected: given.kind === 'rejected' ? 1 : 0,
          });
          if (refusal === undefined) throw new Error(`${source.name} gave no totals: ${given.kind}`);
          return undefined;
        }
        for (const [base, totals] of Object.entries(given.totals)) keyed.totals.set(`${source.id} ${base}`, totals);
        tell(source.id, { state: 'live', reason: given.words, lastGood: marketTime.now() });
        changed('feeds');
        return store();
      },
    };
  }

  function fetchRows<Row>(source: KeyedSource<unknown>, request: HttpRequest, key: string, read: FetchPlan<Row>['read']) {
    lastTurn += 1;
    return fetchLayer.fetch<Row>({
      // Each turn by itself: with another key it is another question, and the key must not be part of its name.
      key: `${source.id} ${lastTurn}`,
      request: withKey(source, request, key),
      staleTimeMs: 0,
      read,
    });
  }

  /** The contracts of these coins, as listed within the last day. */
  async function coinalyzeMarkets(key: string, bases: readonly string[]): Promise<readonly CoinalyzeMarket[]> {
    const stored = await documents.read(marketsKey);
    const now = marketTime.now();
    if (stored !== undefined && now - stored.writtenAt < dayMs) {
      // Written below and by nothing else.
      const kept = stored.value as Readonly<Record<string, readonly CoinalyzeMarket[]>>;
      if (bases.every(base => base in kept)) return Object.values(kept).flat();
    }
    const { rows } = await fetchRows(coinalyze, coinalyze.markets, key, payload => coinalyze.parseMarkets(payload));
    // Twice as many coins as are asked for: the largest change places.
    const wanted = largestCoins(2 * mostCoins).map(base => [base, marketsOf(rows, base)] as const);
    await documents.write(marketsKey, Object.fromEntries(wanted), now);
    return rows;
  }

  function largestCoins(count: number): readonly string[] {
    return [...new Set([...majors, ...(state.universe?.top ?? [])])].slice(0, count);
  }

  async function askCoinalyze(key: string): Promise<Given> {
    const bases = largestCoins(mostCoins);
    const listed = await coinalyzeMarkets(key, bases);
    const askedAt = (base: string): number => keyed.totals.get(`${coinalyze.id} ${base}`)?.at ?? 0;
    const [base] = bases.filter(each => marketsOf(listed, each).length > 0).sort((a, b) => askedAt(a) - askedAt(b));
    if (base === undefined) throw new FeedError('rejected', coinalyzeHost, 'none of the largest coins is listed');
    const markets = marketsOf(listed, base);
    const request = coinalyze.request(
      markets.map(({ symbol }) => symbol),
      marketTime.now(),
    );
    const { rows, receivedTime } = await fetchRows(coinalyze, request, key, (payload, time) =>
      coinalyze.parse(payload, { receivedTime: time }),
    );
    const totals = toCoinalyzeTotals(rows, { base, markets, at: receivedTime });
    if (totals === undefined)
      throw new FeedError('rejected', coinalyzeHost, `no contract of ${base} was told of`, { place: base });
    return { totals: { [base]: totals }, words: formatScope(totals) };
  }

  async function askCoinglass(key: string): Promise<Given> {
    const { rows, receivedTime } = await fetchRows(coinglass, coinglass.request(), key, (payload, time) => {
      const status = coinglassStatus(payload);
      if (status !== undefined) throw new FeedError('status', coinglassHost, 'an error inside of the answer', { status });
      return coinglass.parse(payload, { receivedTime: time });
    });
    if (rows.length === 0) throw new FeedError('rejected', coinglassHost, 'no coin was told of');
    return { totals: toCoinglassTotals(rows, receivedTime), words: t('feeds.coins', {}, rows.length) };
  }

  return [job(coinalyze, 3 * minuteMs, askCoinalyze), job(coinglass, 5 * minuteMs, askCoinglass)];
}
