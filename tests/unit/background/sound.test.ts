import { afterEach, describe, expect, it, vi } from 'vitest';
import { playHere, playOffscreen } from '../../../lib/background/sound.ts';
import { playTone, readToneUrl, toneUrl } from '../../../lib/background/tone.ts';

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

function fakeOffscreen(isOpen: boolean) {
  const said: unknown[] = [];
  const offscreen = {
    hasDocument: async () => isOpen,
    closeDocument: async () => void said.push('close'),
    createDocument: async (what: { url: string }) => void said.push(what.url),
  };
  // The fake has the members that are called.
  return { said, browser: { offscreen } as unknown as Parameters<typeof playOffscreen>[0] };
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

  it('is played by the background itself where it is a page', async () => {
    const { notes } = stubAudio();
    await playHere('info', 0.5);
    expect(notes).toHaveLength(1);
  });

  it('is played by a page of its own where the background is a worker; one that still plays gives way', async () => {
    const idle = fakeOffscreen(false);
    await playOffscreen(idle.browser)('warning', 0.05);
    expect(idle.said).toEqual(['/offscreen.html?warning=0.05']);
    const busy = fakeOffscreen(true);
    await playOffscreen(busy.browser)('alarm', 1);
    expect(busy.said).toEqual(['close', '/offscreen.html?alarm=1']);
  });

  it('is told to that page by its address, and nothing else is', () => {
    expect(readToneUrl(new URL(toneUrl('alarm', 0.3), 'chrome-extension://ours').search)).toEqual({
      severity: 'alarm',
      volume: 0.3,
    });
    for (const search of ['', '?', '?panic=1', '?alarm=2', '?alarm=0', '?alarm=loud', '?alarm=-1'])
      expect([search, readToneUrl(search)]).toEqual([search, undefined]);
  });
});
