import { describe, expect, test } from 'vitest';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { control, events, ignored, rejected } from '../../../lib/model/parsed.ts';
import { toRows, toWholeRows, unreadable } from '../../../lib/feeds/payload-rows.ts';

const fault = { reason: 'no price', path: 'data.3' };

function errorOf(run: () => unknown): FeedError {
  try {
    run();
  } catch (error) {
    if (error instanceof FeedError) return error;
  }
  throw new Error('expected a FeedError');
}

describe('the rows of a payload', () => {
  test('come with those that could not be read', () => {
    expect(toRows(events([1, 2], [fault]))).toEqual({ rows: [1, 2], rejections: [fault] });
    expect(toRows(rejected('no price', 'data.3'))).toEqual({ rows: [], rejections: [fault] });
  });

  test('are none where the venue only spoke, or of something else', () => {
    for (const parsed of [control('pong'), ignored('an option')]) {
      expect(toRows(parsed)).toEqual({ rows: [], rejections: [] });
      expect(toWholeRows(parsed, 'api.example', 'X')).toEqual([]);
    }
  });

  test('are no whole ones when one is missing: the error names host, payload, place and reason', () => {
    expect(toWholeRows(events([1, 2]), 'api.example', 'BTCUSDT')).toEqual([1, 2]);
    const error = errorOf(() => toWholeRows(events([1], [fault]), 'api.example', 'BTCUSDT'));
    expect(error).toMatchObject({
      kind: 'rejected',
      host: 'api.example',
      message: 'BTCUSDT data.3: no price',
      place: 'BTCUSDT data.3',
    });
    expect(errorOf(() => toWholeRows({ kind: 'rejected', rejections: [] }, 'api.example', 'BTCUSDT')).message).toBe(
      'BTCUSDT: not readable',
    );
  });

  test('of which nothing is known but that they cannot be read are called a payload', () => {
    expect(unreadable(undefined, 'api.example').message).toBe('payload: not readable');
    expect(unreadable(fault, 'api.example').message).toBe('data.3: no price');
  });
});
