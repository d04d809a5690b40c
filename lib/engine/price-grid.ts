/** The distance between neighbouring round numbers that is aimed at, as a share of the price. */
export const gridShare = 0.065;

/** Steps inside one power of ten, in tenths: 1, 2, 2.5 and 5. Kept whole, so that the lines come out as people write them. */
const tenths = [10, 20, 25, 50] as const;

/** Round numbers around a price: line `n` lies at `n * stepUsd`. */
export interface PriceGrid {
  readonly stepUsd: number;
  /** The price of line `n`, free of binary dust: 0.075 and not 0.07500000000000001. */
  price(n: number): number;
  /** The highest line at or below a price. */
  below(priceUsd: number): number;
}

/**
 * The grid of round numbers for a price: the step 1, 2, 2.5 or 5 times a power of ten that is nearest, as a ratio, to 6.5 % of the price.
 * That gives 5,000 for bitcoin from 54,400 to 108,800, 100 for ether at 2,000, and neighbours 4.6 % to 9.2 % apart everywhere.
 * `undefined` for a price that is no number between 1e-15 and 1e15.
 */
export function createPriceGrid(priceUsd: number): PriceGrid | undefined {
  if (!(priceUsd >= 1e-15 && priceUsd <= 1e15)) return undefined;
  const aim = Math.log(priceUsd * gridShare);
  const magnitude = Math.floor(Math.log10(priceUsd * gridShare));
  let best = { tenth: 10, exponent: magnitude - 1 };
  for (const exponent of [magnitude - 2, magnitude - 1, magnitude]) {
    for (const tenth of tenths) {
      if (Math.abs(Math.log(scale(tenth, exponent)) - aim) < Math.abs(Math.log(scale(best.tenth, best.exponent)) - aim)) {
        best = { tenth, exponent };
      }
    }
  }

  const stepUsd = scale(best.tenth, best.exponent);
  const price = (n: number): number => scale(n * best.tenth, best.exponent);
  return {
    stepUsd,
    price,
    below(wanted) {
      // Compared with the line itself: the division alone may land a hair on its wrong side.
      const nearest = Math.round(wanted / stepUsd);
      return price(nearest) > wanted ? nearest - 1 : nearest;
    },
  };
}

function scale(whole: number, exponent: number): number {
  return exponent < 0 ? whole / 10 ** -exponent : whole * 10 ** exponent;
}
