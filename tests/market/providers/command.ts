/** What a client sent on a socket, when it is a JSON object; `undefined` for anything else. */
export function readCommand(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed = JSON.parse(text) as unknown;
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // Anything but JSON is answered with an error by the caller.
    return undefined;
  }
}

/** Counts what a client sends in each window of the market's clock, for hosts that limit it. */
export function createSendLimit(limit: number, windowMs: number, now: () => number): () => boolean {
  let window = -1;
  let count = 0;
  return () => {
    const current = Math.floor(now() / windowMs);
    if (current !== window) count = 0;
    window = current;
    count += 1;
    return count <= limit;
  };
}
