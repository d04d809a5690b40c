import type { ClaimKind } from '../claim.ts';
import * as words from '../english/sums.ts';
import type { Inconsistency, InconsistencyType } from '../inconsistency.ts';
import { gap, intervalOf, over, times, widened } from './interval.ts';
import { isScale } from './magnitude.ts';
import { pricesNow } from './prices.ts';
import { coinsIssued } from './supply.ts';
import { placeOf, type Stated } from './text.ts';

/** Market caps against dominance, against price and supply, and the cap of the whole market against bitcoin's. */
export function capSums(stated: readonly Stated[], time: number | undefined): readonly Inconsistency[] {
  const now = (kind: ClaimKind, asset: string) =>
    stated.filter(each => each.in === 'body' && each.claim?.kind === kind && each.asset === asset && each.claim.tense === 'now');
  const caps = now('market_cap', 'BTC');
  const totals = now('market_cap', 'TOTAL');
  const [[cap], [total]] = [caps, totals];
  const [dominance = shareOf(stated, cap)] = now('dominance', 'BTC');
  const found: Inconsistency[] = [];

  for (const asset of ['BTC', 'ETH'] as const) {
    const prices = pricesNow(stated, asset);
    const [price] = prices;
    const supply = time === undefined ? undefined : coinsIssued(asset, time);
    if (!price || supply === undefined) continue;
    const follows = price.value * supply;
    const worths = prices.map(each => times(intervalOf(each), { lo: supply, hi: supply }));
    // A stated cap may be of another hour than the price.
    const own = asset === 'BTC' ? caps : now('market_cap', asset);
    const isFar = (each: Stated) => worths.every(worth => gap(widened(worth, 0.06), intervalOf(each)) > 0);
    // Three times as much or as little is rather another coin's cap, or the market's.
    const isAlike = ({ value }: Stated) => isScale(value / follows) || (value > follows / 3 && value < 3 * follows);
    const [wrong] = own.every(isFar) ? own.filter(each => isAlike(each) && !words.wholeMarket.test(each.before)) : [];
    if (wrong) found.push(make(isScale(wrong.value / follows) ? 'unit_error' : 'cap_price', asset, [wrong, price], follows));
    const isOwn =
      total &&
      own.length === 0 &&
      totals.length === 1 &&
      worths.some(worth => gap(widened(worth, 0.02), intervalOf(total)) === 0);
    if (isOwn) found.push(make('misattribution', 'TOTAL', [total, price], follows));
  }
  if (cap && total && dominance && caps.length === 1) {
    const share = over(times(intervalOf(cap), hundred), intervalOf(total));
    const shares = totals.map(each => over(times(intervalOf(cap), hundred), intervalOf(each)));
    const off = Math.min(...shares.map(each => gap(each, intervalOf(dominance))));
    if (off > 0.3) {
      found.push({
        type: 'cap_dominance',
        asset: 'BTC',
        places: [dominance, cap, total].map(placeOf),
        written: dominance.value,
        follows: (share.lo + share.hi) / 2,
        unit: 'pct',
        // Providers count other coins; a point between two of them is common.
        ...(off <= 1.5 && { soft: true as const }),
      });
    }
  }
  return found;
}

/** "At $500 billion it makes up 50 % of that." */
function shareOf(stated: readonly Stated[], cap: Stated | undefined): Stated | undefined {
  return stated.find(
    each =>
      each.unit === 'pct' &&
      each.in === 'body' &&
      each.sentence === cap?.sentence &&
      words.partOf.test(each.before) &&
      (words.ofMarket.test(each.after) || words.ofWhich.test(each.lead)),
  );
}

const hundred = { lo: 100, hi: 100 };

function make(type: InconsistencyType, asset: string, places: readonly [Stated, ...Stated[]], follows: number): Inconsistency {
  return { type, asset, places: places.map(placeOf), written: places[0].value, follows, unit: 'usd' };
}
