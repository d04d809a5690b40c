import { t } from '../i18n/t.ts';
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
import { formatBranching, formatPhase, known, unread } from './phase.ts';
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
    title: t('answer.forced', { coins: base ?? t('figure.allCoins') }),
    rows: [
      { cells: ['', t('answer.total'), t('answer.longs'), t('answer.shorts'), t('answer.seen')].map(dim) },
      ...windows.map((name): AnswerRow => {
        const total = totals?.[name];
        return {
          tip: toTotalTip(total),
          cells: [
            dim(name),
            { text: formatTotal(total), strong: true },
            sideCell(total?.longUsd, 'neg'),
            sideCell(total?.shortUsd, 'pos'),
            dim(total === undefined ? t('answer.notHeard') : formatShare(total.coverage)),
          ],
        };
      }),
      // Also while nothing can be estimated: a line that came later would move what is below it.
      row('', dim),
      row(t('answer.estimateOfAll'), window => ({
        text: formatMoney(all(window)),
        ...(all(window) !== undefined && { guess: true }),
      })),
      row(base === undefined ? 'BTC' : t('answer.all'), window => ({ text: formatTotal(other?.[window]) })),
    ],
  };
}

function interestSection(figure: OpenInterestFigure | undefined, base: string | undefined): AnswerSection {
  const name = base ?? t('figure.allCoins');
  const coins = figure?.coins;
  return {
    id: 'interest',
    title: t('answer.interest', { coins: name }),
    note: dim('24h · 30d'),
    tip: interestTip(figure),
    ...(figure === undefined ? {} : { freshFor: { at: figure.at, ms: 30 * minuteMs } }),
    rows: [
      {
        cells: [
          { text: figure === undefined ? notYet() : t('answer.inDollars', { usd: formatMoney(figure.usd) }), strong: true },
          changeCell(figure?.changeUsd24h),
          changeCell(figure?.changeUsd30d),
        ],
      },
      {
        cells: [
          dim(
            coins === undefined
              ? t('answer.atConstantPrices')
              : t('answer.inCoins', { amount: formatMoney(coins).replace('$', ''), coins: name }),
          ),
          changeCell(figure?.changeCoins24h),
          changeCell(figure?.changeCoins30d),
        ],
      },
    ],
  };
}

function interestTip(figure: OpenInterestFigure | undefined): string {
  if (figure === undefined) return notYet();
  const values = { venues: formatVenues(figure.venues, figure.venuesEnabled), time: formatMoment(figure.at) };
  const [day, month] = [figure.changeUsd24h === undefined, figure.changeUsd30d === undefined];
  if (!day && !month) return t('answer.interestTip', values);
  const spans = day && month ? t('figure.and', { first: '24h', second: '30d' }) : day ? '24h' : '30d';
  return t('answer.interestTipThen', { ...values, spans });
}

function fearSection({ fearGreed }: Figures): AnswerSection {
  const points = fearGreed?.changeDay;
  return {
    id: 'fear',
    title: t('answer.fear'),
    note: dim(
      fearGreed === undefined
        ? notYet()
        : points === undefined
          ? t('answer.fearDayUnknown')
          : t('answer.fearDay', { points: withSign(points, `${Math.abs(points)}`) }),
    ),
    rows: [],
  };
}
