import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSafeText } from '../../../lib/format/words.ts';

describe('text from elsewhere', () => {
  it('is left as it is when there is nothing wrong with it', () => {
    expect(toSafeText('Extreme Fear')).toBe('Extreme Fear');
    expect(toSafeText('Größte Angst, 極度恐懼 😱')).toBe('Größte Angst, 極度恐懼 😱');
  });

  it('loses what turns the reading direction and what cannot be seen', () => {
    expect(toSafeText('\u202Etxt.exe\u202C \u2066a\u2069\u200F')).toBe('txt.exe a');
    expect(toSafeText('B\u200BT\uFEFFC\u00AD')).toBe('BTC');
    expect(toSafeText('flag\u{E0041}')).toBe('flag');
  });

  it('loses control characters, and is one line', () => {
    expect(toSafeText('a\u0000b\u001B[31m\u009Fc')).toBe('ab[31mc');
    expect(toSafeText('  one\r\n\ttwo\u2028three\u0085four ')).toBe('one two three four');
  });

  it('loses halves of characters', () => {
    expect(toSafeText('a\uD83Db')).toBe('ab');
  });

  it('is cut between characters, with a sign that it was', () => {
    expect(toSafeText('abcdef', 6)).toBe('abcdef');
    expect(toSafeText('abcdefg', 6)).toBe('abcde…');
    expect(toSafeText('abcd efg', 6)).toBe('abcd…');
    expect(toSafeText('😱😱😱', 2)).toBe('😱…');
  });

  it('is always short, one line and whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, length) => {
        const safe = toSafeText(text, length);
        expect(Array.from(safe).length).toBeLessThanOrEqual(length);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(safe).toBe(safe.trim());
        expect(toSafeText(safe, length)).toBe(safe);
      }),
    );
  });
});
