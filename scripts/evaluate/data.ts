import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BarInput, LiquidationInput } from '../../lib/model/engine.ts';
import type { CrashDepth } from './labels.ts';
import type { Span } from './score.ts';

/** One recorded market that detectors are tried on. Orders and hours ascend. */
export interface Market {
  readonly name: string;
  readonly base: string;
  readonly orders: readonly LiquidationInput[];
  readonly bars: readonly BarInput[];
  /** The time between moments at which a detector is asked, ms: the grain of the orders. */
  readonly grainMs: number;
  readonly depth: CrashDepth;
  /** What is scored: after the warm-up. */
  readonly span: Span;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const files = ['ETHUSDT_1h.csv', 'aave_v2_liquidations.csv', 'btc_hourly_price_liquidations_oi_funding.csv'] as const;

/** Loans and collateral that keep to the dollar: a loan of something else against these is a bet on its fall. */
const stable = new Set(['DAI', 'USDC', 'USDT', 'TUSD', 'SUSD', 'BUSD', 'GUSD', 'PAX', 'USDP', 'FEI', 'FRAX', 'LUSD', 'UST']);

/** Files of the histories that are not there, as paths; empty when all are. */
export function missingFiles(history: string): readonly string[] {
  return files.map(file => join(history, 'cascade', file)).filter(path => !existsSync(path));
}

/** The two development markets. Throws where a file is absent or lacks a column. */
export function readMarkets(history: string): readonly [aave: Market, btc: Market] {
  const read = (file: (typeof files)[number]): readonly Row[] => parseCsv(readFileSync(join(history, 'cascade', file), 'utf8'));
  return [
    toAave(read('aave_v2_liquidations.csv'), read('ETHUSDT_1h.csv')),
    toBtc(read('btc_hourly_price_liquidations_oi_funding.csv')),
  ];
}

type Row = (column: string) => string;

/** Rows of a comma-separated file with a header and no quotes. */
export function parseCsv(text: string): readonly Row[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map(line => {
    const cells = line.split(',');
    return column => {
      const cell = cells[columns.indexOf(column)];
      if (cell === undefined) throw new Error(`no column ${column} in: ${line}`);
      return cell;
    };
  });
}

function toNumber(row: Row, column: string): number {
  const value = Number(row(column));
  if (row(column).trim() === '' || !Number.isFinite(value)) throw new Error(`${column} is no number: ${row(column)}`);
  return value;
}

/** Loans on Aave, which have no leverage of exchanges: ether stands for all collateral. */
function toAave(loans: readonly Row[], prices: readonly Row[]): Market {
  const bars = prices.map((row): BarInput => ({
    type: 'bar',
    time: toNumber(row, 'ts') * 1000,
    intervalMs: hourMs,
    base: 'ETH',
    open: toNumber(row, 'open'),
    high: toNumber(row, 'high'),
    low: toNumber(row, 'low'),
    close: toNumber(row, 'close'),
    volume: toNumber(row, 'volume'),
  }));
  const orders = loans.map((row): LiquidationInput => ({
    type: 'liquidation',
    time: toNumber(row, 'ts') * 1000,
    base: 'ETH',
    position: stable.has(row('collateral').toUpperCase()) && !stable.has(row('principal').toUpperCase()) ? 'short' : 'long',
    usd: toNumber(row, 'usd'),
    venue: 'aave',
  }));
  orders.sort((left, right) => left.time - right.time);
  const begin = orders[0]?.time ?? 0;
  const end = (bars.at(-1)?.time ?? 0) + hourMs;
  return {
    name: 'Aave V2, ETH',
    base: 'ETH',
    orders,
    bars,
    grainMs: 300_000,
    depth: { crash: 0.1, onset: 0.04 },
    span: { from: begin + 30 * dayMs, to: end },
  };
}

/** Hourly sums of three exchanges; an hour is known when it is over, and is one order at its last moment. */
function toBtc(rows: readonly Row[]): Market {
  const bars = rows.map((row): BarInput => ({
    type: 'bar',
    time: toNumber(row, 'timestamp'),
    intervalMs: hourMs,
    base: 'BTC',
    open: toNumber(row, 'price_open'),
    high: toNumber(row, 'price_high'),
    low: toNumber(row, 'price_low'),
    close: toNumber(row, 'price_close'),
    openInterestUsd: toNumber(row, 'oi_close'),
    // Per cent in the file.
    fundingRate: toNumber(row, 'funding_close') / 100,
  }));
  const orders = rows.flatMap(row =>
    (['long', 'short'] as const).flatMap((position): readonly LiquidationInput[] => {
      const usd = toNumber(row, `liquidation_${position}_usd`);
      const time = toNumber(row, 'timestamp') + hourMs - 1;
      return usd > 0 ? [{ type: 'liquidation', time, base: 'BTC', position, usd, venue: 'three exchanges' }] : [];
    }),
  );
  const begin = bars[0]?.time ?? 0;
  const end = (bars.at(-1)?.time ?? 0) + hourMs;
  return {
    name: 'BTC by the hour',
    base: 'BTC',
    orders,
    bars,
    grainMs: hourMs,
    depth: { crash: 0.05, onset: 0.02 },
    span: { from: begin + 7 * dayMs, to: end },
  };
}
