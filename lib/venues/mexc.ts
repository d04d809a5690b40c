import type { Parsed } from '../model/parsed.ts';
import type { RequestWhy } from '../model/request-why.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../model/venue.ts';
import { readDecimal } from '../std/decimal.ts';
import { fieldsOf, figureAt, type Fields } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { readAnswer, type AnswerShape } from './answer.ts';
import { coinAt, nameAt, priceAt, quantityAt, readTime, sizeAt, symbolAt } from './fields.ts';
import { toFunding, toIntervalHours } from './funding.ts';
import { noPast } from './past.ts';
import { toHeldInterest, toQuote } from './rows.ts';
import { dollarQuotes } from './symbols.ts';

const shape: AnswerShape = { venue: 'MEXC', field: 'code', good: 0, list: ['data'] };
// Zones of shares, metals and currencies, by their names: unverified.
const noCoins = /stock|tradfi|metal|forex|commodit|equity/i;

/**
 * MEXC futures, without forced orders: its public documents know none (November 2025). Sources: MEXC's documents of contracts, 2025, and answers
 * recorded by client libraries. Open interest (`holdVol`) counts contracts; whether one side or both is not said: it is taken as reported.
 * Limits are unverified (20 requests in 2 seconds is told by clients; a slower one for the list of contracts).
 */
export const mexc: Venue = {
  id: 'mexc',
  name: 'MEXC',
  completeness: 'none',
  budgets: [
    { name: 'mexc', host: 'contract.mexc.com', weight: 20, windowMs: 2_000 },
    { name: 'mexc-detail', host: 'contract.mexc.com', weight: 2, windowMs: 10_000 },
  ],
  instruments: {
    requests: [request('detail', 'contracts', 'mexc-detail')],
    parse: payload => readData(payload, readListing),
  },
  quotes: { requests: [request('ticker', 'prices')], parse: parseQuotes },
  openInterest: {
    isBulk: true,
    requests: () => [request('ticker', 'interest')],
    parse: parseOpenInterest,
    ...noPast,
  },
  funding: { requests: () => [request('funding_rate', 'funding')], parse: parseFunding },
  socketStreams: [],
  sockets: () => [],
  polls: [],
  backfill: undefined,
};

function request(path: string, why: RequestWhy, budget = 'mexc'): HttpRequest {
  return { url: `https://contract.mexc.com/api/v1/contract/${path}`, weight: 1, budget, maxBytes: 12_000_000, why };
}

function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readListed(payload, context, (row, instrument, time) =>
    toQuote(instrument, priceAt(row, 'lastPrice'), { time, mark: row.fairPrice, change: row.riseFallRate }),
  );
}

function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readListed(payload, context, (row, instrument, time = context.receivedTime) => {
    if (instrument.kind !== 'perp') return undefined;
    return toHeldInterest(instrument, time, sizeAt(row, 'holdVol'), 'contracts', row.fairPrice);
  });
}

/** The list of rates (`funding_rate` without a symbol), which says the interval: `collectCycle`, hours. The rate of tickers does not. */
function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readListed(payload, context, (row, instrument, time = context.receivedTime) => {
    const hours = toIntervalHours(readDecimal(row.collectCycle), 3_600_000);
    return toFunding(instrument, row.fundingRate, time, hours);
  });
}

/** Rows of contracts that are listed; the answers by themselves do not tell a share from a coin, nor the size of a contract. */
function readListed<Event>(
  payload: unknown,
  { instruments, receivedTime }: ParseContext,
  read: (row: Fields, instrument: Instrument, time: number | undefined) => Event | undefined,
): Parsed<Event> {
  return readData(payload, row => {
    const instrument = instruments.get(symbolAt(row, 'symbol'));
    return instrument === undefined ? undefined : read(row, instrument, readTime(row.timestamp, receivedTime));
  });
}

// One contract alone comes without its list.
function readData<Event>(payload: unknown, read: (row: Fields) => Event | undefined): Parsed<Event> {
  const isAlone = isRecord(payload) && isRecord(payload.data);
  return readAnswer(isAlone ? { ...payload, data: [payload.data] } : payload, shape, value => read(fieldsOf(value)));
}

function readListing(row: Fields): Instrument | undefined {
  const quote = nameAt(row, 'quoteCoin');
  const settle = nameAt(row, 'settleCoin');
  const zones = Array.isArray(row.conceptPlate) ? row.conceptPlate : [];
  if (figureAt(row, 'state') !== 0 || !dollarQuotes.has(quote)) return undefined;
  if (zones.some(zone => typeof zone === 'string' && noCoins.test(zone))) return undefined;
  const { base, units } = coinAt(row, 'baseCoin');
  const size = quantityAt(row, 'contractSize');
  const contract = settle === row.baseCoin ? 'inverse' : dollarQuotes.has(settle) ? 'linear' : 'quanto';
  return {
    venue: 'mexc',
    symbol: symbolAt(row, 'symbol'),
    base,
    quote,
    kind: (row.futureType ?? 1) === 1 ? 'perp' : 'future',
    contract,
    // Coins in a linear contract, dollars in an inverse one.
    multiplier: contract === 'quanto' ? undefined : contract === 'inverse' ? size : size * units,
    board: 'contract',
  };
}
