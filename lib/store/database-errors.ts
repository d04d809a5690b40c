/**
 * What went wrong with the database, as far as something can be done about it:
 * - `full`: no room left (QuotaExceededError)
 * - `lost`: the connection or the disk below it (closed, unknown error, aborted, could not be opened)
 */
export type Fault = 'full' | 'lost';

/**
 * Names of lost connections, with and without Dexie's own words. "Connection to Indexed Database server lost" and clearing site data arrive as
 * UnknownError or as a closed database (dexie/Dexie.js issues 543, 613, 1805, 2008).
 */
const lostNames = new Set([
  'AbortError',
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'OpenFailedError',
  'SecurityError',
  'TimeoutError',
  'UnknownError',
  'VersionError',
]);

/** `undefined` for anything that is not the database's: a fault in our own code must not hide behind a retry. */
export function toFault(error: unknown): Fault | undefined {
  const names = namesOf(error, 4);
  if (names.includes('QuotaExceededError')) return 'full';
  return names.some(name => lostNames.has(name)) ? 'lost' : undefined;
}

/** Names of an error and of what it wraps: `inner` of Dexie's errors, `failures` of a bulk operation. */
function namesOf(error: unknown, depth: number): readonly string[] {
  if (typeof error !== 'object' || error === null || depth === 0) return [];
  const names: string[] = [];
  if ('name' in error && typeof error.name === 'string') names.push(error.name);
  if ('inner' in error) names.push(...namesOf(error.inner, depth - 1));
  if ('failures' in error && Array.isArray(error.failures)) names.push(...namesOf(error.failures[0], depth - 1));
  return names;
}

/** The error as the browser names it, for the person who reads why nothing is kept. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
