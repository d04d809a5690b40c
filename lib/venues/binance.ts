import * as v from 'valibot';
import { events, type Parsed } from '../model/parsed.ts';
import type { Quote } from '../model/trade.ts';
import type { ParseContext, SocketPlan, Venue } from '../model/venue.ts';
import { readRows, row, skip, toFaults, type RowReading } from '../std/rows.ts';
import { forceOrderStream, parseFrame } from './binance/force-order.ts';
import { errorBody, instrumentOf, parseInstruments } from './binance/instruments.ts';
import {
  parseOpenInterest,
  parsePastOpenInterest,
  requestOpenInterest,
  requestPastOpenInterest,
} from './binance/open-interest.ts';
import { figure, priceBounds, readTime, symbolField } from './fields.ts';

const MarkPrice = v.object({ markPrice: figure(priceBounds), time: v.unknown() });

/**
 * One socket for both boards: since 2026-06-30 either host carries USD-M and COIN-M together, and listening to both would count twice.
 * The path matters: without `/market` the server accepts, acknowledges and stays silent (notice "Important WebSocket Change", April 2026).
 * The streams stand in the address because subscribing by message is reported as unserved on this path. The mark price of BTCUSDT, sent each
 * 3 s, tells a quiet market from a blocked region.
 */
const merged: SocketPlan = {
  stream: 'merged',
  url: `wss://fstream.binance.com/market/stream?streams=${forceOrderStream}/btcusdt@markPrice`,
  subscribe: [],
  heartbeat: { everyMs: 20_000, frame: id => JSON.stringify({ method: 'LIST_SUBSCRIPTIONS', id }) },
  // Less than the heartbeat: a socket that answers heartbeats and delivers nothing must count as silent.
  silenceMs: 15_000,
  // An order is sent at the end of its second.
  lagMs: 3_000,
  // Cut by the venue at 24 h.
  maxAgeMs: 23 * 3_600_000,
  parse: parseFrame,
};

/**
 * Binance USD-M and COIN-M futures as one venue: they share one stream and one budget of weight.
 * Sources: derivatives documents and change notices, April to November 2026; connector docstrings, 2026-08-19.
 */
export const binance: Venue = {
  id: 'binance',
  name: 'Binance',
  counts: 'One forced order for each contract and second, the latest, at its average fill.',
  misses: 'All others of the same second: its sums are lowest where a cascade is fastest. It keeps no history.',
  completeness: 'sampled',
  // Both hosts draw on one allowance: 2,400 weight a minute and address (COIN-M notice, 2026-06-10), and 1,000 requests in 5 minutes for
  // /futures/data (connector docstrings, 2026-08-19). Budgets are kept by host, so each gets a share and the shares add up to the whole.
  budgets: [
    { name: 'binance-um', host: 'fapi.binance.com', weight: 1_800, windowMs: 60_000 },
    { name: 'binance-cm', host: 'dapi.binance.com', weight: 600, windowMs: 60_000 },
    { name: 'binance-um-history', host: 'fapi.binance.com', weight: 800, windowMs: 300_000 },
    { name: 'binance-cm-history', host: 'dapi.binance.com', weight: 200, windowMs: 300_000 },
  ],
  instruments: {
    requests: [
      {
        url: 'https://fapi.binance.com/fapi/v1/exchangeInfo',
        weight: 1,
        budget: 'binance-um',
        maxBytes: 12_000_000,
        why: 'list of USD-M contracts on Binance',
      },
      {
        url: 'https://dapi.binance.com/dapi/v1/exchangeInfo',
        weight: 1,
        budget: 'binance-cm',
        maxBytes: 12_000_000,
        why: 'list of COIN-M contracts on Binance, with their size in dollars',
      },
    ],
    parse: parseInstruments,
  },
  quotes: {
    requests: [
      {
        url: 'https://fapi.binance.com/fapi/v1/premiumIndex',
        weight: 10,
        budget: 'binance-um',
        why: 'mark prices of USD-M contracts on Binance',
      },
      {
        url: 'https://dapi.binance.com/dapi/v1/premiumIndex',
        weight: 10,
        budget: 'binance-cm',
        why: 'mark prices of COIN-M contracts on Binance',
      },
    ],
    parse: parseQuotes,
  },
  openInterest: {
    isBulk: false,
    requests: requestOpenInterest,
    parse: parseOpenInterest,
    hasPast: true,
    requestPast: requestPastOpenInterest,
    parsePast: parsePastOpenInterest,
  },
  socketStreams: ['merged'],
  sockets: () => [merged],
  polls: [],
  backfill: undefined,
};

/**
 * Reads `premiumIndex` of either board. It carries mark prices alone: `priceUsd` is the mark price with the multiplier prefix undone, and
 * there is no change over 24 hours (`ticker/24hr`, which has it, costs weight 40).
 */
function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  const refusal = errorBody(payload);
  if (refusal !== undefined) return refusal;
  const list = v.safeParse(v.array(v.unknown()), payload);
  if (!list.success) return { kind: 'rejected', rejections: toFaults(list.issues) };
  const { rows, rejections } = readRows(list.output, '', value => readQuote(value, context));
  return events(rows, rejections);
}

function readQuote(value: unknown, context: ParseContext): RowReading<Quote> {
  const named = v.safeParse(v.object({ symbol: symbolField }), value);
  if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
  const { symbol } = named.output;
  const instrument = instrumentOf(symbol, context);
  // Contracts that are wound up stand in the answer with prices of 0: unlisted ones are passed over before their figures are read.
  if (instrument === undefined) return skip;
  const checked = v.safeParse(MarkPrice, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { markPrice } = checked.output;
  const units = instrument.board === 'um' ? (instrument.multiplier ?? 1) : 1;
  return row({
    source: 'binance',
    symbol,
    base: instrument.base,
    time: readTime(checked.output.time, context.receivedTime),
    priceUsd: markPrice / units,
    markPrice,
    change24h: undefined,
  });
}
