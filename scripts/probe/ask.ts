import type { HttpClient } from '../../lib/feeds/http.ts';
import { FeedError } from '../../lib/model/feed-error.ts';
import type { Parsed } from '../../lib/model/parsed.ts';
import type { Instrument } from '../../lib/model/trade.ts';
import type { HttpRequest, ParseContext, Source, Venue } from '../../lib/model/venue.ts';
import type { Finding } from './finding.ts';

const hourMs = 3_600_000;
/** Contracts that stand for all others where each has to be asked for by itself. */
const mostContracts = 2;

type Read = (payload: unknown, request: HttpRequest, receivedTime: number) => Parsed<unknown>;

/** Sends requests of one kind one after the other, and says what came of them. `venue` is whose they are. */
async function askAll(
  http: Pick<HttpClient, 'get'>,
  venue: string,
  what: string,
  requests: readonly HttpRequest[],
  read: Read,
): Promise<Finding> {
  const samples: Finding['samples'][number][] = [];
  let rows = 0;
  let host = '';
  const faults: string[] = [];
  for (const request of requests) {
    host = new URL(request.url).host;
    try {
      const { payload, receivedTime } = await http.get(request);
      samples.push({ kind: what, payload });
      const parsed = read(payload, request, receivedTime);
      if (parsed.kind === 'events') rows += parsed.events.length;
      if (parsed.kind === 'events' || parsed.kind === 'rejected')
        faults.push(...parsed.rejections.map(({ path, reason }) => `${path === '' ? 'payload' : path}: ${reason}`));
      if (parsed.kind === 'ignored') faults.push(`ignored: ${parsed.reason}`);
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      const isShape = error.kind === 'malformed' || error.kind === 'content-type' || error.kind === 'too-large';
      const detail = `${error.kind}: ${error.message}`;
      return { venue, what, host, verdict: isShape ? 'drifted' : 'blocked', read: rows, detail, samples };
    }
  }
  const [first] = faults;
  const verdict = first !== undefined ? 'drifted' : rows === 0 ? 'silent' : 'ok';
  const asked = requests.length === 0 ? 'nothing to ask for: no contracts are known' : `${requests.length} requests`;
  const detail = first === undefined ? asked : `${faults.length} faults, the first: ${first}`;
  return { venue, what, host, verdict, read: rows, detail, samples };
}

/** Asks a provider that is no exchange for everything that we ask of it. */
export function askSource(
  source: Source<unknown>,
  requests: readonly HttpRequest[],
  http: Pick<HttpClient, 'get'>,
): Promise<Finding> {
  const read: Read = (payload, request, receivedTime) => source.parse(payload, { receivedTime, request });
  return askAll(http, source.id, 'figures', requests, read);
}

/** Asks each kind of endpoint of a venue once, and says what came. Resolves to the contracts that were listed, besides. */
export async function askVenue(
  venue: Venue,
  http: Pick<HttpClient, 'get'>,
  now: () => number,
): Promise<{ readonly findings: readonly Finding[]; readonly instruments: readonly Instrument[] }> {
  const listed = new Map<string, Instrument>();
  const marks = new Map<string, number>();
  const context = (receivedTime: number): ParseContext => ({ receivedTime, instruments: listed, markPrices: marks });

  const ask = (what: string, requests: readonly HttpRequest[], read: Read) => askAll(http, venue.id, what, requests, read);

  async function list(): Promise<Finding> {
    const found: Finding[] = [];
    const pages = [...venue.instruments.requests];
    for (let request = pages.shift(); request !== undefined; request = pages.shift()) {
      found.push(
        await ask('instruments', [request], (payload, asked, receivedTime) => {
          const next = venue.instruments.next?.(payload, asked);
          if (next !== undefined) pages.unshift(next);
          const parsed = venue.instruments.parse(payload, context(receivedTime));
          if (parsed.kind === 'events') for (const instrument of parsed.events) listed.set(instrument.symbol, instrument);
          return parsed;
        }),
      );
    }
    // A page of a list may be empty: a currency without contracts.
    const read = found.reduce((sum, finding) => sum + finding.read, 0);
    const worst =
      found.find(({ verdict }) => verdict !== 'ok' && (verdict !== 'silent' || read === 0)) ??
      found.find(({ verdict }) => verdict === 'ok');
    if (worst === undefined) throw new Error(`${venue.id} asks for no list`);
    return { ...worst, read, samples: found.flatMap(({ samples }) => samples).slice(0, 3) };
  }

  const findings: Finding[] = [await list()];
  const largest = [...listed.values()].sort((left, right) => rank(left) - rank(right));
  const perpetuals = largest.filter(({ kind }) => kind === 'perp');
  const some = perpetuals.slice(0, mostContracts);
  findings.push(
    await ask('prices', venue.quotes.requests, (payload, _request, receivedTime) => {
      const parsed = venue.quotes.parse(payload, context(receivedTime));
      if (parsed.kind === 'events')
        for (const { symbol, markPrice } of parsed.events) if (markPrice !== undefined) marks.set(symbol, markPrice);
      return parsed;
    }),
  );
  const { openInterest, funding, history } = venue;
  findings.push(
    await ask(
      'open interest',
      openInterest.requests(openInterest.isBulk ? perpetuals : some),
      (payload, _request, receivedTime) => openInterest.parse(payload, context(receivedTime)),
    ),
  );
  for (const instrument of openInterest.hasPast ? some.slice(0, 1) : [])
    findings.push(
      await ask(
        'open interest, past',
        [openInterest.requestPast(instrument, now() - 2 * hourMs)],
        (payload, _request, received) => openInterest.parsePast(payload, instrument, context(received)),
      ),
    );
  if (funding !== undefined)
    findings.push(
      await ask('funding', funding.requests(some), (payload, _request, receivedTime) =>
        funding.parse(payload, context(receivedTime)),
      ),
    );
  for (const poll of venue.polls)
    findings.push(
      await ask(`poll ${poll.stream}`, [poll.request(now() - hourMs + 1_000, now())], (payload, _request, receivedTime) =>
        poll.parse(payload, context(receivedTime)),
      ),
    );
  const unit = history?.units(largest)[0];
  if (history !== undefined && unit !== undefined) {
    const to = now() - history.lagMs;
    const window = { from: to - Math.min(history.maxWindowMs, hourMs), to };
    findings.push(
      await ask(`history of ${unit.key}`, [history.request(unit, window, undefined)], (payload, _request, receivedTime) =>
        history.parse(payload, unit, context(receivedTime)),
      ),
    );
  }
  return { findings, instruments: largest };
}

/** Bitcoin first, then ether: what is traded most says most. */
function rank({ base }: Instrument): number {
  const place = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE'].indexOf(base);
  return place === -1 ? 9 : place;
}
