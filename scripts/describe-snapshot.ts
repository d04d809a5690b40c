import { formatAge } from '../lib/format/age.ts';
import { formatShare } from '../lib/format/coverage.ts';
import { withSign } from '../lib/format/missing.ts';
import { formatMoney } from '../lib/format/money.ts';
import { formatChange } from '../lib/format/percent.ts';
import { formatPrice } from '../lib/format/price.ts';
import type { LiquidationTotal, MarketSnapshot, OpenInterestFigure, WindowTotals } from '../lib/model/snapshot.ts';
import { windows } from '../lib/model/snapshot.ts';

function total(name: string, figure: LiquidationTotal | undefined): string {
  if (figure === undefined) return `  ${name.padEnd(4)} not heard yet`;
  const sign = figure.floor ? '≥ ' : '';
  return `  ${name.padEnd(4)} ${sign}${formatMoney(figure.usd)} (longs ${formatMoney(figure.longUsd)}, shorts ${formatMoney(figure.shortUsd)}), ${formatShare(figure.coverage)} of the time heard, ${String(figure.venuesHeard)} of ${String(figure.venuesEnabled)} venues${figure.estimate === undefined ? '' : `; ≈ ${formatMoney(figure.estimate.usd)} in all, an estimate`}`;
}

function totals(title: string, figures: WindowTotals | undefined): string[] {
  return [title, ...windows.map(name => total(name, figures?.[name]))];
}

function interest(title: string, figure: OpenInterestFigure | undefined): string {
  if (figure === undefined) return `${title}: not known yet`;
  const change = (name: string, usd: number | undefined, coins: number | undefined) =>
    `${name} ${formatChange(usd)} in dollars, ${formatChange(coins)} in coins`;
  return `${title}: ${formatMoney(figure.usd)}; ${change('24h', figure.changeUsd24h, figure.changeCoins24h)}; ${change('30d', figure.changeUsd30d, figure.changeCoins30d)} (${String(figure.venues)} of ${String(figure.venuesEnabled)} venues)`;
}

/** The whole snapshot as text for a terminal, every figure with what it lacks. */
export function describeSnapshot(snapshot: MarketSnapshot): string {
  const age = (at: number) => formatAge(snapshot.asOf - at);
  const { agreed, hosts, offsetMs } = snapshot.clock;
  const clock = agreed ? `${String(hosts.length)} hosts agree` : 'not agreed by two hosts';
  const apart = `this machine's clock is ${formatAge(Math.abs(offsetMs))} ${offsetMs < 0 ? 'ahead' : 'behind'}`;
  const fear = snapshot.fearGreed;
  const unwell = snapshot.feeds.filter(feed => feed.state !== 'live');
  return [
    `Market time ${new Date(snapshot.asOf).toISOString()} (${clock}; ${apart})`,
    '',
    ...Object.entries(snapshot.prices).map(
      ([base, price]) =>
        `${base.padEnd(5)} ${formatPrice(price.usd)}  ${formatChange(price.change24h)} in 24h  (${price.source}, ${age(price.at)} old)`,
    ),
    fear === undefined
      ? 'Fear & Greed: not known yet'
      : `Fear & Greed ${String(fear.value)}, ${fear.word}; ${fear.changeDay === undefined ? 'no day before' : `${withSign(fear.changeDay, String(Math.abs(fear.changeDay)))} on the day`}; ${String(fear.days.length)} days (${fear.source}, ${fear.sourceUrl})`,
    '',
    ...totals('Liquidations, all coins', snapshot.liquidations.market),
    ...totals('Liquidations, BTC', snapshot.liquidations.coins.BTC),
    '',
    interest('Open interest, all coins', snapshot.openInterest.market),
    interest('Open interest, BTC', snapshot.openInterest.coins.BTC),
    '',
    'Levels of BTC',
    ...(snapshot.levels.BTC?.levels ?? []).map(
      level =>
        `  ${formatPrice(level.price).padStart(8)}  ${level.role.padEnd(10)} ${level.state ?? 'not tried'}${level.since === undefined ? '' : ` since ${new Date(level.since).toISOString().slice(0, 16)}Z`}`,
    ),
    '',
    `Badge: ${snapshot.badge.text === '' ? '(silent)' : snapshot.badge.text} ${snapshot.badge.word}. ${snapshot.badge.detail}`,
    '',
    ...Object.entries(snapshot.funding ?? {}).map(
      ([base, { ratePer8h, venues }]) =>
        `Funding of ${base}: ${formatChange(ratePer8h, 4)} in 8 hours (${String(venues)} venues)`,
    ),
    '',
    `Feeds: ${String(snapshot.feeds.length - unwell.length)} of ${String(snapshot.feeds.length)} live`,
    ...unwell.map(
      feed =>
        `  ${feed.name.padEnd(34)} ${feed.state.padEnd(8)} ${feed.reason}${feed.lastGood === undefined ? '' : ` · last good ${age(feed.lastGood)} ago`}${feed.rejected === 0 ? '' : ` · ${String(feed.rejected)} rejected`}`,
    ),
    ...snapshot.progress.map(
      ({ venue, stage, done, total: all }) => `  still reading ${venue} ${stage}: ${String(done)} of ${String(all)}`,
    ),
  ].join('\n');
}
