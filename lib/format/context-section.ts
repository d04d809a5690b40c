import type { MessageKey } from '../i18n/t.ts';
import { t } from '../i18n/t.ts';
import type { AnswerRow, AnswerSection, Cell } from '../model/answer.ts';
import type { EngineFigures, HolderFigure, OtherMarketFigure, RiskAppetite, Unknown } from '../model/engine.ts';
import { dim, toneOf } from './cells.ts';
import { formatShare } from './coverage.ts';
import { writeNumber } from './locale.ts';
import { withSign } from './missing.ts';
import { formatMoney } from './money.ts';
import { formatChange, formatShortChange } from './percent.ts';
import { because, isUnknown } from './phase.ts';
import { formatCount, formatPrice } from './price.ts';
import { formatDay, formatMoment } from './time.ts';
import { toSafeText } from './words.ts';

/** Big holders, other coins and other markets; each says on its own why it is not known. */
export function contextSection({
  breadth,
  holders,
  markets,
  appetite,
}: Pick<EngineFigures, 'breadth' | 'holders' | 'markets' | 'appetite'>): AnswerSection {
  return {
    id: 'context',
    title: t('context.title'),
    rows: [...holderRows(holders), ...breadthRows(breadth), ...marketRows(markets, appetite)],
  };
}

const unknownCell = (): Cell => dim(t('figure.unknown'));
const absent = (name: string, figure: Unknown): AnswerRow => ({ cells: [{ text: name }, unknownCell()], tip: because(figure) });

/** The largest holders that are named. */
const mostHolders = 2;

function holderRows(holders: EngineFigures['holders']): readonly AnswerRow[] {
  if (isUnknown(holders)) return [absent(t('context.holders'), holders)];
  return holders.slice(0, mostHolders).map((holder): AnswerRow => {
    const { name, base, coins, costUsd, resultUsd } = holder;
    const held = { name: toSafeText(name, 20), amount: formatCount(coins), coin: base };
    return {
      cells: [
        {
          text:
            costUsd === undefined
              ? t('context.holder', held)
              : t('context.holderAtCost', { ...held, price: formatPrice(costUsd) }),
        },
        resultUsd === undefined
          ? dim(t(costUsd === undefined ? 'context.noCost' : 'context.noPrice'))
          : { text: formatMoney(resultUsd), ...toneOf(resultUsd) },
      ],
      tip: holderTip(holder),
    };
  });
}

function holderTip({ costAsOf, distance, at, source }: HolderFigure): string {
  const holdings = t('context.holdings', { source: toSafeText(source, 40), day: formatDay(at) });
  const stated = costAsOf === undefined ? holdings : t('context.stated', { text: holdings, day: formatDay(costAsOf) });
  const away = distance === undefined ? stated : t('context.away', { text: stated, change: formatChange(distance, 1) });
  return t('context.unrealised', { text: away });
}

function breadthRows(breadth: EngineFigures['breadth']): readonly AnswerRow[] {
  if (isUnknown(breadth)) return [absent(t('context.coins'), breadth)];
  const { falling, coins, medianAgainstBtc: median, weakerThanBtc, at, source } = breadth;
  const from = { source: toSafeText(source, 30), time: formatMoment(at) };
  const points = (share: number): string => `${withSign(share, writeNumber(Math.abs(share * 100), 1))} pp`;
  return [
    {
      cells: [
        { text: t('context.fall', { share: formatShare(falling), all: coins }) },
        median === undefined ? unknownCell() : { text: points(median), ...toneOf(median) },
      ],
      tip:
        weakerThanBtc === undefined
          ? t('context.fallTip', from)
          : t('context.fallTipWeaker', { ...from, share: formatShare(weakerThanBtc) }),
    },
  ];
}

/** In pairs, as there is little room. */
const pairs: readonly (readonly OtherMarketFigure['id'][])[] = [
  ['stoxx50', 'vix'],
  ['sp500', 'dax'],
  ['us10y', 'dollar'],
];

/** Names that are the same in every language. */
const properNames: Readonly<Partial<Record<OtherMarketFigure['id'], string>>> = {
  stoxx50: 'Euro Stoxx 50',
  dax: 'DAX',
  sp500: 'S&P 500',
  vix: 'VIX',
};
/** Short names; the whole ones are in the title. */
const shortName = (id: OtherMarketFigure['id']): string =>
  properNames[id] ?? t(id === 'dollar' ? 'context.dollar' : 'context.yield');
const wholeName = (id: OtherMarketFigure['id']): string =>
  properNames[id] ?? t(id === 'dollar' ? 'context.dollarIndex' : 'context.yieldOf');

const leanings: Readonly<Record<RiskAppetite, MessageKey>> = {
  'risk-on': 'context.riskOn',
  'risk-off': 'context.riskOff',
  mixed: 'context.mixed',
};

function marketRows(markets: EngineFigures['markets'], appetite: EngineFigures['appetite']): readonly AnswerRow[] {
  if (isUnknown(markets)) return [absent(t('context.markets'), markets)];
  const lean: AnswerRow = {
    cells: [{ text: t('context.lean') }, appetite === undefined ? unknownCell() : { text: t(leanings[appetite]) }],
    tip: t(appetite === undefined ? 'context.leanUnknown' : 'context.leanTip'),
  };
  const rows = pairs.flatMap((ids): readonly AnswerRow[] => {
    const found = ids.flatMap(id => markets.find(market => market.id === id) ?? []);
    if (found.length === 0) return [];
    // One word for both where both are closed.
    const closed = found.every(market => !market.isOpen);
    const nameOf = ({ id, isOpen }: OtherMarketFigure): string =>
      isOpen || closed ? shortName(id) : t('context.closed', { name: shortName(id) });
    const names = found.map(nameOf).join(' · ');
    return [
      {
        cells: [
          { text: closed ? t('context.allClosed', { names }) : names },
          ...found.map((market, place) => ({
            text: `${place === 0 ? '' : '· '}${formatMarket(market)}`,
            ...(isChange(market) && toneOf(market.change)),
          })),
        ],
        tip: found
          .map(({ id, at, source, isOpen }) =>
            t(isOpen ? 'context.quote' : 'context.close', {
              name: wholeName(id),
              time: formatMoment(at),
              source: toSafeText(source, 30),
            }),
          )
          .join('; '),
      },
    ];
  });
  return [...rows, lean];
}

/** A level speaks for the VIX and the yield, a change for the others. */
const isChange = ({ id, change }: OtherMarketFigure): boolean => id !== 'vix' && id !== 'us10y' && change !== undefined;

function formatMarket(market: OtherMarketFigure): string {
  const { id, value, change } = market;
  if (isChange(market)) return formatShortChange(change);
  return id === 'us10y' ? `${writeNumber(value, 2)}%` : id === 'vix' ? writeNumber(value, 1) : formatPrice(value);
}
