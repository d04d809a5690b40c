import { describe, expect, it } from 'vitest';
import { crc32, openFrame, sealFrame } from '../../../lib/std/packed-frame.ts';

describe('the frame of a packed row', () => {
  it('has the published check value of CRC-32, cbf43926 for "123456789"', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('gives back the body that was sealed', () => {
    const frame = openFrame(7, sealFrame(7, Uint8Array.of(9)));
    expect(frame.kind === 'body' && frame.reader.varint()).toBe(9);
  });

  it.each([
    ['another version', sealFrame(2, Uint8Array.of(9)), 'unknown version 2'],
    ['too few bytes', Uint8Array.of(1, 2, 3), 'cut short at 3 bytes'],
    ['text', 'a row', 'not bytes'],
    ['nothing', undefined, 'not bytes'],
    ['a changed body', Uint8Array.of(1, 0, 0, 0, 0, 9), 'checksum does not match'],
  ])('names the reason for %s', (_name, framed, reason) => {
    expect(openFrame(1, framed)).toEqual({ kind: 'corrupt', reason });
  });
});
