import { t } from '../i18n/t.ts';
import type { Front, LiquidatedWords, PriceWords, Shares } from '../model/answer.ts';
import type { FearGreedFigure, FeedHealth, LiquidationTotal, MarketSnapshot, PriceFigure } from '../model/snapshot.ts';
import { sideCell, toneOf } from './cells.ts';
import { formatSeen, formatVenues } from './coverage.ts';
import { formatFeeds } from './feeds.ts';
import { composeHours } from './hours.ts';
import { composeLadder } from './ladder.ts';
import { formatTotal } from './money.ts';
import { formatChange } from './percent.ts';
import { unread } from './phase.ts';
import { formatPrice } from './price.ts';
import { formatMoment } from './time.ts';
import { notYet, toTotalTip } from './total-tip.ts';
import { toSafeText } from './words.ts';

/** Everything of a snapshot but the words that are made of it. */
export type Figures = Omit<MarketSnapshot, 'front' | 'lines' | 'answers' | 'badge'>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * The first figures in words.
 *
 * @param feeds one row for each venue and provider, as panels are sent them.
 */
export function composeFront(figures: Figures, feeds: readonly FeedHealth[]): Front {
  const { prices, levels, liquidations, fearGreed, engine } = figures;
  return {
    prices: Object.fromEntries(Object.entries(prices).map(([base, figure]) => [base, toPriceWords(base, figure)])),
    ladders: Object.fromEntries(
      Object.entries(levels).flatMap(([base, figure]) => {
        const ladder = composeLadder(base, figure, prices[base], engine?.coins[base]?.fuel ?? unread);
        return ladder === undefined ? [] : [[base, ladder]];
      }),
    ),
    liquidated: toLiquidatedWords(liquidations.market['24h']),
    hours: composeHours(liquidations.hours),
    ...(fearGreed === undefined ? {} : { fear: toFearWords(fearGreed) }),
    feeds: formatFeeds(feeds),
  };
}

function toPriceWords(base: string, { usd, change24h, at, source }: PriceFigure): PriceWords {
  const [price, change] = [formatPrice(usd), formatChange(change24h)];
  return {
    price,
    change: { text: change, ...toneOf(change24h) },
    tip: t('answer.priceTip', { coin: base, price, change, source: toSafeText(source, 30), time: formatMoment(at) }),
    freshFor: { at, ms: 3 * minuteMs },
  };
}

function toLiquidatedWords(total: LiquidationTotal | undefined): LiquidatedWords {
  return {
    total: formatTotal(total),
    venues: total === undefined ? '' : formatVenues(total.venuesHeard, total.venuesEnabled),
    seen: total === undefined ? notYet() : formatSeen(total.coverage),
    longs: sideCell(total?.longUsd, 'neg'),
    shorts: sideCell(total?.shortUsd, 'pos'),
    shares: toShares(total),
    tip: toTotalTip(total),
  };
}

/** Longs against shorts; what the estimate adds is a gap. Nothing forced out is a bar without colour, nothing heard is a gap. */
function toShares(total: LiquidationTotal | undefined): Shares {
  if (total === undefined) return [];
  const whole = total.estimate?.usd ?? total.usd;
  if (whole <= 0) return [{ share: 1, tone: 'dim' }];
  return [
    { share: total.longUsd / whole, tone: 'neg' },
    { share: total.shortUsd / whole, tone: 'pos' },
  ];
}

function toFearWords({ value, word, at, source }: FearGreedFigure): NonNullable<Front['fear']> {
  return {
    value,
    tone: value <= 25 ? 'alarm' : value <= 45 ? 'warn' : value <= 55 ? 'calm' : 'ok',
    word: toSafeText(word, 18),
    source: toSafeText(source, 20),
    tip: t('answer.fearTip', { value, word: toSafeText(word, 24), source: toSafeText(source, 30), time: formatMoment(at) }),
    // Dated 00:00 UTC of its day, and replaced some time after the next midnight.
    freshFor: { at, ms: 36 * hourMs },
  };
}
