import { formatShare } from '../../lib/format/coverage.ts';
import { formatMoney } from '../../lib/format/money.ts';
import { formatChange } from '../../lib/format/percent.ts';
import { formatPrice } from '../../lib/format/price.ts';
import { formatDay } from '../../lib/format/time.ts';
import { t } from '../../lib/i18n/t.ts';
import type { Phase } from '../../lib/model/engine.ts';
import type { Column, History } from '../../lib/model/history.ts';
import type { Level } from '../../lib/model/snapshot.ts';
import type { ChartSpec } from './chart-base.ts';
import type { Colours } from './colours.ts';
import { fearChart } from './fear-chart.ts';
import { fundingChart } from './funding-chart.ts';
import { interestChart } from './interest-chart.ts';
import { liquidationChart } from './liquidation-chart.ts';
import { phasesOf, priceChart } from './price-chart.ts';
import type { Readout } from './readout.ts';
import { createReader } from './readout.ts';
import type { Bars } from './steps.ts';
import { toBarMs, toBars, toExtent, toHeardShare } from './steps.ts';
import { formatCoins, phaseWord, spanWord } from './words.ts';

export type ChartId = 'price' | 'liquidations' | 'interest' | 'funding' | 'fear';

/** One chart with all that stands around it. */
export interface ChartView {
  readonly id: ChartId;
  readonly spec: ChartSpec;
  readonly heading: string;
  /** Lowest, highest and last value in words, read out in place of the picture. */
  readonly label: string;
  /** At the end of the line of the heading; the colours of its words say the same as the words. */
  readonly note: readonly { readonly text: string; readonly tone?: 'neg' | 'pos' | 'dim' | `is-${Phase}` }[];
  /** In the provider's words; `undefined` where nothing is known. */
  readonly source: string | undefined;
  /** Why there is nothing to draw, in words; `undefined` where there is. Time that was not heard is something: it is drawn hatched. */
  readonly empty?: string | undefined;
}

/** Everything that the charts of one history need, made once for it. */
export interface ChartsView {
  readonly history: History;
  readonly bars: Bars;
  readonly charts: readonly ChartView[];
  readonly read: (time: number) => Readout;
}

const isEmpty = (column: Column): boolean => column.every(value => value === null);

export function toChartsView(history: History, levels: readonly Level[], colours: Colours): ChartsView {
  const bars = toBars(history, toBarMs(history));
  const { sources } = history;
  const coin = history.base === '' ? 'BTC' : history.base;
  const price = t('dashboard.price', { coin });
  const forced = t(history.base === '' ? 'dashboard.liquidationsOf' : 'dashboard.liquidations', {
    span: spanWord(bars.lengthMs),
  });
  const [coins, usd, funding] = [history.interestCoins, history.interestUsd, history.funding8h].map(toExtent);
  const behind = phasesOf(history).map(phase => ({ text: phaseWord(phase), tone: `is-${phase}` as const }));
  const charts: readonly ChartView[] = [
    {
      id: 'price',
      spec: priceChart(history, levels, colours),
      heading: price,
      label: summarise(price, history.price, formatPrice),
      // The legend of bands that are too narrow for their words.
      note: behind.length === 0 ? [] : [{ text: t('dashboard.phasesBehind') }, ...behind],
      source: sources.price,
      empty: isEmpty(history.price) ? t('dashboard.noneKnown') : undefined,
    },
    {
      id: 'liquidations',
      spec: liquidationChart(bars, colours),
      heading: forced,
      label: summariseBars(forced, bars),
      note: [
        { text: t('dashboard.longs'), tone: 'neg' },
        { text: t('dashboard.shorts'), tone: 'pos' },
        { text: t('dashboard.hatched') },
      ],
      source: sources.liquidations,
    },
    {
      id: 'interest',
      spec: interestChart(history, colours),
      heading: t('dashboard.interest'),
      label: [
        summarise(t('dashboard.coinsName'), history.interestCoins, formatCoins),
        summarise(t('dashboard.dollarsName'), history.interestUsd, formatMoney),
      ].join('; '),
      empty: !coins && !usd ? t('dashboard.noneKnown') : undefined,
      note: [
        ...(coins ? [{ text: t('dashboard.interestCoins', { value: formatCoins(coins.last) }) }] : []),
        ...(usd ? [{ text: t('dashboard.interestUsd', { value: formatMoney(usd.last) }) }] : []),
      ],
      source: sources.interest,
    },
    {
      id: 'funding',
      spec: fundingChart(history, colours),
      heading: t('dashboard.funding'),
      label: summarise(t('dashboard.funding'), history.funding8h, value => formatChange(value, 4)),
      note: funding
        ? [
            {
              text: t(funding.last < 0 ? 'dashboard.fundingNowShorts' : 'dashboard.fundingNow', {
                value: formatChange(funding.last, 4),
              }),
            },
          ]
        : [],
      source: sources.funding,
      // Kept by Undertow itself, and so for no longer than it runs: one reading makes no line.
      empty: history.funding8h.filter(value => value !== null).length < 2 ? t('dashboard.fundingFromNow') : undefined,
    },
    {
      id: 'fear',
      spec: fearChart(history, colours),
      heading: t('dashboard.fear'),
      label: t('dashboard.summaryFear', {
        days: history.fear.map(({ day, value }) => `${formatDay(day)} ${String(value)}`).join(', ') || t('dashboard.unknown'),
      }),
      note: [
        ...history.fear.slice(-1).map(({ value }) => ({ text: String(value) })),
        { text: sources.fear ?? t('dashboard.unknown') },
      ],
      source: sources.fear,
      empty: history.fear.length === 0 ? t('dashboard.noneKnown') : undefined,
    },
  ];
  return {
    history,
    bars,
    charts,
    read: createReader(history, bars),
  };
}

function summarise(name: string, column: Column, format: (value: number) => string): string {
  const extent = toExtent(column);
  if (extent === undefined) return t('dashboard.summaryNone', { name });
  const { min, max, last } = extent;
  return t('dashboard.summary', { name, min: format(min), max: format(max), last: format(last) });
}

function summariseBars(name: string, { longUsd, shortUsd, heard }: Bars): string {
  const sum = (column: Column): number => column.reduce<number>((total, value) => total + (value ?? 0), 0);
  if (isEmpty(longUsd)) return t('dashboard.summaryNone', { name });
  return t('dashboard.summaryLiquidations', {
    name,
    longs: formatMoney(sum(longUsd)),
    shorts: formatMoney(sum(shortUsd)),
    heard: formatShare(toHeardShare(heard)),
    most: formatMoney(toExtent(longUsd)?.max),
  });
}
