/** What a newcomer names. */
export interface NewVenue {
  /** `new-exchange`: lower-case words with hyphens. */
  readonly id: string;
  readonly name: string;
  readonly apiHost: string;
  readonly streamHost: string;
}

/** `new-exchange` as the name of a constant: `newExchange`. */
export function toConstant(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

const toType = (id: string): string => toConstant(id).replace(/^./, letter => letter.toUpperCase());

/**
 * A venue of linear perpetuals in tether with one stream, in the shapes of no exchange: everything that has to be decided for a venue is decided
 * in it once, so that what the exchange does otherwise is a change and not a hole.
 */
export function venueFile({ id, name, apiHost, streamHost }: NewVenue): string {
  const constant = toConstant(id);
  return `import { control, ignored, parseRows, readable, rejected, type Parsed } from '../model/parsed.ts';
import type { RequestWhy } from '../model/request-why.ts';
import type { Instrument, Liquidation, OpenInterest, Quote } from '../model/trade.ts';
import type { HttpRequest, ParseContext, SocketPlan, Venue } from '../model/venue.ts';
import { fieldsOf, figureAt, textAt, wordAt, type Fields } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { priceAt, quantityAt, sizeAt, symbolAt, timeAt } from './fields.ts';
import { findInstrument } from './listing.ts';
import { toHeld, toLiquidation } from './notional.ts';
import { noPast } from './past.ts';
import { toOpenInterest, toQuote } from './rows.ts';
import { readCoin } from './symbols.ts';

/** ${name}. Sources: name the document and its date here, and beside each fact below. */
export const ${constant}: Venue = {
  id: '${id}',
  name: '${name}',
  // 'sampled' where the venue leaves orders out, 'none' where it publishes none.
  completeness: 'complete',
  // As documented; half of it is used.
  budgets: [{ name: '${id}', host: '${apiHost}', weight: 60, windowMs: 60_000 }],
  instruments: { requests: [request('contracts', 'contracts')], parse: parseInstruments },
  quotes: { requests: [request('tickers', 'prices')], parse: parseQuotes },
  openInterest: { isBulk: true, requests: () => [request('tickers', 'interest')], parse: parseOpenInterest, ...noPast },
  socketStreams: ['linear'],
  sockets: planSockets,
  polls: [],
  backfill: undefined,
};

function request(path: string, why: RequestWhy): HttpRequest {
  return { url: \`https://${apiHost}/v1/\${path}\`, weight: 1, budget: '${id}', why };
}

/** Every contract, with the coins in one of it. */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readList(payload, row => toInstrument(symbolAt(row, 'symbol'), figureAt(row, 'multiplier', { above: 0, below: 1e12 })));
}

/** Last and mark price. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readList(payload, row => {
    const instrument = context.instruments.get(symbolAt(row, 'symbol'));
    if (instrument === undefined) return undefined;
    return toQuote(instrument, priceAt(row, 'last'), { mark: row.mark });
  });
}

/** Contracts that are open. Say here whether the venue counts one side or both, and where that is written; halve where it counts both. */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readList(payload, row => {
    const instrument = context.instruments.get(symbolAt(row, 'symbol'));
    if (instrument === undefined) return undefined;
    const held = toHeld(instrument, { value: sizeAt(row, 'openInterest'), unit: 'contracts' }, priceAt(row, 'mark'));
    return toOpenInterest(instrument, context.receivedTime, held);
  });
}

function planSockets(instruments: readonly Instrument[]): readonly SocketPlan[] {
  if (instruments.length === 0) return [];
  return [
    {
      stream: 'linear',
      url: 'wss://${streamHost}/v1/public',
      subscribe: [JSON.stringify({ op: 'subscribe', channel: 'liquidations' })],
      // An answer to this is the only sign of life in a quiet market.
      heartbeat: { everyMs: 20_000, frame: () => JSON.stringify({ op: 'ping' }) },
      silenceMs: 60_000,
      lagMs: 2_000,
      maxAgeMs: 23 * 3_600_000,
      parse: read${toType(id)},
    },
  ];
}

/** Reads one frame of the stream: forced orders, acknowledgements, pongs. */
export function read${toType(id)}(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  if (frame.op === 'pong') return control('pong');
  if (frame.op === 'subscribe') return frame.success === true ? control('subscribed') : rejected('refused', 'success');
  if (frame.channel !== 'liquidations') return ignored('another channel');
  return readList(frame.data, row => readLiquidation(row, context));
}

/** One forced order. What a reader of fields (\`priceAt\` and the like) cannot believe is refused, with its reason and place. */
function readLiquidation(row: Fields, context: ParseContext): Liquidation | undefined {
  const key = textAt(row, 'id', /^[\\w-]{1,40}$/, 'no identity');
  const symbol = symbolAt(row, 'symbol');
  const side = wordAt(row, 'side', ['buy', 'sell']);
  const price = priceAt(row, 'price');
  const value = quantityAt(row, 'size');
  const eventTime = timeAt(row, 'time', context.receivedTime);
  const instrument = findInstrument(symbol, 'linear', context.instruments, unlisted => toInstrument(unlisted, undefined));
  if (instrument === undefined) return undefined;
  return toLiquidation({
    instrument,
    // The side of the closing ORDER: a sell closed a long. Bybit and Bitget name the POSITION instead; say which, and where it is written.
    position: side === 'sell' ? 'long' : 'short',
    price,
    priceKind: 'bankruptcy',
    quantity: { value, unit: 'contracts' },
    eventTime,
    receivedTime: context.receivedTime,
    key,
  });
}

function toInstrument(symbol: string, multiplier: number | undefined): Instrument | undefined {
  const name = /^([A-Z0-9]+)-USDT$/.exec(symbol)?.[1];
  const coin = name === undefined ? undefined : readCoin(name);
  if (coin === undefined) return undefined;
  return {
    venue: '${id}',
    symbol,
    base: coin.base,
    quote: 'USDT',
    kind: 'perp',
    contract: 'linear',
    multiplier: multiplier === undefined ? undefined : multiplier * coin.units,
    board: 'linear',
  };
}

function readList<Event>(payload: unknown, read: (row: Fields) => Event | undefined): Parsed<Event> {
  const parsed = parseRows(payload, '', value => read(fieldsOf(value)));
  return parsed.kind === 'events' ? readable(parsed.events, parsed.rejections) : parsed;
}
`;
}

/** Fixtures by name: listings, tickers, and forced orders worked by hand. */
export function fixtureFiles({ name }: NewVenue): Readonly<Record<string, unknown>> {
  const source = `made by npm run new:venue; replace with payloads after the ${name} documents, and say which`;
  const order = { id: '1', symbol: 'BTC-USDT', side: 'sell', price: '65000', size: '20', time: 1_770_856_199_000 };
  const worked = {
    name: 'a sell order closed a long; 20 contracts of 0.001 bitcoin at 65,000 are 1,300 dollars',
    via: 'socket',
    stream: 'linear',
    payload: { channel: 'liquidations', data: [order] },
    expected: [
      {
        symbol: 'BTC-USDT',
        base: 'BTC',
        position: 'long',
        price: 65_000,
        priceKind: 'bankruptcy',
        baseQuantity: 0.02,
        usd: 1_300,
        eventTime: 1_770_856_199_000,
      },
    ],
  };
  const short = {
    ...worked,
    name: 'a buy order closed a short',
    payload: { channel: 'liquidations', data: [{ ...order, id: '2', side: 'buy' }] },
    expected: worked.expected.map(expected => ({ ...expected, position: 'short' })),
  };
  const other = {
    ...worked,
    name: 'the other contract: 50 of 0.01 ether at 2,000 are 1,000 dollars',
    payload: { channel: 'liquidations', data: [{ ...order, id: '3', symbol: 'ETH-USDT', price: '2000', size: '50' }] },
    expected: worked.expected.map(expected => ({
      ...expected,
      symbol: 'ETH-USDT',
      base: 'ETH',
      price: 2_000,
      baseQuantity: 0.5,
      usd: 1_000,
    })),
  };
  return {
    contracts: {
      source,
      made: true,
      payload: [
        { symbol: 'BTC-USDT', multiplier: '0.001' },
        { symbol: 'ETH-USDT', multiplier: '0.01' },
      ],
    },
    tickers: {
      source,
      made: true,
      payload: [{ symbol: 'BTC-USDT', last: '65010', mark: '65000', openInterest: '1200000' }],
    },
    acknowledged: { source, made: true, payload: { op: 'subscribe', success: true } },
    pong: { source, made: true, payload: { op: 'pong' } },
    worked: { source, made: true, payload: [worked, short, other] },
  };
}

/** The beginning of the venue's own tests. */
export function testFile({ id, name }: NewVenue): string {
  const constant = toConstant(id);
  return `import { describe, expect, it } from 'vitest';
import { ${constant}, read${toType(id)} } from '../../../lib/venues/${id}.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const listed = ${constant}.instruments.parse(fixture('${id}', 'contracts'), { receivedTime: received, instruments: new Map() });
const instruments = new Map(listed.kind === 'events' ? listed.events.map(each => [each.symbol, each]) : []);

describe('${name}', () => {
  it('gives no coins and no dollars while the size of a contract is not known, but counts the order', () => {
    const order = { id: '7', symbol: 'BTC-USDT', side: 'sell', price: '65000', size: '20', time: received - 1_000 };
    const parsed = read${toType(id)}({ channel: 'liquidations', data: [order] }, { receivedTime: received, instruments: new Map() });
    expect(parsed).toMatchObject({ kind: 'events', events: [{ base: 'BTC', position: 'long', usd: undefined, baseQuantity: undefined }] });
  });

  it('counts open interest once, in coins and in dollars', () => {
    // 1,200,000 contracts of 0.001 bitcoin at 65,000.
    const parsed = ${constant}.openInterest.parse(fixture('${id}', 'tickers'), { receivedTime: received, instruments });
    expect(parsed).toMatchObject({ kind: 'events', events: [{ symbol: 'BTC-USDT', coins: 1_200, usd: 78_000_000 }] });
  });
});
`;
}
