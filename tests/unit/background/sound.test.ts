import { afterEach, describe, expect, it, vi } from 'vitest';
import { playHere } from '../../../lib/background/sound.ts';
import { playTone } from '../../../lib/background/tone.ts';

afterEach(() => vi.unstubAllGlobals());

/** Web Audio, as far as it is used: what is set when. */
function stubAudio() {
  const gains: (readonly [value: number, at: number])[] = [];
  const notes: { frequency: number; from: number; to: number }[] = [];
  class GainNode {
    readonly gain = {
      setValueAtTime(value: number, at: number) {
        gains.push([value, at]);
        return this;
      },
      linearRampToValueAtTime(value: number, at: number) {
        gains.push([value, at]);
        return this;
      },
    };
    connect = (): void => undefined;
  }
  class OscillatorNode {
    readonly note: (typeof notes)[number];
    constructor(_context: unknown, { frequency }: { frequency: number }) {
      this.note = { frequency, from: 0, to: 0 };
      notes.push(this.note);
    }
    connect = (): void => undefined;
    start = (at: number): void => void (this.note.from = at);
    stop = (at: number): void => void (this.note.to = at);
    addEventListener = (_type: string, ended: () => void): void => ended();
  }
  class AudioContext {
    readonly currentTime = 10;
    readonly destination = {};
    close = vi.fn(async () => undefined);
  }
  vi.stubGlobal('GainNode', GainNode);
  vi.stubGlobal('OscillatorNode', OscillatorNode);
  vi.stubGlobal('AudioContext', AudioContext);
  return { gains, notes, AudioContext };
}

describe('the tone of an alert', () => {
  it('is more notes, and higher, for what matters more, one after the other', async () => {
    const { notes, AudioContext } = stubAudio();
    const context = new AudioContext();
    await playTone(context as unknown as globalThis.AudioContext, 'alarm', 1);
    expect(notes).toHaveLength(3);
    for (const [place, note] of notes.entries()) expect(note.from).toBeCloseTo(10 + place * 0.18, 9);
    expect(context.close).toHaveBeenCalledOnce();
  });

  it('is as loud as the square of the volume, and begins and ends at nothing', async () => {
    const { gains, AudioContext } = stubAudio();
    await playTone(new AudioContext() as unknown as globalThis.AudioContext, 'info', 0.1);
    expect(gains.map(([value]) => value)).toEqual([0, expect.closeTo(0.01, 9), 0]);
  });

  it('is played where there is a page', async () => {
    const { notes } = stubAudio();
    await playHere('info', 0.5);
    expect(notes).toHaveLength(1);
  });
});
