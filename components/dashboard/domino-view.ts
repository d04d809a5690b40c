import { formatLevelReasons, noBook, toLevelWords } from '../../lib/format/ladder.ts';
import { formatMoney, formatPerDollar } from '../../lib/format/money.ts';
import { formatChange } from '../../lib/format/percent.ts';
import { because, isUnknown, known, unread } from '../../lib/format/phase.ts';
import { formatLevel, formatPrice } from '../../lib/format/price.ts';
import { whatIf } from '../../lib/format/what-if.ts';
import { toSafeText } from '../../lib/format/words.ts';
import { t } from '../../lib/i18n/t.ts';
import type { Level, MarketSnapshot } from '../../lib/model/snapshot.ts';

/** Rows above and below the price. */
const rowsAbove = 2;
const rowsBelow = 5;

/** One row of the ladder: a level, or the price now. */
export interface LadderRow {
  readonly price: number;
  readonly text: string;
  readonly isNow: boolean;
  /** What became of the level; absent where an estimate stands instead. */
  readonly words?: string;
  /** An estimate, with its length among the others, 0 to 1. */
  readonly fuel?: { readonly text: string; readonly length: number };
  readonly tip: string;
}

/** One line of what a price would mean. */
export interface DominoLine {
  readonly name: string;
  readonly text: string;
  readonly tone?: 'neg' | 'pos' | 'dim';
  readonly isEstimate?: true;
}

export interface DominoView {
  readonly rows: readonly LadderRow[];
  /** The prices of the rows, highest first. */
  readonly stops: readonly number[];
  readonly nowUsd: number;
  /** The price at which the handle stands. */
  readonly price: number;
  readonly change: string;
  readonly lines: readonly DominoLine[];
  /** All of it as one sentence. */
  readonly said: string;
}

const toTone = (amount: number): 'neg' | 'pos' | 'dim' => (amount < 0 ? 'neg' : amount > 0 ? 'pos' : 'dim');

/**
 * The ladder of a coin and what a price on it would mean. Without a chosen price the handle stands at the first round number below. A text where no ladder can be
 * made: it says why.
 */
export function toDomino(snapshot: MarketSnapshot, base: string, chosen: number | undefined): DominoView | string {
  const nowUsd = snapshot.prices[base]?.usd;
  const levels = levelsOf(snapshot, base);
  if (nowUsd === undefined || levels.length === 0)
    return t('dashboard.ladderUnknown', {
      coin: base,
      why: t(nowUsd === undefined ? 'dashboard.priceUnknown' : 'dashboard.levelsUnknown'),
    });
  const round = snapshot.levels[base]?.levels ?? [];
  const above = round.filter(({ price }) => price > nowUsd).slice(-rowsAbove);
  const below = levels.filter(({ price }) => price < nowUsd).slice(0, rowsBelow);
  const nearest = round.find(({ price }) => price < nowUsd) ?? below[0];
  const most = below.reduce((largest, { fuelUsd }) => Math.max(largest, fuelUsd ?? 0), 0);
  const now: LadderRow = { price: nowUsd, text: formatPrice(nowUsd), isNow: true, tip: base };
  const rows = [...above.map(level => toRow(level, 0)), now, ...below.map(level => toRow(level, most))];
  const stops = rows.map(({ price }) => price);
  const [highest = nowUsd, lowest = nowUsd] = [stops[0], stops.at(-1)];
  const price = Math.min(highest, Math.max(lowest, chosen ?? nearest?.price ?? nowUsd));
  const change = formatChange(price / nowUsd - 1, 1);
  const lines = toLines(snapshot, base, price, nowUsd, levels);
  return {
    rows,
    stops,
    nowUsd,
    price,
    change,
    lines,
    said: [`${formatPrice(price)}, ${change}`, ...lines.map(({ name, text }) => `${name}: ${text}`)].join('; '),
  };
}

/** All levels of a coin, highest first. */
export const levelsOf = ({ levels }: Pick<MarketSnapshot, 'levels'>, base: string): readonly Level[] =>
  [...(levels[base]?.levels ?? []), ...(levels[base]?.others ?? [])].sort((left, right) => right.price - left.price);

function toRow(level: Level, most: number): LadderRow {
  const { price, fuelUsd, reasons } = level;
  const tip = [toLevelWords(level), ...formatLevelReasons(reasons)].join('; ');
  const row = { price, text: formatLevel(price), isNow: false, tip };
  return fuelUsd === undefined || most === 0
    ? { ...row, words: level.state === undefined ? toLevelWords(level) : t(`dashboard.state.${level.state}`) }
    : { ...row, fuel: { text: `≈ ${formatMoney(fuelUsd)}`, length: fuelUsd / most } };
}

function toLines(
  snapshot: MarketSnapshot,
  base: string,
  price: number,
  fromUsd: number,
  levels: readonly Level[],
): readonly DominoLine[] {
  const fuel = snapshot.engine?.coins[base]?.fuel ?? unread;
  const holders = known(snapshot.engine?.holders) ?? [];
  const told = whatIf(price, { base, fromUsd, fuel: known(fuel), holders, levels });
  const { fragility } = known(fuel) ?? {};
  const forced: DominoLine = {
    name: t(told.position === 'long' ? 'dashboard.longsForced' : 'dashboard.shortsForced'),
    ...(told.fuelUsd === undefined
      ? { text: isUnknown(fuel) ? because(fuel) : t('dashboard.beyond'), tone: 'dim' }
      : { text: `≈ ${formatMoney(told.fuelUsd)}`, isEstimate: true }),
  };
  const perDollar: DominoLine = {
    name: t('dashboard.perDollar'),
    ...(fragility === undefined
      ? { text: because(noBook), tone: 'dim' }
      : { text: `≈ ${formatPerDollar(fragility)}`, isEstimate: true }),
  };
  return [
    forced,
    ...(told.position === 'long' && !isUnknown(fuel) ? [perDollar] : []),
    ...told.holders.slice(0, 4).map(({ name, resultUsd }): DominoLine => ({
      name: t(resultUsd < 0 ? 'dashboard.underWater' : 'dashboard.aboveCost', { name: toSafeText(name, 60) }),
      text: formatMoney(resultUsd),
      tone: toTone(resultUsd),
    })),
    {
      name: t('dashboard.levelsPassed'),
      text: told.levels.map(level => formatLevel(level.price)).join(', ') || t('dashboard.noLevels'),
    },
  ];
}
