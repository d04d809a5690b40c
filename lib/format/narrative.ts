import type { CoinReading, EngineFigures } from '../model/engine.ts';
import type { Level, LiquidationTotal, MarketSnapshot } from '../model/snapshot.ts';
import { formatShare, formatVenues } from './coverage.ts';
import { formatMoney, formatTotal } from './money.ts';
import { formatChange, formatShortChange } from './percent.ts';
import { because, formatPhase, formatRange, isUnknown, known } from './phase.ts';
import { formatLevel, formatPrice } from './price.ts';
import { causeOf } from './reading-sections.ts';
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
const join = (parts: readonly Part[], by: string): string => parts.filter(part => part).join(by);
const dollars = (price: number): string => `$${formatPrice(price)}`;
const level = (price: number): string => `$${formatLevel(price)}`;

function sayWhat({ snapshot, base }: NarrativeInput): string {
  const coin = base ?? 'BTC';
  const price = snapshot.prices[coin];
  const change = price?.change24h;
  const moved =
    price === undefined
      ? `the price of ${coin} is ${because({ unknown: 'nobody has told it yet' })}`
      : `${coin} is at ${dollars(price.usd)} (${change === undefined ? 'its change in 24 hours is not known' : `${formatChange(change)} in 24 hours`})`;
  const total = (base === undefined ? snapshot.liquidations.market : snapshot.liquidations.coins[base])?.['24h'];
  const of = base === undefined ? 'all coins' : base;
  return `As of ${formatMoment(snapshot.asOf)}, ${moved}, and ${sayForced(total, of)}.`;
}

function sayForced(total: LiquidationTotal | undefined, of: string): string {
  if (total === undefined) return `liquidations of ${of} are ${because({ unknown: 'nothing of the time was heard' })}`;
  const { floor, longUsd, shortUsd, venuesHeard, venuesEnabled, coverage } = total;
  const heard = `${formatVenues(venuesHeard, venuesEnabled)}, ${formatShare(coverage)} of the time heard`;
  const side = (usd: number): string => formatTotal({ usd, floor });
  return `${side(longUsd)} of longs and ${side(shortUsd)} of shorts in ${of} were liquidated in that time (${heard})`;
}

function sayState({ snapshot, reading, base }: NarrativeInput): string {
  const { phase, branching } = reading;
  const state = isUnknown(phase)
    ? `The phase is ${because(phase)}`
    : `The phase is ${phase.phase} since ${formatMoment(phase.since)} (${formatPhase(reading).line})`;
  return `${join([state, sayInterest(snapshot, base), sayBranching(branching)], '; ')}.`;
}

function sayInterest({ openInterest }: NarrativeInput['snapshot'], base: string | undefined): string {
  const figure = base === undefined ? openInterest.market : openInterest.coins[base];
  const day = figure?.changeUsd24h;
  const month = figure?.changeUsd30d;
  const coins = figure?.changeCoins24h;
  const inDollars = join(
    [
      day === undefined ? undefined : `${formatShortChange(day)} in 24 hours`,
      month === undefined ? undefined : `${formatShortChange(month)} in 30 days`,
    ],
    ' and ',
  );
  if (inDollars === '') return `how open interest changed is ${because({ unknown: 'none of a day ago is known' })}`;
  const held = base === undefined ? 'at constant prices' : `in ${base}`;
  return `open interest moved ${inDollars} in dollars${coins === undefined ? '' : `, and ${formatShortChange(coins)} in 24 hours ${held}`}`;
}

/** R of few orders is not worth a sentence: why it is absent stands with the evidence. */
function sayBranching(branching: CoinReading['branching']): Part {
  const r = known(branching);
  return r && `each liquidation set off ${formatRange(r, ' to ')} more on average (R)`;
}

function sayNear({ snapshot, reading, engine, base }: NarrativeInput): string {
  const breadth = known(engine?.breadth);
  const { fearGreed } = snapshot;
  const text = join(
    [
      sayLevels(snapshot, base ?? 'BTC'),
      sayWhy(reading),
      breadth && `${formatShare(breadth.falling)} of ${breadth.coins} large coins fell`,
      fearGreed && `Fear & Greed is at ${fearGreed.value} (${toSafeText(fearGreed.word, 24).toLowerCase()})`,
    ],
    '; ',
  );
  return `${text}.`;
}

function sayLevels({ prices, levels }: NarrativeInput['snapshot'], coin: string): string {
  const at = prices[coin]?.usd;
  const known = levels[coin]?.levels ?? [];
  const above = at === undefined ? undefined : known.findLast(({ price }) => price > at);
  const below = at === undefined ? undefined : known.find(({ price }) => price <= at);
  if (above === undefined && below === undefined)
    return `The levels around ${coin} are ${because({ unknown: `${at === undefined ? 'its price is' : 'its hourly prices are'} not known` })}`;
  const say = (found: Level | undefined, where: string): Part =>
    found && `${level(found.price)}${found.state === undefined ? '' : ` (${found.state})`} ${where}`;
  const fuel =
    below?.fuelUsd === undefined
      ? ''
      : `, with ≈ ${formatMoney(below.fuelUsd)} of longs estimated to be liquidated on the way down to it`;
  return `The nearest levels are ${join([say(above, 'above'), say(below, 'below')], ' and ')}${fuel}`;
}

function sayWhy({ why: figure }: CoinReading): Part {
  const why = known(figure);
  if (why === undefined) return undefined;
  const { word, change24h, shares } = why;
  const move = change24h < 0 ? 'fall' : 'rise';
  if (word === 'mixed') return `the evidence for what made the ${move} is mixed`;
  const share = shares.find(({ of }) => of === word)?.share;
  return `the evidence puts ${share === undefined ? 'most' : `≈ ${formatShare(share)}`} of the ${move} down to ${causeOf(word, change24h)}`;
}
