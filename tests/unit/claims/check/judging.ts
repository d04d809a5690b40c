import { judge } from '../../../../lib/claims/check/judge.ts';
import type { Written } from '../../../../lib/claims/check/judge.ts';
import type { CheckMarket, Seen } from '../../../../lib/claims/check/market.ts';
import type { Verdict } from '../../../../lib/claims/check/verdict.ts';
import type { Claim } from '../../../../lib/claims/claim.ts';
import { madeMarket, noon, seen } from './made-market.ts';

/** When the texts of these tests are of. */
export const atNoon: Written = { time: noon, isExact: true };

/** The verdict on one claim. */
export function judged(claim: Claim, market: CheckMarket, written: Written = atNoon): Verdict {
  const [verdict] = judge({ claims: [claim], sums: [] }, written, market);
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}

/** The word of the verdict, or the reason why there is none. */
export const word = (claim: Claim, known: Partial<CheckMarket>, written?: Written): string => {
  const verdict = judged(claim, madeMarket(known), written);
  return verdict.reason ?? verdict.word;
};

/** One price at noon, another one now. */
export const prices =
  (then: number | Seen, now?: number): CheckMarket['price'] =>
  (base, time) =>
    base !== 'BTC'
      ? undefined
      : time === noon
        ? typeof then === 'number'
          ? seen(then)
          : then
        : now === undefined
          ? undefined
          : seen(now);
