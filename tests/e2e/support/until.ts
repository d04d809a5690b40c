/** How long and how often to look. A wait costs nothing when it passes: a minute leaves room on a machine that is busy with other browsers. */
export interface Patience {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/**
 * Looks again and again until the probe gives something, and gives that. Rejects when time is up, with what the probe last threw; a probe that is
 * not content yet returns `undefined` or throws.
 */
export async function until<Found>(
  what: string,
  probe: () => Promise<Found | undefined> | Found | undefined,
  { timeoutMs = 60_000, everyMs = 150 }: Patience = {},
): Promise<Found> {
  const end = performance.now() + timeoutMs;
  let last: unknown;
  do {
    try {
      const found = await probe();
      if (found !== undefined) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise(resolve => setTimeout(resolve, everyMs));
  } while (performance.now() < end);
  throw new Error(`${what}: not within ${timeoutMs / 1000} s`, { cause: last });
}
