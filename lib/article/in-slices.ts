/**
 * Runs a generator to its end without holding the page's thread: goes on until `isOver` says that the slice (of 8 ms, by the caller's clock) is spent,
 * then waits for `rest`, which begins the next. Resolves with what the generator returns; rejects with what it throws.
 */
export async function inSlices<Result>(
  work: Generator<undefined, Result>,
  isOver: () => boolean,
  rest: () => Promise<void>,
): Promise<Result> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (isOver()) await rest();
  }
}

/** Runs a generator to its end at once. */
export function atOnce<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
