import { type Corrupt, corrupt, faultAtEnd, openFrame, sealFrame } from './packed-frame.ts';
import { createByteWriter } from './varint.ts';

const version = 3;
/** Bits of a single-precision figure that are not kept: what is left are twenty, a millionth of the figure. */
const cutBits = 4;

/** Two figures of one labelled series at one moment. `undefined` is kept as such. Figures keep six significant digits. */
export interface Sample {
  readonly label: string;
  /** Whole ms from the start of the row. */
  readonly offsetMs: number;
  readonly first: number | undefined;
  readonly second: number | undefined;
}

/** What a row of samples holds, ascending by label, then time. */
export interface Samples {
  readonly kind: 'samples';
  readonly samples: readonly Sample[];
}

/**
 * Packs samples by label, in LEB128: a dictionary of times, since a venue tells of its contracts together; for each label the runs of neighbours
 * among these times; figures in single precision less its last bits, each as the difference of its bits to those of the figure before, since they
 * wander by thousandths, and the second less what the first moved, since dollars follow coins. The order of `samples` does not matter; of two
 * with one label and time the later stands.
 * Throws RangeError on an offset that is not a whole number from 0 on.
 */
export function packSamples(samples: readonly Sample[]): Uint8Array<ArrayBuffer> {
  const offsets = [...new Set(samples.map(({ offsetMs }) => offsetMs))].sort((a, b) => a - b);
  const places = new Map(offsets.map((offset, place) => [offset, place]));
  const series = new Map<string, Map<number, Sample>>();
  for (const sample of samples) {
    const known = series.get(sample.label) ?? new Map<number, Sample>();
    series.set(sample.label, known.set(places.get(sample.offsetMs) ?? 0, sample));
  }
  const writer = createByteWriter(64 + samples.length * 8);
  writer.varint(offsets.length);
  offsets.forEach((offset, place) => writer.varint(offset - (offsets[place - 1] ?? 0)));
  writer.varint(series.size);
  for (const label of [...series.keys()].sort()) {
    const rows = [...(series.get(label) ?? [])].sort(([a], [b]) => a - b);
    writer.text(label);
    const runs = toRuns(rows.map(([place]) => place));
    writer.varint(runs.length);
    for (const { gap, length } of runs) {
      writer.varint(gap);
      writer.varint(length);
    }
    let before = { first: 0, second: 0 };
    for (const [, row] of rows) {
      const now = { first: toBits(row.first), second: toBits(row.second) };
      const step = now.first - before.first;
      writer.varint(zigzag(step));
      writer.varint(zigzag(now.second - before.second - step));
      before = now;
    }
  }
  return sealFrame(version, writer.finish());
}

/**
 * The samples that `packSamples` wrote, or why they cannot be read; only those of labels that `wants` accepts. Takes anything and never throws.
 */
export function unpackSamples(packed: unknown, wants: (label: string) => boolean = () => true): Samples | Corrupt {
  const frame = openFrame(version, packed);
  if (frame.kind === 'corrupt') return frame;
  const { reader } = frame;
  const offsets: number[] = [];
  for (let left = reader.varint(); left > 0 && !reader.hasFailed(); left--) offsets.push(reader.varint() + (offsets.at(-1) ?? 0));
  const samples: Sample[] = [];
  for (let labels = reader.varint(); labels > 0 && !reader.hasFailed(); labels--) {
    const label = reader.text();
    const isWanted = wants(label);
    const times: number[] = [];
    let place = 0;
    for (let runs = reader.varint(); runs > 0 && !reader.hasFailed(); runs--) {
      place += reader.varint();
      const end = place + reader.varint();
      if (end > offsets.length) return corrupt(`time ${end} of ${offsets.length}`);
      times.push(...offsets.slice(place, end));
      place = end;
    }
    let [first, second] = [0, 0];
    for (const offsetMs of times) {
      const step = unzigzag(reader.varint());
      first = (first + step) | 0;
      second = (second + step + unzigzag(reader.varint())) | 0;
      if (isWanted) samples.push({ label, offsetMs, first: toFigure(first), second: toFigure(second) });
    }
  }
  return faultAtEnd(reader) ?? { kind: 'samples', samples };
}

/** Ascending places as runs of neighbours, each with what was left out before it. */
function toRuns(places: readonly number[]): readonly { readonly gap: number; readonly length: number }[] {
  const runs: { gap: number; length: number }[] = [];
  let next = 0;
  for (const place of places) {
    const last = runs.at(-1);
    if (last !== undefined && place === next) last.length += 1;
    else runs.push({ gap: place - next, length: 1 });
    next = place + 1;
  }
  return runs;
}

const float = new DataView(new ArrayBuffer(4));

/** The bits of a figure in single precision that are kept, which grow as it does. */
function toBits(figure: number | undefined): number {
  float.setFloat32(0, figure ?? Number.NaN);
  return (float.getInt32(0) + (1 << (cutBits - 1))) >> cutBits;
}

function toFigure(bits: number): number | undefined {
  float.setInt32(0, bits << cutBits);
  const figure = float.getFloat32(0);
  return Number.isNaN(figure) ? undefined : figure;
}

/** A difference of 32 bits as a number from 0 on, small where the difference is small. */
function zigzag(difference: number): number {
  const wrapped = difference | 0;
  return ((wrapped << 1) ^ (wrapped >> 31)) >>> 0;
}

function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}
