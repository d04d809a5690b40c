import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { fundingText } from '../funding.ts';
import { dayMs, dayRange, digitsOf, minuteMs, openInterestUnits, printed, quotedPrice } from '../wire.ts';
import type { Market } from '../world.ts';

/** 1,200 weight a minute and address; 20 for this question (Hyperliquid's documents, rate limits). */
const weight: BudgetRule = { name: 'hyperliquid weight', limit: 1_200, windowMs: minuteMs };

/** Hyperliquid's `info`, as far as it is asked: `metaAndAssetCtxs`, posted. No forced orders come out of it anywhere. */
export const hyperliquid: Provider = {
  name: 'hyperliquid',
  venue: 'hyperliquid',
  hosts: ['api.hyperliquid.xyz'],
  refuse,
  sockets: [],
  routes: [{ method: 'POST', path: '/info', query: {}, budget: weight, weight: () => 20, answer: info }],
};

function refuse({ kind }: Problem): Reply {
  if (kind === 'over-budget') return json(null, 429);
  return kind === 'method' ? json('Method Not Allowed', 405) : json(null, 404);
}

function info(ask: Ask): Reply {
  const isJson = ask.request.headers['content-type']?.includes('application/json') === true;
  if (!isJson || questionOf(ask.request.body) !== 'metaAndAssetCtxs') {
    const words = 'Failed to deserialize the JSON body into the target type';
    return { ...json(words, isJson ? 422 : 415), refused: words };
  }
  const listed = ask.world.ledger.markets.filter(({ venue }) => venue === 'hyperliquid');
  const [model] = listed;
  const contexts = listed.map(market => contextOf(ask, market));
  // A delisted coin keeps its place in both lists.
  const delisted = model === undefined ? [] : [{ name: 'MATIC', szDecimals: 1, maxLeverage: 20, isDelisted: true }];
  return json([
    {
      universe: [
        ...delisted,
        ...listed.map(({ symbol, quantityStep }) => ({ name: symbol, szDecimals: digitsOf(quantityStep), maxLeverage: 40 })),
      ],
    },
    [...delisted.map(() => ({ ...contexts[0], openInterest: '0.0', funding: '0.0', midPx: null })), ...contexts],
  ]);
}

function questionOf(body: string | undefined): unknown {
  try {
    return (JSON.parse(body ?? '') as { readonly type?: unknown } | null)?.type;
  } catch {
    // No JSON: refused by the caller.
    return undefined;
  }
}

function contextOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { priceTick, quantityStep, base } = market;
  const price = quotedPrice(ledger, market, now);
  const { volumeBase } = dayRange(ledger, base, now);
  return {
    // For one hour: ten digits, so that eight of them make the rate of eight hours.
    funding: fundingText(ledger, market, now, 12),
    openInterest: printed(openInterestUnits(ledger, market, now), quantityStep),
    prevDayPx: printed(quotedPrice(ledger, market, now - dayMs), priceTick),
    dayNtlVlm: (volumeBase * ledger.price(base, now)).toFixed(6),
    premium: '-0.0002',
    oraclePx: printed(price * 1.0002, priceTick),
    markPx: printed(price, priceTick),
    midPx: printed(price, priceTick),
    impactPxs: [printed(price - priceTick, priceTick), printed(price + priceTick, priceTick)],
    dayBaseVlm: volumeBase.toFixed(4),
  };
}
