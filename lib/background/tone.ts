import type { Severity } from '../model/alerts.ts';

/** Pitches in Hz, one after the other: more of them, and higher, for what matters more. */
const notes: Readonly<Record<Severity, readonly number[]>> = { info: [523], warning: [659, 523], alarm: [880, 659, 880] };
const noteSeconds = 0.18;

/** Plays the tone of a severity; resolves when it is over. Volume from 0 to 1: loudness is heard by ratios, hence the square. */
export function playTone(context: AudioContext, severity: Severity, volume: number): Promise<void> {
  const gain = new GainNode(context, { gain: 0 });
  gain.connect(context.destination);
  const { currentTime } = context;
  const ended = notes[severity].map((frequency, place) => {
    const at = currentTime + place * noteSeconds;
    const oscillator = new OscillatorNode(context, { frequency });
    oscillator.connect(gain);
    oscillator.start(at);
    oscillator.stop(at + noteSeconds);
    // Up and down within the note: a wave that is cut off clicks.
    gain.gain
      .setValueAtTime(0, at)
      .linearRampToValueAtTime(volume ** 2, at + 0.015)
      .linearRampToValueAtTime(0, at + noteSeconds);
    return new Promise<void>(resolve => oscillator.addEventListener('ended', () => resolve()));
  });
  return Promise.all(ended).then(() => context.close());
}
