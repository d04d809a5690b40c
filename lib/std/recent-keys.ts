/** Remembers the latest keys that it was shown. */
export interface RecentKeys {
  has(key: string): boolean;
  /** True when the key was not remembered; it is from now on. */
  add(key: string): boolean;
  readonly size: number;
}

/**
 * A set that forgets the oldest: at least the latest `capacity` distinct keys are remembered, at most twice as many.
 * Two generations instead of a list of ages, so that a flood costs one lookup and no deletions.
 */
export function createRecentKeys(capacity: number): RecentKeys {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    has: key => young.has(key) || old.has(key),
    add(key) {
      if (young.has(key)) return false;
      const isNew = !old.has(key);
      young.add(key);
      if (young.size >= capacity) {
        old = young;
        young = new Set();
      }
      return isNew;
    },
    get size() {
      return young.size + old.size;
    },
  };
}
