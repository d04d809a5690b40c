import { expect, test } from 'vitest';
import { isPassing } from '../../../lib/feeds/run-faults.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import type { FeedErrorKind } from '../../../lib/model/feed-error.ts';

const of = (kind: FeedErrorKind) => isPassing(new FeedError(kind, 'api.example', 'no'));

test('a failure of one answer leaves the next to be asked for', () => {
  for (const kind of ['network', 'timeout', 'status', 'malformed', 'rejected', 'too-large', 'content-type', 'redirect'] as const)
    expect([kind, of(kind)]).toEqual([kind, true]);
});

test('a host that wants no more, no network, a call to stop and a fault of our own end a run', () => {
  for (const kind of ['blocked', 'rate-limited', 'offline', 'cancelled'] as const)
    expect([kind, of(kind)]).toEqual([kind, false]);
  expect(isPassing(new Error('the disk'))).toBe(false);
  expect(isPassing('a word')).toBe(false);
});
