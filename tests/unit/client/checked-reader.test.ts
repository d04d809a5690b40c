import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../lib/client/call.ts';
import { createTabCaller } from '../../../lib/client/checked-reader.ts';

const check = {
  key: 'k',
  title: '1 figure holds',
  line: '',
  tone: 'pos',
  rows: [
    { id: 'a', verdict: { text: 'Holds', tone: 'pos' }, title: 'BTC', line: '', sentence: 'BTC fell.', details: [], block: 3 },
  ],
  foot: 'of 3 Nov',
  isCrypto: true,
  at: 1_700_000_000_000,
};

function start(answer: unknown) {
  const asked: unknown[] = [];
  const call = ((verb: string, data: unknown) => {
    asked.push([verb, data]);
    return Promise.resolve(answer);
  }) as unknown as Caller;
  return { asked, call: createTabCaller(call, () => 7) };
}

describe('the article of a tab', () => {
  it('is asked for with the tab, and handed on where every member is what was promised', async () => {
    const answer = { check, next: { afterMs: 1_000, reads: 1, key: 'k' } };
    const { asked, call } = start(answer);
    await expect(call('article.read', { reads: 1 })).resolves.toBe(answer);
    expect(asked).toEqual([['article.read', { reads: 1, tabId: 7 }]]);
    await expect(start({ next: { afterMs: 1_000, reads: 0 } }).call('article.read', {})).resolves.toBeDefined();
  });

  it.each([
    ['nothing', undefined],
    ['no time to ask again', { check, next: { reads: 1 } }],
    [
      'a row without a verdict',
      { check: { ...check, rows: [{ ...check.rows[0], verdict: undefined }] }, next: { afterMs: 1, reads: 0 } },
    ],
    ['a title that is no text', { check: { ...check, title: { html: '<b>' } }, next: { afterMs: 1, reads: 0 } }],
    ['a tone that is none', { check: { ...check, tone: 'x"' }, next: { afterMs: 1, reads: 0 } }],
  ])('is refused where the answer has %s', async (_what, answer) => {
    await expect(start(answer).call('article.read', {})).rejects.toThrow('promised shape');
  });

  it('leaves other answers alone', async () => {
    await expect(start(undefined).call('article.show', { block: 1 })).resolves.toBeUndefined();
  });
});
