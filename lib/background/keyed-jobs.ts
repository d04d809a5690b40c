import { FeedError } from '../model/feed-error.ts';
import type { KeyedSourceId, KeyedTotals } from '../model/snapshot.ts';
import type { HttpRequest } from '../model/venue.ts';
import { coinalyze, marketsOf, toCoinalyzeTotals } from '../sources/coinalyze.ts';
import type { CoinalyzeMarket } from '../sources/coinalyze.ts';
import { coinglass, toCoinglassTotals } from '../sources/coinglass.ts';
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
const dayMs = 86_400_000;
/** Coins of which Coinalyze is asked, one each time: a coin's contracts take all that a minute's budget allows. */
const mostCoins = 5;

/** What is known of the providers with keys. */
export interface KeyedState {
  /** What became of the last request, in words; absent before the first. */
  readonly words: Map<KeyedSourceId, string>;
  /** Newest totals, by source and scope. */
  readonly totals: Map<string, KeyedTotals>;
}

export function createKeyedState(): KeyedState {
  return { words: new Map(), totals: new Map() };
}

/** The feed under which the health of a provider is told. */
export function keyedFeedId(source: KeyedSourceId): string {
  return `${source}/liquidations`;
}

/** The document in which the newest totals are kept: figures only, nothing of the key. */
const totalsKey = 'keyed-totals';

/** Totals that the last worker kept. */
export async function restoreKeyed(documents: DocumentStore, keyed: KeyedState): Promise<void> {
  const stored = (await documents.read(totalsKey))?.value;
  if (typeof stored !== 'object' || stored === null) return;
  // Written whole and by us alone; of another shape it would have no time.
  for (const [id, totals] of Object.entries(stored as Readonly<Record<string, KeyedTotals>>))
    if (typeof totals.at === 'number') keyed.totals.set(id, totals);
}

type Parts = Pick<BackgroundParts, 'fetchLayer' | 'health' | 'marketTime' | 'changed' | 'state' | 'documents'>;

/**
 * Asks the providers for whom the user has entered a key, while the browser lets us. Without a key, or without leave, nothing is asked. A
 * key is read anew each time, goes into the header of a request, and is struck out of whatever the provider says back.
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
  let markets: { readonly rows: readonly CoinalyzeMarket[]; readonly at: number } | undefined;

  function tell(source: KeyedSource<unknown>, report: Parameters<typeof health.report>[1], key: string): void {
    const reason = report.reason.replaceAll(key, '(your key)');
    keyed.words.set(source.id, reason);
    health.report(keyedFeedId(source.id), { ...report, reason });
  }

  /** True when there was something. */
  function forget(source: KeyedSourceId): boolean {
    const own = [...keyed.totals].filter(([, totals]) => totals.source === source);
    for (const [id] of own) keyed.totals.delete(id);
    return own.length > 0;
  }

  function store(): Promise<void> {
    return documents.write(totalsKey, Object.fromEntries(keyed.totals), marketTime.now());
  }

  function keep(totals: readonly KeyedTotals[], of: (each: KeyedTotals) => string): void {
    for (const each of totals) keyed.totals.set(`${each.source} ${of(each)}`, each);
  }

  /** Runs `ask` with the key where there is one and it may be used, and tells how it went. */
  function job(source: KeyedSource<unknown>, everyMs: number, ask: (key: string) => Promise<string>): Job {
    return {
      id: keyedFeedId(source.id),
      everyMs,
      needsMarketTime: true,
      async run() {
        const key = await keys.read(source.id);
        if (key === undefined) {
          keyed.words.delete(source.id);
          if (forget(source.id)) await store();
          return;
        }
        health.declare(keyedFeedId(source.id), `${source.name}, with your key`);
        if (!(await permits(source.origin))) {
          tell(source, { state: 'resting', reason: 'the browser was not given leave to contact it' }, key);
          return;
        }
        try {
          const reason = await ask(key);
          await store();
          tell(source, { state: 'live', reason, lastGood: marketTime.now() }, key);
        } catch (error) {
          if (!(error instanceof FeedError)) throw error;
          const { state: how, reason } = describeFeedError(error);
          const isRefused = error.status === 401 || error.status === 403;
          tell(
            source,
            {
              state: how,
              reason: isRefused ? `the key was refused (${error.status})` : reason,
              rejected: error.kind === 'rejected' ? 1 : 0,
            },
            key,
          );
          // Not with the error's own words, which may repeat what the provider said.
          throw new Error(`${source.name} gave no totals: ${error.kind}`);
        } finally {
          changed('feeds');
        }
      },
    };
  }

  async function fetchRows<Row>(source: KeyedSource<unknown>, request: HttpRequest, key: string, read: FetchPlan<Row>['read']) {
    return fetchLayer.fetch<Row>({
      key: `${source.id} ${request.url}`,
      request: withKey(source, request, key),
      staleTimeMs: 0,
      read,
    });
  }

  async function askCoinalyze(key: string): Promise<string> {
    const now = marketTime.now();
    if (markets === undefined || now - markets.at > dayMs) {
      const { rows } = await fetchRows(coinalyze, coinalyze.markets, key, payload => coinalyze.parseMarkets(payload));
      markets = { rows, at: now };
    }
    const { rows: listed } = markets;
    const coins = [...new Set([...majors, ...(state.universe?.top ?? [])])].slice(0, mostCoins);
    const askedAt = (base: string): number => keyed.totals.get(`${coinalyze.id} ${base}`)?.at ?? 0;
    const [base] = coins.filter(each => marketsOf(listed, each).length > 0).sort((a, b) => askedAt(a) - askedAt(b));
    if (base === undefined) return 'lists none of the largest coins';
    const asked = marketsOf(listed, base);
    const request = coinalyze.request(
      asked.map(({ symbol }) => symbol),
      now,
    );
    const { rows, receivedTime } = await fetchRows(coinalyze, request, key, payload =>
      coinalyze.parse(payload, { receivedTime: now }),
    );
    const venues = new Set(asked.map(({ exchange }) => exchange)).size;
    keep([toCoinalyzeTotals(rows, { base, venues, at: receivedTime })], () => base);
    return `${base} on ${venues} venues`;
  }

  async function askCoinglass(key: string): Promise<string> {
    const { rows, receivedTime } = await fetchRows(coinglass, coinglass.request(), key, payload =>
      coinglass.parse(payload, { receivedTime: marketTime.now() }),
    );
    forget(coinglass.id);
    keep(toCoinglassTotals(rows, receivedTime), each => each.scope);
    return `${rows.length} coins`;
  }

  return [job(coinalyze, 3 * minuteMs, askCoinalyze), job(coinglass, 5 * minuteMs, askCoinglass)];
}
