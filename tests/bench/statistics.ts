/** The middle value, or the mean of the two in the middle. `undefined` of nothing. */
export function median(samples: readonly number[]): number | undefined {
  const sorted = ascending(samples);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/**
 * The smallest sample that at least `share` (0 to 1) of all samples do not exceed (nearest rank): always one that was measured. `undefined` of
 * nothing.
 */
export function percentile(samples: readonly number[], share: number): number | undefined {
  const sorted = ascending(samples);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** What the first of each pair has over the second. Throws where a sample has no partner. */
export function differences(samples: readonly number[], partners: readonly number[]): readonly number[] {
  if (samples.length !== partners.length) throw new RangeError(`${samples.length} samples, ${partners.length} partners`);
  return samples.map((sample, index) => sample - (partners[index] ?? Number.NaN));
}

/** The sum; 0 of nothing. */
export function total(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0);
}

function ascending(samples: readonly number[]): readonly number[] {
  return [...samples].sort((a, b) => a - b);
}
