import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createInflater, maxWaitingFrames } from '../../../lib/feeds/inflate.ts';

function packed(text: string): ArrayBuffer {
  return Uint8Array.from(gzipSync(text)).buffer;
}

/** Pushes all frames at once and gives what came of them, in the order in which it came. */
function unpack(frames: readonly ArrayBuffer[], maxBytes = 1_000_000): Promise<string[]> {
  return new Promise(resolve => {
    const inflater = createInflater(maxBytes);
    const results: string[] = [];
    for (const frame of frames) inflater.push(frame, (text, fault) => results.push(text ?? `fault: ${fault ?? ''}`));
    inflater.whenIdle(() => resolve(results));
  });
}

describe('unpacking frames', () => {
  test('frames are handed on in the order in which they came, however long each takes', async () => {
    const long = 'x'.repeat(200_000);
    expect(await unpack([packed(long), packed('second'), packed('tiny'), packed('dreißig €')])).toEqual([
      long,
      'second',
      'tiny',
      'dreißig €',
    ]);
  });

  test('a frame that unpacks to more than is allowed is refused without being read to its end', async () => {
    // 20 MB in 20 kB.
    const bomb = packed('0'.repeat(20_000_000));
    expect(bomb.byteLength).toBeLessThan(25_000);
    expect(await unpack([bomb, packed('after')], 1_000_000)).toEqual(['fault: a frame of more than 1000000 bytes', 'after']);
  });

  test('junk, a frame that was cut, and text that is no UTF-8 are faults, and the next frame is read', async () => {
    const cut = packed('a whole sentence').slice(0, 20);
    const latin = Uint8Array.from(gzipSync(Buffer.from([0xff, 0xfe, 0x41]))).buffer;
    expect(await unpack([Uint8Array.from([1, 2, 3]).buffer, cut, latin, packed('after')])).toEqual([
      'fault: a frame that does not unpack',
      'fault: a frame that does not unpack',
      'fault: a frame that does not unpack',
      'after',
    ]);
  });

  test('a flood is bounded: what cannot wait is given up, and said to be, once and in its place', async () => {
    const frame = packed('{}');
    const results = await unpack(new Array<ArrayBuffer>(maxWaitingFrames + 500).fill(frame));
    expect(results.filter(text => text === '{}').length).toBeLessThanOrEqual(maxWaitingFrames + 1);
    expect(results.filter(text => text !== '{}')).toEqual(['fault: more compressed frames than can be unpacked']);
    expect(results.at(-1)).toBe('fault: more compressed frames than can be unpacked');
  });

  test('nothing is handed on after it was stopped', async () => {
    const inflater = createInflater(1_000);
    const results: unknown[] = [];
    inflater.push(packed('late'), text => results.push(text));
    inflater.stop();
    inflater.push(packed('later'), text => results.push(text));
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(results).toEqual([]);
  });
});
