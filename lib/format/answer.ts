import type { Answer, AnswerRow, AnswerSection, Cell } from '../model/answer.ts';
import type { CoinReading } from '../model/engine.ts';
import type { OpenInterestFigure, WindowName, WindowTotals } from '../model/snapshot.ts';
import { windows } from '../model/snapshot.ts';
import { changeCell, dim, sideCell } from './cells.ts';
import { contextSection } from './context-section.ts';
import { formatShare, formatVenues } from './coverage.ts';
import type { Figures } from './front.ts';
import { withSign } from './missing.ts';
import { formatMoney, formatTotal } from './money.ts';
import { composeNarrative } from './narrative.ts';
import { because, formatBranching, formatPhase, known, unread } from './phase.ts';
import { formatMoment } from './time.ts';
import { evidenceSection, stabilisingSection, whySection } from './reading-sections.ts';
import { notYet, toTotalTip } from './total-tip.ts';

const minuteMs = 60_000;

const unreadFigures: Omit<CoinReading, 'at'> = {
  phase: unread,
  branching: unread,
  stabilising: unread,
  fuel: unread,
  why: unread,
  longRate: unread,
  takerBuyShare: unread,
};

/**
 * The answer in words for the market (`base` undefined) or for one coin. Nothing in it is computed but what is a matter of words: sums, rates and phases
 * are those of the snapshot.
 */
export function composeAnswer(figures: Figures, base: string | undefined): Answer {
  const { engine } = figures;
  const reading: CoinReading = (base === undefined ? engine?.market : engine?.coins[base]) ?? {
    at: figures.asOf,
    ...unreadFigures,
  };
  const phase = known(reading.phase)?.phase;
  return {
    ...(phase === undefined ? {} : { phase }),
    ...formatPhase(reading),
    branching: formatBranching(reading.branching),
    narrative: composeNarrative({ snapshot: figures, reading, engine, base }),
    sections: [
      evidenceSection(reading),
      interestSection(base === undefined ? figures.openInterest.market : figures.openInterest.coins[base], base),
      whySection(reading),
      stabilisingSection(reading),
      contextSection(engine ?? { breadth: unread, holders: unread, markets: unread }),
      windowsSection(figures, base),
      fearSection(figures),
    ],
  };
}

function windowsSection({ liquidations }: Figures, base: string | undefined): AnswerSection {
  const totals: WindowTotals | undefined = base === undefined ? liquidations.market : liquidations.coins[base];
  const other: WindowTotals | undefined = base === undefined ? liquidations.coins['BTC'] : liquidations.market;
  const row = (name: string, cell: (window: WindowName) => Cell): AnswerRow => ({
    cells: [dim(name), ...windows.slice(1).map(cell), dim('')],
  });
  const all = (window: WindowName): number | undefined => totals?.[window]?.estimate?.usd;
  return {
    id: 'windows',
    title: `Forced out, ${base ?? 'all coins'}`,
    rows: [
      { cells: ['', 'total', 'longs', 'shorts', 'seen'].map(dim) },
      ...windows.map((name): AnswerRow => {
        const total = totals?.[name];
        return {
          tip: toTotalTip(total),
          cells: [
            dim(name),
            { text: formatTotal(total), strong: true },
            sideCell(total?.longUsd, 'neg'),
            sideCell(total?.shortUsd, 'pos'),
            dim(total === undefined ? 'not heard' : formatShare(total.coverage)),
          ],
        };
      }),
      // Also while nothing can be estimated: a line that came later would move what is below it.
      row('', dim),
      row('≈ all', window => ({ text: formatMoney(all(window)), ...(all(window) !== undefined && { guess: true }) })),
      row(base === undefined ? 'BTC' : 'all', window => ({ text: formatTotal(other?.[window]) })),
    ],
  };
}

function interestSection(figure: OpenInterestFigure | undefined, base: string | undefined): AnswerSection {
  const name = base ?? 'all coins';
  const coins = figure?.coins;
  const then = [figure?.changeUsd24h === undefined && '24h', figure?.changeUsd30d === undefined && '30d']
    .filter(each => each !== false)
    .join(' and ');
  return {
    id: 'interest',
    title: `Open interest, ${name}`,
    note: dim('24h · 30d'),
    tip:
      figure === undefined
        ? notYet
        : `One-sided, ${formatVenues(figure.venues, figure.venuesEnabled)}, ${formatMoment(figure.at)}. Dollars fall with price even when nobody closes${
            then === '' ? '' : `. The change over ${then} is ${because({ unknown: 'what was open then is not known' })}`
          }`,
    ...(figure === undefined ? {} : { freshFor: { at: figure.at, ms: 30 * minuteMs } }),
    rows: [
      {
        cells: [
          { text: figure === undefined ? notYet : `${formatMoney(figure.usd)} in dollars`, strong: true },
          changeCell(figure?.changeUsd24h),
          changeCell(figure?.changeUsd30d),
        ],
      },
      {
        cells: [
          dim(coins === undefined ? 'at constant prices' : `${formatMoney(coins).replace('$', '')} in ${name}`),
          changeCell(figure?.changeCoins24h),
          changeCell(figure?.changeCoins30d),
        ],
      },
    ],
  };
}

function fearSection({ fearGreed }: Figures): AnswerSection {
  const points = fearGreed?.changeDay;
  return {
    id: 'fear',
    title: 'Fear & Greed, 30 days',
    note: dim(
      fearGreed === undefined
        ? notYet
        : points === undefined
          ? 'the day before is unknown'
          : `${withSign(points, `${Math.abs(points)}`)} in a day`,
    ),
    rows: [],
  };
}
