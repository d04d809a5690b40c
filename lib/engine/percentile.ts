/**
 * The value below which `share` (0 to 1) of the values lie, interpolated linearly between neighbours at place `share * (n - 1)` of the
 * ascending list (Hyndman and Fan's type 7, the default of NumPy and R). `undefined` without values.
 */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((left, right) => left - right);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}
