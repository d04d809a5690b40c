import type { Answer, AnswerRow, AnswerSection, Cell, Tone } from '../model/answer.ts';
import type { CoinReading, EngineFigures, HolderFigure, OtherMarketFigure, Tick, WhyShare } from '../model/engine.ts';
import type { HourBars, LiquidationTotal, MarketSnapshot, OpenInterestFigure, WindowTotals } from '../model/snapshot.ts';
import { windows } from '../model/snapshot.ts';
import { formatAge } from './age.ts';
import { formatCoverage, formatShare, formatVenues } from './coverage.ts';
import { formatEvidence } from './evidence.ts';
import { formatMoney, formatTotal } from './money.ts';
import { composeNarrative } from './narrative.ts';
import { formatChange, formatShortChange } from './percent.ts';
import { because, formatBranching, formatPhase, isUnknown, known } from './phase.ts';
import { formatCount, formatLevel, formatPrice } from './price.ts';
import { formatDay, formatMoment } from './time.ts';
import { toSafeText } from './words.ts';

/** Everything of a snapshot but the words that are made of it. */
export type Figures = Omit<MarketSnapshot, 'answers' | 'badge'>;

const notYet = 'not heard yet';
const minute = 60_000;

/**
 * The answer in words for the market (`base` undefined) or for one coin. Nothing in it is computed but what is a matter of words: sums, rates and phases
 * are those of the snapshot.
 */
export function composeAnswer(figures: Figures, base: string | undefined): Answer {
  const { engine } = figures;
  const reading = base === undefined ? engine?.market : engine?.coins[base];
  const head = reading === undefined ? { word: 'No phase yet', line: 'reading the past' } : formatPhase(reading);
  const phase = known(reading?.phase)?.phase;
  const trend = toTrend(figures.liquidations.hours);
  return {
    ...(phase === undefined ? {} : { phase }),
    ...head,
    branching: reading === undefined ? '' : formatBranching(reading.branching),
    narrative: composeNarrative({ snapshot: figures, reading, engine, base }),
    ...(trend === undefined ? {} : { trend }),
    sections: [
      windowsSection(figures, base),
      interestSection(base === undefined ? figures.openInterest.market : figures.openInterest.coins[base], base),
      ...(reading === undefined ? [] : readingSections(reading)),
      fearSection(figures),
      ...(engine === undefined ? [] : [contextSection(engine)]),
    ],
  };
}

const toneOf = (change: number | undefined): Pick<Cell, 'tone'> =>
  !change ? { tone: 'dim' } : { tone: change < 0 ? 'neg' : 'pos' };
const side = (usd: number | undefined, tone: Tone): Cell => ({ text: formatMoney(usd), tone: usd ? tone : 'dim' });
const dim = (text: string): Cell => ({ text, tone: 'dim' });
const change = (fraction: number | undefined): Cell => ({ text: formatShortChange(fraction), ...toneOf(fraction) });

/** What a total stands on, for a title. */
function toCoverageTip(total: LiquidationTotal | undefined): string {
  if (total === undefined) return notYet;
  const estimate =
    total.estimate === undefined ? '' : `, ≈ ${formatMoney(total.estimate.usd)} in all, an estimate by open interest`;
  return `${formatCoverage(total)}${total.floor ? '. A floor: more may have been forced out' : ''}${estimate}`;
}

function windowsSection({ liquidations }: Figures, base: string | undefined): AnswerSection {
  const totals: WindowTotals | undefined = base === undefined ? liquidations.market : liquidations.coins[base];
  const other: WindowTotals | undefined = base === undefined ? liquidations.coins['BTC'] : liquidations.market;
  const row = (name: string, cell: (total: LiquidationTotal | undefined) => Cell): AnswerRow => ({
    cells: [dim(name), dim(''), ...windows.slice(1).map(window => cell(totals?.[window]))],
  });
  return {
    id: 'windows',
    title: `Forced out, ${base ?? 'all coins'}`,
    rows: [
      { cells: ['', 'total', 'longs', 'shorts', 'seen'].map(dim) },
      ...windows.map((name): AnswerRow => {
        const total = totals?.[name];
        return {
          tip: toCoverageTip(total),
          cells: [
            dim(name),
            { text: formatTotal(total), strong: true },
            side(total?.longUsd, 'neg'),
            side(total?.shortUsd, 'pos'),
            dim(total === undefined ? notYet : formatShare(total.coverage)),
          ],
        };
      }),
      // Also while nothing can be estimated: a line that came later would move what is below it.
      row('≈ all', total => ({ text: formatMoney(total?.estimate?.usd), guess: true })),
      {
        cells: [
          dim(base === undefined ? 'BTC' : 'all'),
          dim(''),
          ...windows.slice(1).map(window => ({ text: formatTotal(other?.[window]) })),
        ],
      },
    ],
  };
}

function interestSection(figure: OpenInterestFigure | undefined, base: string | undefined): AnswerSection {
  const name = base ?? 'all coins';
  const coins = figure?.coins;
  return {
    id: 'interest',
    title: `Open interest, ${name}`,
    tip:
      figure === undefined
        ? notYet
        : `One-sided, ${formatVenues(figure.venues, figure.venuesEnabled)}, ${formatMoment(figure.at)}. Dollars fall with price even when nobody closes`,
    ...(figure === undefined ? {} : { freshFor: { at: figure.at, ms: 30 * minute } }),
    rows: [
      { cells: [dim(''), dim('24h'), dim('30d')] },
      {
        cells: [
          { text: figure === undefined ? notYet : `${formatMoney(figure.usd)} in dollars`, strong: true },
          change(figure?.changeUsd24h),
          change(figure?.changeUsd30d),
        ],
      },
      {
        cells: [
          dim(coins === undefined ? 'at constant prices' : `${formatMoney(coins).replace('$', '')} in ${name}`),
          change(figure?.changeCoins24h),
          change(figure?.changeCoins30d),
        ],
      },
    ],
  };
}

function fearSection({ fearGreed }: Figures): AnswerSection {
  const points = fearGreed?.changeDay;
  const sign = points === undefined || points === 0 ? '' : points > 0 ? '+' : '−';
  return {
    id: 'fear',
    title: 'Fear & Greed, 30 days',
    note: dim(points === undefined ? notYet : `${sign}${Math.abs(points)} in a day`),
    rows: [],
  };
}

function readingSections(reading: CoinReading): readonly AnswerSection[] {
  return [evidenceSection(reading), whySection(reading), stabilisingSection(reading)];
}

function evidenceSection({ phase, branching }: CoinReading): AnswerSection {
  const title = 'Why this word';
  if (isUnknown(phase)) return { id: 'evidence', title, rows: [{ mark: 'unknown', cells: [{ text: because(phase) }, dim('')] }] };
  return {
    id: 'evidence',
    title: `${title}: since ${formatMoment(phase.since)}`,
    tip: 'A phase changes on several pieces of evidence at once, each held against the coin’s own seven days; it says what is, not what comes',
    rows: [...phase.now.map(formatEvidence), { cells: [{ text: formatBranching(branching) }, dim('')] }],
  };
}

const shareNames: Readonly<Record<WhyShare['of'], string>> = { leverage: 'leverage', spot: 'spot', markets: 'other markets' };
const shareTones: Readonly<Record<WhyShare['of'], Tone>> = { leverage: 'neg', spot: 'warn', markets: 'calm' };

function whySection({ why }: CoinReading): AnswerSection {
  const tip =
    'Leverage: net forced selling against net taker selling, bounded by closed positions; other markets: beta of 90 days times their move; spot: the rest. An estimate';
  if (isUnknown(why)) return { id: 'why', title: 'Why it moved', tip, rows: [{ cells: [dim(because(why))] }] };
  const { change24h, shares, word, confidence, missing } = why;
  return {
    id: 'why',
    title: `Why it is ${change24h < 0 ? 'down' : 'up'}`,
    note: { text: word === 'mixed' ? '≈ mixed' : `≈ ${shareNames[word]}`, guess: true },
    tip: `${tip}. ${formatShare(confidence)} sure${missing.length === 0 ? '' : `; missing: ${missing.join(', ')}`}`,
    shares: shares.map(({ of, share }) => ({ share, tone: shareTones[of] })),
    rows: [{ cells: shares.map(({ of, share }) => dim(`${formatShare(share)} ${shareNames[of]}`)) }],
  };
}

function stabilisingSection({ stabilising }: CoinReading): AnswerSection {
  const tip =
    'On past falls the buying carries nearly all the weight: about 7 in 10 held for 24 hours. It says what has been, not that the low is in';
  if (isUnknown(stabilising))
    return { id: 'stabilising', title: 'Stabilising?', tip, rows: [{ cells: [dim(because(stabilising))] }] };
  const { buying, diminishing, levelUsd } = stabilising;
  const both = buying.met === true && diminishing.met === true;
  const known = buying.met !== undefined && diminishing.met !== undefined;
  return {
    id: 'stabilising',
    title: `Stabilising? ${both ? 'Both tests hold' : known ? 'Not yet' : 'Not known'}`,
    tip,
    rows: [
      tickRow(buying, `Buying${levelUsd === undefined ? '' : ` above ${formatLevel(levelUsd)}`}`),
      tickRow(diminishing, 'Liquidations diminishing'),
    ],
  };
}

function tickRow({ met, terms }: Tick, name: string): AnswerRow {
  // The term that decided stands beside the tick; all of them are in its title.
  const deciding = terms.find(term => term.met === met && term.value !== undefined) ?? terms[0];
  const all = terms
    .map(term =>
      formatEvidence(term)
        .cells.map(cell => cell.text)
        .join(' '),
    )
    .join('; ');
  return {
    mark: met === undefined ? 'unknown' : met ? 'yes' : 'no',
    cells: [{ text: name }, dim(deciding === undefined ? '' : (formatEvidence(deciding).cells[0]?.text ?? ''))],
    tip: all,
  };
}

function contextSection({ breadth, holders, markets }: EngineFigures): AnswerSection {
  return {
    id: 'context',
    title: 'Around it',
    rows: [...holderRows(holders), ...breadthRows(breadth), ...marketRows(markets)],
  };
}

const absent = (name: string, figure: { readonly unknown: string }): AnswerRow => ({
  cells: [{ text: name }, dim('unknown')],
  tip: because(figure),
});

/** The largest holders that we name, the first of them in the panel. */
const mostHolders = 2;

function holderRows(holders: EngineFigures['holders']): readonly AnswerRow[] {
  if (isUnknown(holders)) return [absent('Big holders', holders)];
  return holders
    .slice(0, mostHolders)
    .map(({ name, base, coins, costUsd, costAsOf, resultUsd, distance, at, source }: HolderFigure) => ({
      cells: [
        {
          text: `${toSafeText(name, 20)}, ${formatCount(coins)} ${base}${costUsd === undefined ? '' : ` at ${formatPrice(costUsd)}`}`,
        },
        resultUsd === undefined ? dim('cost unknown') : { text: formatMoney(resultUsd), ...toneOf(resultUsd) },
      ],
      tip: `${toSafeText(source, 40)}, holdings of ${formatDay(at)}${costAsOf === undefined ? '' : `, cost stated ${formatDay(costAsOf)}`}${distance === undefined ? '' : `; the price is ${formatChange(distance, 1)} from the cost`}`,
    }));
}

function breadthRows(breadth: EngineFigures['breadth']): readonly AnswerRow[] {
  if (isUnknown(breadth)) return [absent('Other coins', breadth)];
  const { falling, coins, medianAgainstBtc: median, weakerThanBtc, at, source } = breadth;
  const points = median === undefined ? undefined : Math.round(median * 1_000) / 10;
  return [
    {
      cells: [
        { text: `${formatShare(falling)} of ${coins} coins fall; median against BTC` },
        points === undefined
          ? dim('unknown')
          : { text: `${points < 0 ? '−' : points > 0 ? '+' : ''}${Math.abs(points).toFixed(1)} pp`, ...toneOf(points) },
      ],
      tip: `${weakerThanBtc === undefined ? '' : `${formatShare(weakerThanBtc)} did worse than BTC. `}No stablecoins and no copies of other coins. ${toSafeText(source, 30)}, ${formatMoment(at)}`,
    },
  ];
}

/** In pairs, as there is little room. */
const pairs: readonly (readonly OtherMarketFigure['id'][])[] = [
  ['stoxx50', 'vix'],
  ['sp500', 'dax'],
  ['us10y', 'dollar'],
];

function marketRows(markets: EngineFigures['markets']): readonly AnswerRow[] {
  if (isUnknown(markets)) return [absent('Other markets', markets)];
  return pairs.flatMap((ids): readonly AnswerRow[] => {
    const found = ids.flatMap(id => markets.find(market => market.id === id) ?? []);
    if (found.length === 0) return [];
    const [first] = found;
    return [
      {
        cells: [
          { text: found.map(({ name, isOpen }) => (isOpen ? name : `${name} (closed)`)).join(' · ') },
          { text: found.map(formatMarket).join(' · '), ...toneOf(first?.id === 'us10y' ? undefined : first?.change) },
        ],
        tip: found.map(({ name, at, source }) => `${name}: ${toSafeText(source, 30)}, ${formatMoment(at)}`).join('; '),
      },
    ];
  });
}

/** A level speaks for the VIX and the yield, a change for the others. */
function formatMarket({ id, value, change: moved }: OtherMarketFigure): string {
  if (id === 'vix') return value.toFixed(1);
  if (id === 'us10y') return `${value.toFixed(2)}%`;
  return moved === undefined ? formatPrice(value) : formatShortChange(moved);
}

/** Hours on each side of the comparison. */
const trendHours = 6;

/** How longs of the last six full hours compare with those of the six before; absent unless all twelve were mostly heard. */
function toTrend(hours: HourBars): Cell | undefined {
  const full = hours.slice(-2 * trendHours - 1, -1);
  if (full.length < 2 * trendHours || full.some(hour => hour.heard < 0.5)) return undefined;
  const sum = (part: HourBars): number => part.reduce((total, hour) => total + (hour.longUsd ?? 0), 0);
  const before = sum(full.slice(0, trendHours));
  if (before <= 0) return undefined;
  const moved = sum(full.slice(trendHours)) / before - 1;
  if (Math.abs(moved) < 0.05) return dim('steady for 6 h');
  return {
    text: `${moved < 0 ? 'slowing' : 'growing'}: ${formatShortChange(moved)} in ${formatAge(trendHours * 60 * minute)}`,
    tone: moved < 0 ? 'pos' : 'neg',
  };
}
