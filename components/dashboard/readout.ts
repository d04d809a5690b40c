import { formatShare } from '../../lib/format/coverage.ts';
import { formatMoney } from '../../lib/format/money.ts';
import { formatChange } from '../../lib/format/percent.ts';
import { formatPrice } from '../../lib/format/price.ts';
import { formatMoment } from '../../lib/format/time.ts';
import { t } from '../../lib/i18n/t.ts';
import type { History } from '../../lib/model/history.ts';
import type { Bars } from './steps.ts';
import { placeOf, toReach, valueAt } from './steps.ts';
import { formatCoins, phaseWord } from './words.ts';

const dayMs = 86_400_000;

/** One figure at the crosshair. */
export interface ReadoutPart {
  readonly name: string;
  readonly text: string;
  readonly tone?: 'neg' | 'pos' | 'dim';
}

/** Everything that the charts show of one time, as text. */
export interface Readout {
  /** `10 Feb, 08:00 UTC`. */
  readonly when: string;
  readonly parts: readonly ReadoutPart[];
}

/** Reads a history at any time. Made once for a history, since how far its values reach has to be counted. */
export function createReader(history: History, bars: Bars): (time: number) => Readout {
  const reach = {
    price: toReach(history.price),
    usd: toReach(history.interestUsd),
    coins: toReach(history.interestCoins),
    funding: toReach(history.funding8h),
  };
  return time => {
    const place = placeOf(history.times, time);
    const bar = placeOf(bars.times, time);
    const heard = bars.heard[bar] ?? 0;
    const long = bars.longUsd[bar] ?? undefined;
    const short = bars.shortUsd[bar] ?? undefined;
    const usd = valueAt(history.interestUsd, place, reach.usd);
    const coins = valueAt(history.interestCoins, place, reach.coins);
    const funding = valueAt(history.funding8h, place, reach.funding);
    const price = valueAt(history.price, place, reach.price);
    const fear = history.fear.find(({ day }) => day <= time && time < day + dayMs)?.value;
    // Of a step in which it changed, the phase at its end.
    const end = (history.times[place] ?? time) + history.stepMs;
    const phase = history.phases.findLast(({ from, to }) => from < end && to > time)?.phase;
    const interest = [...(coins === undefined ? [] : [formatCoins(coins)]), ...(usd === undefined ? [] : [formatMoney(usd)])];
    return {
      when: formatMoment(Math.min(Math.max(time, history.from), history.to)),
      parts: [
        toPart('price', price === undefined ? undefined : formatPrice(price)),
        toPart('longs', long === undefined ? undefined : formatMoney(long), 'neg', 'notHeard'),
        toPart('shorts', short === undefined ? undefined : formatMoney(short), 'pos', 'notHeard'),
        toPart('heard', formatShare(heard)),
        toPart('interest', interest.length === 0 ? undefined : interest.join(' · ')),
        toPart('funding', funding === undefined ? undefined : formatChange(funding, 4)),
        toPart('fear', fear === undefined ? undefined : String(fear)),
        toPart('phase', phase === undefined ? undefined : phaseWord(phase)),
      ],
    };
  };
}

type Name = 'price' | 'longs' | 'shorts' | 'heard' | 'interest' | 'funding' | 'fear' | 'phase';

/** What is not known says so in a word: it is no zero. */
function toPart(
  part: Name,
  text: string | undefined,
  tone?: 'neg' | 'pos',
  absence: 'notHeard' | 'unknown' = 'unknown',
): ReadoutPart {
  const name = t(`dashboard.read.${part}`);
  if (text === undefined)
    return { name, text: t(absence === 'notHeard' ? 'dashboard.notHeard' : 'dashboard.unknown'), tone: 'dim' };
  return { name, text, ...(tone && { tone }) };
}

/** The same as one sentence, for who hears it. */
export const sayReadout = ({ when, parts }: Readout): string =>
  [when, ...parts.map(({ name, text }) => `${name} ${text}`)].join(', ');
