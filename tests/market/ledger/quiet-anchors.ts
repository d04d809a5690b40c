import { createRandom } from '../random.ts';
import type { BaseCoin } from './bases.ts';
import { DAY, levelAround } from './time.ts';
import type { Point } from './time.ts';

export interface QuietAnchorsPlan {
  readonly seed: number;
  readonly first: number;
  readonly t0: number;
  readonly to: number;
  /** Bitcoin's price at `t0`, and at the end as a share of it. */
  readonly bitcoin: number;
  readonly bitcoinEnd: number;
}

const USUAL_BITCOIN = 67_460;

/** Anchors of other coins where nothing much has happened: a few percent either way in a month, less than two in a day. */
export function quietAnchors({
  seed,
  first,
  t0,
  to,
  bitcoin,
  bitcoinEnd,
}: QuietAnchorsPlan): (coin: BaseCoin) => readonly Point[] {
  return ({ base, usualPrice, beta }) => {
    if (base === 'BTC') return [];
    const random = createRandom(seed, `${base} anchors`);
    const now = usualPrice * (bitcoin / USUAL_BITCOIN) ** beta;
    return [
      [first, now * (0.8 + 0.4 * random.next())],
      ...levelAround(t0 - 30 * DAY, now * (1 + 0.05 * random.normal())),
      ...levelAround(t0 - DAY, now * (1 + 0.008 * random.normal())),
      [t0, now],
      [to, now * bitcoinEnd ** beta * (1 + 0.004 * random.normal())],
    ];
  };
}
