import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packKey } from '../../../lib/store/liquidation-events.ts';

describe('keys of events in the database', () => {
  it('are half as long', () => {
    // 0x42 0x54, 0x43 0x00.
    expect(packKey('BTC')).toBe('\u4254\u4300');
    expect(packKey('')).toBe('');
    // 42 letters.
    expect(packKey('BTCUSDT:1770681624746:SELL:60000:0.0017335')).toHaveLength(21);
  });

  it('are as different as the events’ own, whatever these are written in', () => {
    expect(packKey('é')).toBe('\0é');
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 20 })), key => {
        expect(unpack(packKey(key))).toBe(key);
      }),
    );
  });
});

/** What was packed: that there is a way back means that no two keys become one. */
function unpack(packed: string): string {
  if (packed.startsWith('\0')) return packed.slice(1);
  const letters = Array.from(packed, unit => [unit.charCodeAt(0) >> 8, unit.charCodeAt(0) & 0xff]).flat();
  return String.fromCharCode(...letters.filter(letter => letter > 0));
}
