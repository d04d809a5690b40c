import { selectUniverse } from '../engine/universe.ts';
import { t } from '../i18n/t.ts';
import { FeedError } from '../model/feed-error.ts';
import type { Funding, Instrument, OpenInterest, Quote, VenueId } from '../model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../model/venue.ts';
import type { Parsed } from '../model/parsed.ts';
import type { BackgroundParts } from './parts.ts';
import { describeFeedError } from './health.ts';
import { fundingKey, quotesKey, toVenuePrices, universeInstruments } from './market-state.ts';
import type { KeptQuotes } from './market-state.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A listing of more pages than this has no end. */
const mostPages = 60;

/** Parts of several answers, and what of them failed. */
interface Gathered<Row> {
  readonly rows: readonly Row[];
  readonly rejected: number;
  readonly receivedTime: number;
  readonly failures: readonly FeedError[];
}

/** What is polled of one venue: its contracts, prices, open interest, and funding where it tells that of many at once. */
export function createVenueJobs(parts: BackgroundParts, venue: Venue): readonly Job[] {
  const { state, fetchLayer, documents, openInterestStore, health, marketTime, changed } = parts;
  const feedId = (what: string) => `${venue.id}/${what}`;
  const isOn = () => !state.off.has(venue.id);
  const { name } = venue;
  health.declare(feedId('instruments'), t('feeds.name.contracts', { name }));
  health.declare(feedId('prices'), t('feeds.name.prices', { name }));
  health.declare(feedId('open-interest'), t('feeds.name.interest', { name }));
  if (venue.funding !== undefined) health.declare(feedId('funding'), t('feeds.name.funding', { name }));

  function context(receivedTime: number): ParseContext {
    return {
      receivedTime,
      instruments: state.instruments.get(venue.id) ?? new Map(),
      markPrices: state.markPrices.get(venue.id) ?? new Map(),
    };
  }

  async function gather<Row>(
    what: string,
    requests: readonly HttpRequest[],
    read: (payload: unknown, receivedTime: number) => Parsed<Row>,
  ): Promise<Gathered<Row>> {
    const settled = await Promise.allSettled(
      requests.map(request => fetchLayer.fetch({ key: `${feedId(what)} ${request.url}`, request, staleTimeMs: 0, read })),
    );
    const answers = settled.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []));
    const failures = settled.flatMap(each =>
      each.status === 'rejected' && each.reason instanceof FeedError ? [each.reason] : [],
    );
    const broken = settled.find(each => each.status === 'rejected' && !(each.reason instanceof FeedError));
    if (broken?.status === 'rejected') throw broken.reason;
    return {
      rows: answers.flatMap(answer => answer.rows),
      rejected: answers.reduce((sum, answer) => sum + answer.rejections.length, 0),
      receivedTime: Math.max(0, ...answers.map(answer => answer.receivedTime)),
      failures,
    };
  }

  /** Tells the health board, and fails the job when nothing came. */
  function settle(what: string, { rows, rejected, receivedTime, failures }: Gathered<unknown>): void {
    const id = feedId(what);
    const [first] = failures;
    if (rows.length === 0 && first !== undefined) {
      health.report(id, {
        ...describeFeedError(first),
        rejected: failures.filter(failure => failure.kind === 'rejected').length,
      });
      throw first;
    }
    const good = t('feeds.contracts', {}, rows.length);
    const text =
      first === undefined ? good : t('feeds.partly', { text: good, reason: describeFeedError(first).reason }, failures.length);
    health.report(id, {
      state: first === undefined ? 'live' : 'failing',
      reason: rejected === 0 ? text : t('feeds.junk', { text }, rejected),
      lastGood: receivedTime,
      rejected,
      events: rows.length,
    });
  }

  async function readInstruments(): Promise<void> {
    const pages = [...venue.instruments.requests];
    const all = new Map<string, Instrument>();
    const failures: FeedError[] = [];
    let rejected = 0;
    let receivedTime = 0;
    let asks = 0;
    for (let request = pages.shift(); request !== undefined && asks < mostPages; request = pages.shift()) {
      const asked = request;
      asks += 1;
      let next: HttpRequest | undefined;
      try {
        const answer = await fetchLayer.fetch({
          key: `${feedId('instruments')} ${asked.url}`,
          request: asked,
          staleTimeMs: 0,
          read(payload, received) {
            next = venue.instruments.next?.(payload, asked);
            // What this pass has listed, for answers that only add to a listing (intervals of funding).
            return venue.instruments.parse(payload, { ...context(received), instruments: all });
          },
        });
        for (const instrument of answer.rows) all.set(instrument.symbol, instrument);
        rejected += answer.rejections.length;
        receivedTime = answer.receivedTime;
      } catch (error) {
        if (!(error instanceof FeedError)) throw error;
        failures.push(error);
      }
      if (next !== undefined) pages.unshift(next);
    }
    const rows = [...all.values()];
    // A list that came in part must not make contracts of the other part unknown.
    if (failures.length > 0)
      for (const [symbol, known] of state.instruments.get(venue.id) ?? []) if (!all.has(symbol)) all.set(symbol, known);
    if (rows.length > 0) {
      state.instruments.set(venue.id, all);
      await documents.write(`instruments/${venue.id}`, [...all.values()], receivedTime);
    }
    settle('instruments', { rows, rejected, receivedTime, failures });
    changed('instruments');
  }

  /** Without a listing most answers cannot be read. */
  function needContracts(): void {
    if ((state.instruments.get(venue.id)?.size ?? 0) === 0) throw new NotReady(`${venue.name}: its contracts are not known yet`);
  }

  async function readQuotes(): Promise<void> {
    needContracts();
    const gathered = await gather<Quote>('prices', venue.quotes.requests, (payload, received) =>
      venue.quotes.parse(payload, context(received)),
    );
    if (gathered.rows.length > 0) {
      const marks = gathered.rows.flatMap(quote =>
        quote.markPrice === undefined ? [] : [[quote.symbol, quote.markPrice] as const],
      );
      state.markPrices.set(venue.id, new Map([...(state.markPrices.get(venue.id) ?? []), ...marks]));
      // Of a board that did not answer the last prices stay, with their age.
      const before = gathered.failures.length === 0 ? [] : (state.venuePrices.get(venue.id) ?? []);
      state.venuePrices.set(
        venue.id,
        new Map([...before, ...toVenuePrices(gathered.rows, venue.name, gathered.receivedTime, state.instruments.get(venue.id))]),
      );
      // A woken worker values open interest, and shows the page's coin, before it asks again.
      const kept: KeptQuotes = {
        marks: Object.fromEntries(state.markPrices.get(venue.id) ?? []),
        prices: Object.fromEntries(state.venuePrices.get(venue.id) ?? []),
      };
      await documents.write(quotesKey(venue.id), kept, gathered.receivedTime);
    }
    settle('prices', gathered);
    changed('prices');
  }

  async function readOpenInterest(): Promise<void> {
    const all = [...(state.instruments.get(venue.id)?.values() ?? [])].filter(instrument => instrument.kind === 'perp');
    const { isBulk } = venue.openInterest;
    if (all.length === 0 || (!isBulk && state.universe === undefined))
      throw new NotReady(`${venue.name}: its contracts are not known yet`);
    const asked = isBulk ? all : universeInstruments(state, venue.id).filter(instrument => instrument.kind === 'perp');
    const gathered = await gather<OpenInterest>('open-interest', venue.openInterest.requests(asked), (payload, received) =>
      venue.openInterest.parse(payload, context(received)),
    );
    const merged = new Map(state.openInterest.get(venue.id));
    for (const row of gathered.rows) merged.set(row.symbol, row);
    state.openInterest.set(venue.id, merged);
    await openInterestStore.write(gathered.rows, marketTime.now());
    settle('open-interest', gathered);
    await documents.write(`open-interest/${venue.id}`, [...merged.values()], marketTime.now());
    changed('openInterest');
  }

  async function readFunding(funding: NonNullable<Venue['funding']>): Promise<void> {
    needContracts();
    const perps = universeInstruments(state, venue.id).filter(instrument => instrument.kind === 'perp');
    const gathered = await gather<Funding>('funding', funding.requests(perps), (payload, received) =>
      funding.parse(payload, context(received)),
    );
    // Of a part that did not answer the last rates stay, with their age.
    const before = gathered.failures.length === 0 ? [] : (state.funding.get(venue.id) ?? []);
    const rates = new Map([...before, ...gathered.rows.map(row => [row.symbol, row] as const)]);
    if (gathered.rows.length > 0) {
      state.funding.set(venue.id, rates);
      await documents.write(fundingKey(venue.id), [...rates.values()], gathered.receivedTime);
    }
    settle('funding', gathered);
    changed('funding');
  }

  const { funding } = venue;
  return [
    { id: feedId('instruments'), everyMs: 6 * hourMs, isOn, run: readInstruments },
    { id: feedId('prices'), everyMs: minuteMs, isOn, run: readQuotes },
    { id: feedId('open-interest'), everyMs: 5 * minuteMs, needsMarketTime: true, isOn, run: readOpenInterest },
    ...(funding === undefined ? [] : [{ id: feedId('funding'), everyMs: 10 * minuteMs, isOn, run: () => readFunding(funding) }]),
  ];
}

/** Which venues the universe was made of. */
const universeOfKey = 'universe-of';
/** The first universe of all waits so long for venues that have not answered. */
const patienceMs = 15_000;

/**
 * Chooses once a day the coins that are polled, from venues that give all their contracts at once; and anew when a venue has answered that was not
 * asked for its opinion before, or the coins would be those of whoever was quickest.
 */
export function createUniverseJob(parts: BackgroundParts, bulkVenues: readonly VenueId[]): Job {
  const { state, clock, documents, marketTime, changed } = parts;
  const startedAt = clock.monotonic();
  return {
    id: 'universe',
    everyMs: 10 * minuteMs,
    needsMarketTime: true,
    async run() {
      const on = bulkVenues.filter(id => !state.off.has(id));
      const rows = on.flatMap(id => [...(state.openInterest.get(id)?.values() ?? [])]);
      const known = on.filter(id => (state.openInterest.get(id)?.size ?? 0) > 0);
      if (known.length === 0) throw new NotReady('no venue has told its open interest yet');
      const now = marketTime.now();
      const chosen = await documents.read(universeOfKey);
      const of: readonly unknown[] = Array.isArray(chosen?.value) ? chosen.value : [];
      const isRecent = chosen !== undefined && Math.abs(now - chosen.writtenAt) < 24 * hourMs;
      if (state.universe !== undefined && isRecent && known.every(id => of.includes(id))) return;
      if (state.universe === undefined && known.length < on.length && clock.monotonic() - startedAt < patienceMs)
        throw new NotReady('some venues have not told their open interest yet');
      state.universe = selectUniverse(rows);
      await documents.write('universe', state.universe, now);
      await documents.write(universeOfKey, known, now);
      changed('universe');
    },
  };
}
