import { html, json, type BudgetRule, type BudgetUse, type Problem, type Reply, type WireRequest } from '../provider.ts';
import { minuteMs } from '../wire.ts';
import type { Market } from '../world.ts';

/**
 * 2,400 weight a minute and address, one budget for USD-M and COIN-M together since 2026-06-30 (official COIN-M notice, 2026-06-10).
 * Asking on after a 429 brings 418, two minutes at first ("IP Limits", Binance derivatives documents).
 */
export const futuresWeight: BudgetRule = {
  name: 'binance futures weight',
  limit: 2_400,
  windowMs: minuteMs,
  ban: { strikes: 10, forMs: 2 * minuteMs },
};

/** `/futures/data/*`: weight 0, but 1,000 requests in 5 minutes and address (Binance connector docstrings, 2026-08-19). */
export const futuresData: BudgetRule = {
  name: 'binance futures/data',
  limit: 1_000,
  windowMs: 5 * minuteMs,
  ban: { strikes: 10, forMs: 2 * minuteMs },
};

/** `fundingInfo`: weight 0, but 500 requests in 5 minutes and address, shared with the history of rates (connector docstrings, 2026-08-19). */
export const fundingData: BudgetRule = { name: 'binance funding', limit: 500, windowMs: 5 * minuteMs };

/** Spot and its mirror: 6,000 weight a minute and address. */
export const spotWeight: BudgetRule = {
  name: 'binance spot weight',
  limit: 6_000,
  windowMs: minuteMs,
  ban: { strikes: 10, forMs: 2 * minuteMs },
};

/** The body that Binance sends with an error: `{"code":-1121,"msg":"Invalid symbol."}`. */
export function binanceError(code: number, msg: string, status = 400): Reply {
  return json({ code, msg }, status);
}

export const invalidSymbol = binanceError(-1121, 'Invalid symbol.');

/** How a Binance host refuses. */
export function refuseAsBinance(problem: Problem, request: WireRequest, now: number): Reply {
  const { kind, parameter = '', use } = problem;
  switch (kind) {
    case 'over-budget':
      return overBudget(use, now);
    case 'unknown-parameter':
      return binanceError(-1104, 'Not all sent parameters were read.');
    case 'missing-parameter':
      return binanceError(-1102, `Mandatory parameter '${parameter}' was not sent, was empty/null, or malformed.`);
    case 'bad-parameter':
      if (parameter === 'symbol' || parameter === 'pair') return invalidSymbol;
      return binanceError(-1130, `Data sent for parameter '${parameter}' is not valid.`);
    case 'method':
      return binanceError(-5000, `Path ${request.path}, Method ${request.method} is invalid`, 405);
    default:
      return html('<html><body><h2>404 Not found</h2></body></html>', 404);
  }
}

function overBudget(use: BudgetUse | undefined, now: number): Reply {
  const seconds = String(Math.max(1, Math.ceil(((use?.resetAt ?? now) - now) / 1_000)));
  const banned = use?.state === 'banned';
  const msg = banned
    ? `Way too many requests; IP banned until ${use.resetAt}. Please use the websocket for live updates to avoid bans.`
    : `Too many requests; current limit is ${use?.rule.limit ?? 0} requests per minute.`;
  return json({ code: -1003, msg }, banned ? 418 : 429, { 'retry-after': seconds });
}

/** `X-MBX-USED-WEIGHT-1M` of every answer. */
export function usedWeightHeader(rule: BudgetRule): (used: (rule: BudgetRule) => BudgetUse) => Readonly<Record<string, string>> {
  return used => ({ 'x-mbx-used-weight-1m': String(used(rule).used) });
}

/** The pair of a symbol: `BTCUSD` for `BTCUSD_PERP`, the symbol itself for a perpetual of USD-M. */
export function pairOf({ symbol }: Market): string {
  return symbol.split('_')[0] ?? symbol;
}

/** `PERPETUAL`, or `CURRENT_QUARTER` for a symbol that ends in a date. */
export function contractTypeOf({ symbol }: Market): 'PERPETUAL' | 'CURRENT_QUARTER' {
  return /_\d{6}$/.test(symbol) ? 'CURRENT_QUARTER' : 'PERPETUAL';
}

/** Delivery of a dated symbol, 08:00 UTC of its day; the far date of perpetuals otherwise (exchangeInfo, 2021 recording). */
export function deliveryDateOf({ symbol }: Market): number {
  const date = /_(\d\d)(\d\d)(\d\d)$/.exec(symbol);
  if (date === null) return 4_133_404_800_000;
  return Date.UTC(2000 + Number(date[1]), Number(date[2]) - 1, Number(date[3]), 8);
}
