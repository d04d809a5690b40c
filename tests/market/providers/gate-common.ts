import { json, type Ask, type BudgetRule, type BudgetUse, type Problem, type Reply, type Route } from '../provider.ts';
import { marketsOn, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';
import { stocksOn } from './gate-stocks.ts';

/** 200 requests in 10 seconds for each endpoint and address (Gate API v4, "Frequency limit rule"). */
export const gateRequests: BudgetRule = { name: 'gate requests', limit: 200, windowMs: 10 * secondMs, perRoute: true };

/** The body that Gate sends with an error. */
export function gateError(label: string, message: string, status = 400): Reply {
  return json({ label, message }, status);
}

/** How Gate refuses. */
export function refuseAsGate({ kind, parameter = '', use }: Problem): Reply {
  switch (kind) {
    case 'over-budget':
      return json({ label: 'TOO_MANY_REQUESTS', message: 'Request Rate limit Exceeded' }, 429, { ...rateHeaders(use) });
    case 'missing-parameter':
      return gateError('MISSING_REQUIRED_PARAM', `Missing required parameter: ${parameter}`);
    case 'unknown-parameter':
    case 'bad-parameter':
      return gateError('INVALID_PARAM_VALUE', `Invalid parameter: ${parameter}`);
    case 'method':
      return gateError('METHOD_NOT_ALLOWED', 'Method not allowed', 405);
    default:
      return gateError('NOT_FOUND', 'Path not found', 404);
  }
}

/** `X-Gate-RateLimit-*` of every answer; the reset is in unix seconds. */
export function gateHeaders(
  used: (rule: BudgetRule) => BudgetUse,
  _now: number,
  route: Route | undefined,
): Readonly<Record<string, string>> {
  return route === undefined ? {} : rateHeaders(used(gateRequests));
}

function rateHeaders(use: BudgetUse | undefined): Readonly<Record<string, string>> {
  if (use === undefined) return {};
  return {
    'x-gate-ratelimit-requests-remain': String(use.rule.limit - use.used),
    'x-gate-ratelimit-limit': String(use.rule.limit),
    'x-gate-ratelimit-reset-timestamp': String(Math.ceil(use.resetAt / secondMs)),
  };
}

/** The listings of the settlement currency in the path, the stocks and metals among them; `undefined` for a currency that Gate has not. */
export function listedAt({ params, world }: Ask): readonly Market[] | undefined {
  const { settle } = params;
  if (settle !== 'usdt' && settle !== 'btc') return undefined;
  return [...marketsOn(world.ledger, 'gate', settle), ...stocksOn(settle)];
}

export const unknownSettle = gateError('INVALID_PARAM_VALUE', 'Invalid settle');
export const unknownContract = gateError('CONTRACT_NOT_FOUND', 'Contract not found');

/**
 * A size as Gate prints it: text with its decimals for a client that sends `X-Gate-Size-Decimal: 1`, else a whole number, cut off
 * toward zero.
 */
export function sizeOf(value: number, { request }: Ask): number | string {
  if (request.headers['x-gate-size-decimal'] !== '1') return Math.trunc(round(value)) + 0;
  return String(round(value));
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
