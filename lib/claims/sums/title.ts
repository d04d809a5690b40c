import type { ClaimKind } from '../claim.ts';
import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { isMadeBy } from './from-to.ts';
import { gap, intervalOf } from './interval.ts';
import { placeOf, type Stated } from './text.ts';

/** How far a headline may round, as a share of its figure. */
const room: Partial<Record<ClaimKind, number>> = {
  price: 0.03,
  price_change: 0.15,
  liquidations: 0.1,
  open_interest: 0.1,
  open_interest_change: 0.1,
  market_cap: 0.05,
  dominance: 0.02,
  fear_greed: 0.04,
};

/**
 * Figures of the headline that the body tells otherwise: it has the same kind of figure of the same asset over the same time, as far as both tell theirs, and
 * none that agrees, nor two prices that the headline's percentage lies between.
 */
export function titleFigures(stated: readonly Stated[]): readonly Inconsistency[] {
  const body = stated.filter(each => each.in === 'body');
  return stated.flatMap(head => {
    const { claim } = head;
    if (!claim || head.in === 'body') return [];
    const share = room[claim.kind];
    if (share === undefined || words.question.test(head.tail) || isNotSaid(head)) return [];
    const best = words.bestOf.exec(head.tail)?.[1]?.toLowerCase() ?? '';
    const window = claim.window ?? words.windowOfUnit[best] ?? null;
    const same = body.filter(
      each =>
        each.claim?.kind === claim.kind &&
        each.claim.asset === claim.asset &&
        (each.tense === 'now' || (claim.kind !== 'price' && each.tense !== 'dated')) &&
        each.venue === undefined &&
        (window === null || [window, null].includes(each.claim.window)),
    );
    const [first] = same;
    const mine = intervalOf(head);
    const agrees = (each: Stated) =>
      each.unit === head.unit && gap(mine, intervalOf(each)) <= Math.max(share * mine.hi, claim.unit === 'pct' ? 0.6 : 0);
    // Of another order of size it is another thing that was read for this one.
    const isOther = first === undefined || first.value > 5 * head.value || head.value > 5 * first.value;
    // "drops to $110 before bouncing to $129": one of them is of another hour.
    const others = stated.filter(each => each.in === 'title' && each.claim?.kind === claim.kind && each.asset === head.asset);
    if (isOther || body.some(agrees) || others.length > 1 || isMadeBy(head, body)) return [];
    return [
      {
        type: 'title_body',
        asset: head.asset,
        places: [head, first].map(placeOf),
        written: claim.value,
        follows: first.claim?.value ?? first.value,
        unit: claim.unit,
      },
    ];
  });
}

/** A condition, or where something is headed: "Bitcoin to $100,000". */
function isNotSaid({ lead, before, tail, claim }: Stated): boolean {
  // A price without a move is rather a level.
  if (claim?.kind === 'price' && !words.change.test(lead)) return true;
  if (words.notSaid.test(`${lead} ${tail}`) || words.towards.test(before)) return true;
  return words.headedTo.test(before) && !words.change.test(before);
}
