import { describe, expect, it } from 'vitest';
import { createHealthBoard, describeFeedError } from '../../../lib/background/health.ts';
import { formatSocket } from '../../../lib/background/socket-service.ts';
import { formatMemory } from '../../../lib/background/user-data.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';

describe('the health board', () => {
  it('keeps what was heard in its place when the clock turns out to have been an hour ahead', () => {
    const board = createHealthBoard(() => undefined);
    board.declare('gate/prices', 'Gate prices');
    board.declare('gate/usdt', 'Gate liquidations, usdt');
    board.report('gate/prices', { state: 'live', reason: '66 contracts', lastGood: 10_000_000 });
    board.move(-3_600_000);
    expect(board.read().map(({ id, lastGood }) => [id, lastGood])).toEqual([
      ['gate/prices', 6_400_000],
      ['gate/usdt', undefined],
    ]);
  });
});

describe('a failed request in words', () => {
  const rejected = (details: ConstructorParameters<typeof FeedError>[3]) =>
    describeFeedError(new FeedError('rejected', 'api.example', 'data.3: no price', details)).reason;

  it('says what the host said, else where its answer went wrong, and repeats nothing that is meant for a log', () => {
    const words = 'the answer was not what the documents say';
    expect(rejected({ place: 'BTCUSDT data.3' })).toBe(`${words}: BTCUSDT data.3`);
    expect(rejected({ place: 'code', told: '50011: Too \u202eMany Requests' })).toBe(
      `${words}: the host says “50011: Too Many Requests”`,
    );
    expect(rejected({})).toBe(words);
  });
});

describe('a stream in words', () => {
  it('says why it fares as it does, with the code that it was closed by', () => {
    expect(formatSocket({ reason: 'listening' })).toBe('listening');
    expect(formatSocket({ reason: 'closed', code: 1006 })).toBe('closed (1006)');
    expect(formatSocket({ reason: 'refused' })).toBe('refused');
    expect(formatSocket({ reason: 'blocked' })).toBe('refused 5 times and more');
    expect(formatSocket({ reason: 'unreadable', fault: { reason: 'no price', path: 'data.0.p' } })).toBe(
      'cannot be read: data.0.p',
    );
    expect(formatSocket({ reason: 'unreadable' })).toBe('cannot be read');
  });
});

describe('a database that is only in memory', () => {
  it('says why, with what the browser names', () => {
    expect(formatMemory({ kind: 'memory', reason: 'slow', detail: 3 })).toBe('the database did not open in 3 s');
    expect(formatMemory({ kind: 'memory', reason: 'failedTwice', detail: 'UnknownError: x', unread: 'AbortError: y' })).toBe(
      'the database failed twice (UnknownError: x), and nothing more can be read (AbortError: y)',
    );
  });
});
