import type { Venue } from '../../lib/model/venue.ts';
import type { Bench, Part } from './bench.ts';
import { loadBundle } from './bundle.ts';
import { hearFrames, type HeardFrame } from './frames.ts';
import type { Reading } from './reading.ts';

const warmUps = 5;
const rounds = 20;
/** A round of one venue goes over its frames until so many were read, so that a quiet venue is measured as long as a busy one. */
const framesPerRound = 2_000;
/** The worst hour of the live scenario, from the moment at which it begins to fall. */
const listening = { scenario: 'cascade', fromMs: 40_000, lengthMs: 3_600_000 };

/**
 * Frames a second from text to events by the venues' parsers, built as in production, beside plain `JSON.parse` of the same text: of each venue, and of
 * all together in the order in which the cascade lets them out.
 */
export const parse: Part = {
  name: 'parse',
  title: 'frames parsed, in Node',
  async measure(bench) {
    const venues = await loadVenues(bench);
    const frames = await hearFrames(venues, listening);
    for (const { venue, text, parse: parseFrame } of frames) {
      const parsed = parseFrame(JSON.parse(text));
      if (parsed.kind === 'rejected' || (parsed.kind === 'events' && parsed.rejections.length > 0))
        throw new Error(`${venue} refused its own frame: ${text}`);
    }
    const byVenue = Map.groupBy(frames, ({ venue }) => venue);
    const missing = venues.filter(({ id, completeness }) => completeness !== 'none' && !byVenue.has(id));
    if (missing.length > 0) throw new Error(`nothing was heard of ${missing.map(({ id }) => id).join(', ')}`);
    // All together first: the engine has then seen every shape, as it has in a worker that listens to all venues.
    const all: Reading = { ...measureFrames('all venues', frames), target: { of: 'ratio', atLeast: 0.6 } };
    const each = venues.flatMap(({ id, name }) => {
      const own = byVenue.get(id);
      return own === undefined ? [] : [measureFrames(name, own)];
    });
    return [all, ...each];
  },
};

/** The registry of venues, bundled and made small as the background is. */
async function loadVenues(bench: Bench): Promise<readonly Venue[]> {
  const built = await loadBundle(bench, 'lib/venues/registry.ts', 'venues');
  if (!isRegistry(built)) throw new Error('the bundle of the venues has no registry in it');
  return built.venues;
}

function isRegistry(value: unknown): value is { readonly venues: readonly Venue[] } {
  return typeof value === 'object' && value !== null && 'venues' in value && Array.isArray(value.venues);
}

function measureFrames(name: string, frames: readonly HeardFrame[]): Reading {
  const passes = Math.max(1, Math.round(framesPerRound / frames.length));
  const timed = (work: (frame: HeardFrame) => unknown) => {
    const started = performance.now();
    for (let pass = 0; pass < passes; pass++) for (const frame of frames) work(frame);
    return (frames.length * passes * 1_000) / (performance.now() - started);
  };
  const plain = ({ text }: HeardFrame): unknown => JSON.parse(text);
  const full = ({ text, parse: parseFrame }: HeardFrame) => parseFrame(JSON.parse(text));
  const ours: number[] = [];
  const control: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const isOursFirst = round % 2 === 0;
    const early = timed(isOursFirst ? full : plain);
    const late = timed(isOursFirst ? plain : full);
    if (round < 0) continue;
    ours.push(isOursFirst ? early : late);
    control.push(isOursFirst ? late : early);
  }
  return {
    name: describe(name, frames),
    unit: 'per second',
    show: 'median',
    samples: ours,
    control: { name: 'JSON.parse alone', samples: control, compare: 'ratio' },
  };
}

/** `Bybit (9,120 frames of 164 bytes, 96 % with orders)`. */
function describe(name: string, frames: readonly HeardFrame[]): string {
  const bytes = frames.reduce((sum, { text }) => sum + text.length, 0) / frames.length;
  const forced = frames.filter(({ text, parse: parseFrame }) => {
    const parsed = parseFrame(JSON.parse(text));
    return parsed.kind === 'events' && parsed.events.length > 0;
  }).length;
  const share = Math.round((forced / frames.length) * 100);
  return `${name} (${frames.length.toLocaleString('en-GB')} × ${bytes.toFixed(0)} bytes, ${share} % forced)`;
}
