import type { Hedge } from '../claim.ts';

/** What stands right before a number. */
export const hedges: readonly (readonly [Hedge, RegExp])[] = [
  [
    'near',
    /\b(?:just|slightly|narrowly|barely|fractionally|marginally|a (?:little|bit|touch|hair|shade))\s+(?:over|under|above|below|shy of|short of|north of|south of|more than|less than|past)\s+(?:the\s+)?$/i,
  ],
  ['most', /\b(?:as (?:much|many|high|low) as|(?<!\b(?:driven|pushed|lifted|risen|been) )up to)\s+$/i],
  ['only', /(?<!\bnot )\b(?:only|just|merely|a mere|a paltry)\s+(?:(?:by|about|around|some|roughly)\s+)?$/i],
];
