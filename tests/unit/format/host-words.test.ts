import { describe, expect, it } from 'vitest';
import { toHostWords } from '../../../lib/format/host-words.ts';
import { frozenDataHosts } from '../../fixtures/frozen-manifest.ts';

describe('the words for a host of market data', () => {
  it.each(frozenDataHosts)('say who that is and what it is asked for, in a sentence: %s', host => {
    const { name = '', words = '' } = toHostWords(host) ?? {};
    expect(name).toMatch(/^\S.*\S$/);
    expect(words).toMatch(/^[A-Z].{15,}\.$/);
  });

  it.each(['example.com', '', '__proto__', 'constructor'])('are none for a host that is not asked: %j', host => {
    expect(toHostWords(host)).toBeUndefined();
  });
});
