import type { AnswerRow, AnswerSection } from '../model/answer.ts';
import type { EngineFigures, HolderFigure, OtherMarketFigure, Unknown } from '../model/engine.ts';
import { dim, toneOf } from './cells.ts';
import { formatShare } from './coverage.ts';
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
    title: 'Around it',
    rows: [...holderRows(holders), ...breadthRows(breadth), ...marketRows(markets, appetite)],
  };
}

const absent = (name: string, figure: Unknown): AnswerRow => ({ cells: [{ text: name }, dim('unknown')], tip: because(figure) });

/** The largest holders that are named. */
const mostHolders = 2;

function holderRows(holders: EngineFigures['holders']): readonly AnswerRow[] {
  if (isUnknown(holders)) return [absent('Big holders', holders)];
  return holders
    .slice(0, mostHolders)
    .map(({ name, base, coins, costUsd, costAsOf, resultUsd, distance, at, source }: HolderFigure): AnswerRow => {
      const cost = costUsd === undefined ? '' : ` at ${formatPrice(costUsd)}`;
      const stated = costAsOf === undefined ? '' : `, cost stated ${formatDay(costAsOf)}`;
      const away = distance === undefined ? '' : `; the price is ${formatChange(distance, 1)} from the cost`;
      return {
        cells: [
          { text: `${toSafeText(name, 20)}, ${formatCount(coins)} ${base}${cost}` },
          resultUsd === undefined
            ? dim(costUsd === undefined ? 'cost unknown' : 'price unknown')
            : { text: formatMoney(resultUsd), ...toneOf(resultUsd) },
        ],
        tip: `${toSafeText(source, 40)}, holdings of ${formatDay(at)}${stated}${away}. Unrealised`,
      };
    });
}

function breadthRows(breadth: EngineFigures['breadth']): readonly AnswerRow[] {
  if (isUnknown(breadth)) return [absent('Other coins', breadth)];
  const { falling, coins, medianAgainstBtc: median, weakerThanBtc, at, source } = breadth;
  const points = (share: number): string => `${withSign(share, Math.abs(share * 100).toFixed(1))} pp`;
  return [
    {
      cells: [
        { text: `${formatShare(falling)} of ${coins} fall; median against BTC` },
        median === undefined ? dim('unknown') : { text: points(median), ...toneOf(median) },
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

/** Short names; the whole ones are in the title. */
const shortNames: Readonly<Record<OtherMarketFigure['id'], string>> = {
  stoxx50: 'Euro Stoxx 50',
  dax: 'DAX',
  sp500: 'S&P 500',
  vix: 'VIX',
  dollar: 'dollar',
  us10y: '10-year yield',
};

function marketRows(markets: EngineFigures['markets'], appetite: EngineFigures['appetite']): readonly AnswerRow[] {
  if (isUnknown(markets)) return [absent('Other markets', markets)];
  const lean: AnswerRow = {
    cells: [{ text: 'Other markets lean' }, appetite === undefined ? dim('unknown') : { text: appetite }],
    tip: `${appetite === undefined ? `${because({ unknown: 'VIX or the share indices of the last days are not known' })}. ` : ''}Risk-off: the middle one of the share indices lost half a per cent or more in its last session and VIX rose; risk-on: the other way round`,
  };
  const rows = pairs.flatMap((ids): readonly AnswerRow[] => {
    const found = ids.flatMap(id => markets.find(market => market.id === id) ?? []);
    if (found.length === 0) return [];
    // One word for both where both are closed.
    const closed = found.every(market => !market.isOpen);
    const names = found.map(({ id, isOpen }) => `${shortNames[id]}${isOpen || closed ? '' : ' (closed)'}`).join(' · ');
    return [
      {
        cells: [
          { text: `${names}${closed ? ', closed' : ''}` },
          ...found.map((market, place) => ({
            text: `${place === 0 ? '' : '· '}${formatMarket(market)}`,
            ...(isChange(market) && toneOf(market.change)),
          })),
        ],
        tip: found
          .map(
            ({ name, at, source, isOpen }) =>
              `${toSafeText(name, 20)}: ${isOpen ? '' : 'close of '}${formatMoment(at)}, ${toSafeText(source, 30)}`,
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
  return id === 'us10y' ? `${value.toFixed(2)}%` : id === 'vix' ? value.toFixed(1) : formatPrice(value);
}
