import { t } from '../i18n/t.ts';
import type { CoinReading, EngineFigures } from '../model/engine.ts';
import type { Level, LiquidationTotal, MarketSnapshot, PriceFigure } from '../model/snapshot.ts';
import { formatShare, formatVenues } from './coverage.ts';
import { formatMoney, formatTotal } from './money.ts';
import { formatChange, formatShortChange } from './percent.ts';
import { formatPhase, formatRange, isUnknown, known } from './phase.ts';
import { formatLevel, formatPrice } from './price.ts';
import { causeOf } from './reading-sections.ts';
import { formatReason } from './reasons.ts';
import { formatMoment } from './time.ts';
import { toSafeText } from './words.ts';

/** What a narrative is made of. `base` is `undefined` for the whole market, which is told by bitcoin's price. */
export interface NarrativeInput {
  readonly snapshot: Pick<MarketSnapshot, 'asOf' | 'prices' | 'liquidations' | 'openInterest' | 'fearGreed' | 'levels'>;
  readonly reading: CoinReading;
  readonly engine: EngineFigures | undefined;
  readonly base: string | undefined;
}

/**
 * Three plain sentences that can be pasted into a chat: what happened and when, what state that is, and what stands nearby; with figures and floors. No
 * advice and no forecast. What is not known is said to be unknown where the sentence is about it, and left out where it only adds to it.
 */
export function composeNarrative(input: NarrativeInput): readonly string[] {
  return [sayWhat(input), sayState(input), sayNear(input)];
}

type Part = string | undefined;
/** One sentence of the parts that there are. */
const toSentence = (parts: readonly Part[]): string =>
  t('narrative.end', {
    text: parts.flatMap(part => part ?? []).reduce((first, second) => t('narrative.list', { first, second })),
  });
/** Both, or the one that there is. */
const both = (first: Part, second: Part): Part =>
  first !== undefined && second !== undefined ? t('figure.and', { first, second }) : (first ?? second);
const dollars = (price: number): string => `$${formatPrice(price)}`;
const level = (price: number): string => `$${formatLevel(price)}`;

function sayWhat({ snapshot, base }: NarrativeInput): string {
  const coin = base ?? 'BTC';
  const total = (base === undefined ? snapshot.liquidations.market : snapshot.liquidations.coins[base])?.['24h'];
  return t('narrative.what', {
    time: formatMoment(snapshot.asOf),
    price: sayPrice(snapshot.prices[coin], coin),
    forced: sayForced(total, base ?? t('figure.allCoins')),
  });
}

function sayPrice(figure: PriceFigure | undefined, coin: string): string {
  if (figure === undefined) return t('narrative.noPrice', { coin });
  const price = dollars(figure.usd);
  return figure.change24h === undefined
    ? t('narrative.priceAlone', { coin, price })
    : t('narrative.price', { coin, price, change: formatChange(figure.change24h) });
}

function sayForced(total: LiquidationTotal | undefined, coins: string): string {
  if (total === undefined) return t('narrative.notHeard', { coins });
  const { floor, longUsd, shortUsd, venuesHeard, venuesEnabled, coverage } = total;
  const side = (usd: number): string => formatTotal({ usd, floor });
  return t('narrative.forced', {
    longs: side(longUsd),
    shorts: side(shortUsd),
    coins,
    venues: formatVenues(venuesHeard, venuesEnabled),
    share: formatShare(coverage),
  });
}

function sayState({ snapshot, reading, base }: NarrativeInput): string {
  const { phase, branching } = reading;
  const state = isUnknown(phase)
    ? t('narrative.noPhase', { why: formatReason(phase.unknown) })
    : t('narrative.phase', {
        phase: t(`phase.name.${phase.phase}`),
        time: formatMoment(phase.since),
        line: formatPhase(reading).line,
      });
  return toSentence([state, sayInterest(snapshot, base), sayBranching(branching)]);
}

function sayInterest({ openInterest }: NarrativeInput['snapshot'], base: string | undefined): string {
  const figure = base === undefined ? openInterest.market : openInterest.coins[base];
  const day = figure?.changeUsd24h;
  const month = figure?.changeUsd30d;
  const inCoins = figure?.changeCoins24h;
  const changes = both(
    day === undefined ? undefined : t('narrative.inDay', { change: formatShortChange(day) }),
    month === undefined ? undefined : t('narrative.inMonth', { change: formatShortChange(month) }),
  );
  if (changes === undefined) return t('narrative.noInterest');
  if (inCoins === undefined) return t('narrative.interest', { changes });
  const change = formatShortChange(inCoins);
  return base === undefined
    ? t('narrative.interestAtPrices', { changes, change })
    : t('narrative.interestInCoins', { changes, change, coin: base });
}

/** R of few orders is not worth a sentence: why it is absent stands with the evidence. */
function sayBranching(branching: CoinReading['branching']): Part {
  const r = known(branching);
  return r && t('narrative.branching', { range: formatRange(r, true) });
}

function sayNear({ snapshot, reading, engine, base }: NarrativeInput): string {
  const breadth = known(engine?.breadth);
  const { fearGreed } = snapshot;
  return toSentence([
    sayLevels(snapshot, base ?? 'BTC'),
    sayWhy(reading),
    breadth && t('narrative.breadth', { share: formatShare(breadth.falling), coins: breadth.coins }),
    fearGreed && t('narrative.fear', { value: fearGreed.value, word: toSafeText(fearGreed.word, 24).toLowerCase() }),
  ]);
}

function sayLevels({ prices, levels }: NarrativeInput['snapshot'], coin: string): string {
  const at = prices[coin]?.usd;
  const known = levels[coin]?.levels ?? [];
  const above = at === undefined ? undefined : known.findLast(({ price }) => price > at);
  const below = at === undefined ? undefined : known.find(({ price }) => price <= at);
  const nearest = both(
    above && t('narrative.above', { level: sayLevel(above) }),
    below && t('narrative.below', { level: sayLevel(below) }),
  );
  if (nearest === undefined) return t(at === undefined ? 'narrative.levelsNoPrice' : 'narrative.levelsNoHours', { coin });
  return below?.fuelUsd === undefined
    ? t('narrative.levels', { levels: nearest })
    : t('narrative.levelsWithFuel', { levels: nearest, usd: formatMoney(below.fuelUsd) });
}

const sayLevel = ({ price, state }: Level): string =>
  state === undefined ? level(price) : `${level(price)} (${t(`ladder.state.${state}`)})`;

function sayWhy({ why: figure }: CoinReading): Part {
  const why = known(figure);
  if (why === undefined) return undefined;
  const { word, change24h, shares } = why;
  const isFall = change24h < 0;
  if (word === 'mixed') return t(isFall ? 'narrative.fallMixed' : 'narrative.riseMixed');
  const part = shares.find(({ of }) => of === word)?.share;
  const share = part === undefined ? t('narrative.most') : `≈ ${formatShare(part)}`;
  return t(isFall ? 'narrative.fall' : 'narrative.rise', { share, cause: causeOf(word, change24h) });
}
