/**
 * A ladder has a row for each price, all of one height, whatever lies between them: a place on it, counted in rows from the middle of the first, is a price
 * by straight lines between neighbours.
 *
 * @param stops prices from the highest to the lowest, at least one.
 */
export function toLadderPrice(place: number, stops: readonly number[]): number {
  const held = Math.min(Math.max(place, 0), stops.length - 1);
  const row = Math.min(Math.floor(held), Math.max(0, stops.length - 2));
  const upper = stops[row] ?? 0;
  const lower = stops[row + 1] ?? upper;
  return upper + (held - row) * (lower - upper);
}

/** The place of a price; held at the ends. */
export function toLadderPlace(price: number, stops: readonly number[]): number {
  const below = stops.findIndex(stop => stop <= price);
  if (below <= 0) return below < 0 ? stops.length - 1 : 0;
  const [upper = price, lower = price] = [stops[below - 1], stops[below]];
  return below - (upper === lower ? 0 : (price - lower) / (upper - lower));
}

/** How far one key press goes: a round part of the price, about one in five hundred. */
export const toPriceStep = (price: number): number => 10 ** (Math.floor(Math.log10(price)) - 2);

/** Rounded to half a step: a pointer says no more. */
export function roundPrice(price: number, step: number): number {
  const half = step / 2;
  // Divided by a power of ten and not multiplied by its fraction, so that 0.15 stays 0.15.
  return half >= 1 ? Math.round(price / half) * half : Math.round(price * (1 / half)) / (1 / half);
}

/** Where a key moves the handle to; `undefined` for a key that moves nothing. Held between the ends of the ladder. */
export function moveHandle(key: string, price: number, stops: readonly number[], now: number): number | undefined {
  const step = toPriceStep(now);
  const [highest = price, lowest = price] = [stops[0], stops.at(-1)];
  const next = {
    ArrowDown: price - step,
    ArrowLeft: price - step,
    ArrowUp: price + step,
    ArrowRight: price + step,
    PageDown: stops.find(stop => stop < price) ?? lowest,
    PageUp: stops.findLast(stop => stop > price) ?? highest,
    Home: now,
    End: lowest,
  }[key];
  if (next === undefined) return undefined;
  return Math.min(highest, Math.max(lowest, key.startsWith('Arrow') ? roundPrice(next, step) : next));
}
