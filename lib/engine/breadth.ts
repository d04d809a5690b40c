import type { RankedCoin } from '../model/context.ts';
import type { BreadthFigure, Known } from '../model/engine.ts';
import { percentile } from './percentile.ts';

/** Coins that are counted. */
const mostCoins = 100;
/** Fewer say nothing of the market. */
const leastCoins = 30;

// Cash that the tickers do not give away, gold, and funds in the shape of a coin.
const notCoins = new Set(
  'DAI FRAX MIM EURC EURS EURT EURI LISUSD GHO BUIDL OUSG USYC JTRSY FIGR_HELOC PAXG XAUT XAUM KAU KAG XAU XAG XAGT BFUSD JLP'.split(
    ' ',
  ),
);
const copyName = /\b(wrapped|bridged|staked|restaked|staking|peg|pegged)\b/i;

/**
 * Whether a coin stands for something else: cash (by its ticker, or worth a dollar and not moving), gold, or another coin (by its name, or
 * because its ticker ends in that of a larger coin and its price stands near that coin's, staking rewards included).
 */
function isCopy({ symbol, name, usd, change24h = 1 }: RankedCoin, larger: readonly RankedCoin[]): boolean {
  if (notCoins.has(symbol) || symbol.includes('USD') || copyName.test(name)) return true;
  if (Math.abs(usd - 1) < 0.03 && Math.abs(change24h) < 0.003) return true;
  return larger.some(other => {
    const isSame = symbol.length > other.symbol.length && other.symbol.length > 2 && symbol.endsWith(other.symbol);
    return isSame && usd > 0.95 * other.usd && usd < 1.6 * other.usd;
  });
}

/**
 * How broad the move of 24 hours is, over the largest hundred of `ranked` that are no copies and whose change is known. Against bitcoin are
 * all but bitcoin, and nothing is when its change is not known.
 */
export function breadthFigure(
  ranked: readonly RankedCoin[],
  { at, source }: { readonly at: number; readonly source: string },
): Known<BreadthFigure> {
  const own: RankedCoin[] = [];
  for (const coin of ranked) if (own.length < mostCoins && !isCopy(coin, own)) own.push(coin);
  const changes = own.flatMap(({ change24h }) => change24h ?? []);
  if (changes.length < leastCoins) return { unknown: { of: 'fewCoins', count: changes.length } };
  const bitcoin = own.find(({ symbol }) => symbol === 'BTC')?.change24h;
  const others = own.flatMap(({ symbol, change24h }) => (symbol === 'BTC' ? [] : (change24h ?? [])));
  const share = (of: readonly number[], limit: number) => of.filter(change => change < limit).length / of.length;
  const median = percentile(others, 0.5);
  return {
    falling: share(changes, 0),
    coins: changes.length,
    ...(bitcoin === undefined || median === undefined
      ? {}
      : { medianAgainstBtc: median - bitcoin, weakerThanBtc: share(others, bitcoin) }),
    at,
    source,
  };
}
