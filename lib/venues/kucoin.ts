import type { Parsed } from '../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../model/venue.ts';
import { readDecimal } from '../std/decimal.ts';
import { fieldsOf, figureAt, flagAt, type Fields } from '../std/fields.ts';
import { refuse } from '../std/rows.ts';
import { readAnswer, type AnswerShape } from './answer.ts';
import { coinAt, nameAt, priceAt, signedBounds, sizeAt, symbolAt } from './fields.ts';
import { toFunding, toIntervalHours, withInterval } from './funding.ts';
import { noPast } from './past.ts';
import { toHeldInterest, toQuote } from './rows.ts';
import { dollarQuotes } from './symbols.ts';

const shape: AnswerShape = { venue: 'KuCoin', field: 'code', good: '200000', list: ['data'] };
/** All contracts with everything about them. The weight of this request is not verified: the budget is a cautious one. */
const contracts: HttpRequest = {
  url: 'https://api-futures.kucoin.com/api/v1/contracts/active',
  weight: 1,
  budget: 'kucoin',
  maxBytes: 8_000_000,
  why: 'contractFigures',
};

/**
 * KuCoin futures, without forced orders: no public topic or request has them (documents of 2025; a guessed topic does not exist, 2026-09-18).
 * Source of the shape: answers recorded by client libraries, 2024 to 2026. Open interest counts contracts; whether one side or both is
 * not said: it is taken as reported.
 */
export const kucoin: Venue = {
  id: 'kucoin',
  name: 'KuCoin',
  completeness: 'none',
  budgets: [{ name: 'kucoin', host: 'api-futures.kucoin.com', weight: 30, windowMs: 30_000 }],
  instruments: { requests: [contracts], parse: payload => readContracts(payload, (_row, instrument) => instrument) },
  quotes: { requests: [contracts], parse: parseQuotes },
  openInterest: { isBulk: true, requests: () => [contracts], parse: parseOpenInterest, ...noPast },
  funding: { requests: () => [contracts], parse: parseFunding },
  socketStreams: [],
  sockets: () => [],
  polls: [],
  backfill: undefined,
};

function parseQuotes(payload: unknown): Parsed<Quote> {
  return readContracts(payload, (row, instrument) =>
    toQuote(instrument, priceAt(row, 'lastTradePrice'), { mark: row.markPrice, change: row.priceChgPct }),
  );
}

/** The answer has no time of its own: that of receipt stands in. */
function parseOpenInterest(payload: unknown, { receivedTime }: ParseContext): Parsed<OpenInterest> {
  return readContracts(payload, (row, instrument) => {
    if (instrument.kind !== 'perp') return undefined;
    return toHeldInterest(instrument, receivedTime, sizeAt(row, 'openInterest'), 'contracts', row.markPrice);
  });
}

/** `fundingFeeRate` is that of the running period. (`nextFundingRateTime` is a remainder in ms and no time.) */
function parseFunding(payload: unknown, { receivedTime }: ParseContext): Parsed<Funding> {
  return readContracts(payload, (row, instrument) => toFunding(instrument, row.fundingFeeRate, receivedTime));
}

function readContracts<Event>(payload: unknown, read: (row: Fields, instrument: Instrument) => Event | undefined): Parsed<Event> {
  return readAnswer(payload, shape, value => {
    const row = fieldsOf(value);
    const instrument = readListing(row);
    return instrument === undefined ? undefined : read(row, instrument);
  });
}

function readListing(row: Fields): Instrument | undefined {
  const quote = nameAt(row, 'quoteCurrency');
  if (nameAt(row, 'status') !== 'Open' || !dollarQuotes.has(quote) || (row.assetClass ?? 'CRYPTO') !== 'CRYPTO') return undefined;
  const { base, units } = coinAt(row, 'baseCurrency');
  const isInverse = flagAt(row, 'isInverse');
  const size = figureAt(row, 'multiplier', signedBounds);
  if (size === 0 || (!isInverse && size < 0)) refuse('no size', 'multiplier');
  const kind = nameAt(row, 'type') === 'FFWCSX' ? 'perp' : 'future';
  const instrument: Instrument = {
    venue: 'kucoin',
    symbol: symbolAt(row, 'symbol'),
    base,
    quote,
    kind,
    // `isQuanto` is true of plain USDT contracts too, and says nothing.
    contract: isInverse ? 'inverse' : 'linear',
    // -1 on inverse contracts: one dollar each.
    multiplier: isInverse ? -size : size * units,
    board: 'futures',
  };
  return withInterval(instrument, kind === 'perp' ? intervalOf(row) : undefined);
}

// In ms where the answer says it; older answers have it in the name of the rate alone (`.XBTUSDTMFPI8H`).
function intervalOf(row: Fields): number | undefined {
  const told = readDecimal(row.currentFundingRateGranularity) ?? readDecimal(row.fundingRateGranularity);
  if (told !== undefined) return toIntervalHours(told, 1);
  const name = row.fundingRateSymbol;
  const named = typeof name === 'string' ? /FPI(\d{1,2})H$/.exec(name.slice(-60))?.[1] : undefined;
  return toIntervalHours(readDecimal(named), 3_600_000);
}
