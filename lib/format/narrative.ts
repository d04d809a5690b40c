import type { CoinReading, EngineFigures } from '../model/engine.ts';
import type { MarketSnapshot } from '../model/snapshot.ts';
import { formatCoverage, formatShare } from './coverage.ts';
import { formatMoney, formatTotal } from './money.ts';
import { formatChange, formatShortChange } from './percent.ts';
import { formatLevel, formatPrice } from './price.ts';
import { because, formatPhase, formatRange, isUnknown, known } from './phase.ts';
import { formatMoment } from './time.ts';

/** What a narrative is made of. `base` is `undefined` for the whole market, which is told by bitcoin's price. */
export interface NarrativeInput {
  readonly snapshot: Pick<MarketSnapshot, 'asOf' | 'prices' | 'liquidations' | 'openInterest' | 'fearGreed' | 'levels'>;
  readonly reading: CoinReading | undefined;
  readonly engine: EngineFigures | undefined;
  readonly base: string | undefined;
}

/**
 * Three plain sentences: what happened, what state that is, and what stands nearby; with figures, floors and the time. No advice and no forecast.
 * What is not known is left out, or said to be unknown where the sentence is about it.
 */
export function composeNarrative(input: NarrativeInput): readonly string[] {
  return [sayWhat(input), sayState(input), sayNear(input)];
}

const join = (parts: readonly (string | undefined)[], by = ', '): string => parts.filter(part => part).join(by);

function sayWhat({ snapshot, base }: NarrativeInput): string {
  const coin = base ?? 'BTC';
  const price = snapshot.prices[coin];
  const total = (base === undefined ? snapshot.liquidations.market : snapshot.liquidations.coins[base])?.['24h'];
  const moved =
    price === undefined
      ? `The price of ${coin} is not known`
      : `${coin} stands at ${formatPrice(price.usd)}${price.change24h === undefined ? '' : `, ${formatChange(price.change24h)} in 24 hours`}`;
  const what = base === undefined ? 'of all coins' : `of ${base}`;
  const forced =
    total === undefined
      ? 'forced orders were not heard yet'
      : `${formatTotal(total)} ${what} was forced out in that time${total.usd > 0 ? `, ${formatShare(total.longUsd / total.usd)} of it longs` : ''} (${formatCoverage(total)})`;
  return `${moved}; ${forced}.`;
}

function sayState({ snapshot, reading, base }: NarrativeInput): string {
  const interest = base === undefined ? snapshot.openInterest.market : snapshot.openInterest.coins[base];
  const change = join(
    [
      interest?.changeUsd24h === undefined ? undefined : `${formatShortChange(interest.changeUsd24h)} in 24 hours`,
      interest?.changeUsd30d === undefined ? undefined : `${formatShortChange(interest.changeUsd30d)} in 30 days`,
    ],
    ' and ',
  );
  const coins = interest?.changeCoins24h;
  const leverage =
    change === ''
      ? 'the change of open interest is not known'
      : `open interest ${change} in dollars${coins === undefined ? '' : `, ${formatShortChange(coins)} in coins over the day`}`;
  if (reading === undefined) return `The phase is not known yet; ${leverage}.`;
  const { phase, branching } = reading;
  if (isUnknown(phase)) return `The phase is ${because(phase)}; ${leverage}.`;
  const { word, line } = formatPhase(reading);
  const r = known(branching);
  const set = r === undefined ? '' : `, ${formatRange(r)} further forced orders for each one`;
  return `Phase: ${word.toLowerCase()} since ${formatMoment(phase.since)} (${line}${set}); ${leverage}.`;
}

function sayNear({ snapshot, reading, engine, base }: NarrativeInput): string {
  const coin = base ?? 'BTC';
  const at = snapshot.prices[coin]?.usd;
  const levels = snapshot.levels[coin]?.levels ?? [];
  const above = at === undefined ? undefined : levels.findLast(level => level.price > at);
  const below = at === undefined ? undefined : levels.find(level => level.price <= at);
  const say = (level: typeof above): string | undefined =>
    level === undefined ? undefined : `${formatLevel(level.price)}${level.state === undefined ? '' : ` is ${level.state}`}`;
  const fuel = below?.fuelUsd;
  const forced =
    fuel === undefined || below === undefined
      ? undefined
      : `an estimated ≈ ${formatMoney(fuel)} of longs would be forced out down to ${formatLevel(below.price)}`;
  const why = known(reading?.why);
  const cause =
    why === undefined || why.word === 'mixed' ? undefined : `the evidence points to ${causes[why.word]} for the move of the day`;
  const breadth = known(engine?.breadth);
  const broad = breadth === undefined ? undefined : `${formatShare(breadth.falling)} of ${breadth.coins} large coins fell`;
  const fear =
    snapshot.fearGreed === undefined
      ? undefined
      : `Fear & Greed is ${snapshot.fearGreed.value} (${snapshot.fearGreed.word.toLowerCase()})`;
  const facts = join([join([say(above), say(below)], ' and '), forced, cause, broad, fear], '; ');
  const text = facts === '' ? 'Levels are not known yet' : facts.charAt(0).toUpperCase() + facts.slice(1);
  return `${text}. As of ${formatMoment(snapshot.asOf)}.`;
}

const causes = { leverage: 'leverage', spot: 'spot selling', markets: 'other markets' } as const;
