import { FeedError } from '../model/feed-error.ts';
import type { FeedErrorKind } from '../model/feed-error.ts';

const fatal: readonly FeedErrorKind[] = ['blocked', 'rate-limited', 'offline', 'cancelled'];

/**
 * Whether a failure is of one contract or unit alone, so that the next may be asked for. It is not where the host does not want to be asked further,
 * nothing can be asked, or what failed is no request.
 */
export function isPassing(error: unknown): error is FeedError {
  return error instanceof FeedError && !fatal.includes(error.kind);
}
