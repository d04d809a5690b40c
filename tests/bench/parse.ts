import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { Venue } from '../../lib/model/venue.ts';
import type { Bench, Part } from './bench.ts';
import { makeFrames, type VenueFrames } from './frames.ts';
import type { Reading } from './reading.ts';

const warmUps = 5;
const rounds = 25;
/** How often a round goes over all frames of a venue. */
const passes = 4;
const root = join(import.meta.dirname, '..', '..');

/** Frames a second from text to events by the venues' parsers, built as in production, beside plain `JSON.parse` of the same text. */
export const parse: Part = {
  name: 'parse',
  title: 'frames parsed, in Node',
  async measure(bench) {
    const venues = await loadVenues(bench);
    const readings: Reading[] = [];
    for (const frames of await makeFrames(venues)) readings.push(measureVenue(frames));
    return readings;
  },
};

/** The registry of venues, bundled and made small as the background is. */
async function loadVenues({ scratch }: Bench): Promise<readonly Venue[]> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    mode: 'production',
    build: {
      outDir: join(scratch, 'venues'),
      emptyOutDir: true,
      lib: { entry: join(root, 'lib', 'venues', 'registry.ts'), formats: ['es'], fileName: () => 'venues.mjs' },
      minify: 'terser',
      terserOptions: { ecma: 2020, compress: { passes: 3 } },
    },
  });
  const built: unknown = await import(pathToFileURL(join(scratch, 'venues', 'venues.mjs')).href);
  if (!isRegistry(built)) throw new Error('the bundle of the venues has no registry in it');
  return built.venues;
}

function isRegistry(value: unknown): value is { readonly venues: readonly Venue[] } {
  return typeof value === 'object' && value !== null && 'venues' in value && Array.isArray(value.venues);
}

function measureVenue({ name, texts, parse: parseFrame, context }: VenueFrames): Reading {
  const checkAll = () => {
    for (const text of texts) {
      const { kind } = parseFrame(JSON.parse(text), context);
      if (kind !== 'events') throw new Error(`${kind}: ${text}`);
    }
  };
  const timed = (work: (text: string) => unknown) => {
    const started = performance.now();
    for (let pass = 0; pass < passes; pass++) for (const text of texts) work(text);
    return (texts.length * passes * 1_000) / (performance.now() - started);
  };
  const plain = (text: string): unknown => JSON.parse(text);
  const full = (text: string) => parseFrame(JSON.parse(text), context);
  checkAll();
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
    name,
    unit: 'per second',
    show: 'median',
    samples: ours,
    control: { name: 'JSON.parse alone', samples: control, compare: 'ratio' },
  };
}
