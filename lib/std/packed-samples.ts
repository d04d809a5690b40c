import { type Corrupt, corrupt, faultAtEnd, openFrame, sealFrame } from './packed-frame.ts';
import { createByteWriter } from './varint.ts';

const version = 2;

/** Two figures of one labelled series at one moment. `undefined` is kept as such. Figures keep seven significant digits. */
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
 * Packs samples by label, in LEB128: a dictionary of times, since a venue tells of its contracts together; figures in single precision, each as the
 * difference of its bits to those of the figure before, since they wander by thousandths, and the second less what the first moved, since dollars
 * follow coins. The order of `samples` does not matter.
 * Throws RangeError on an offset that is not a whole number from 0 on.
 */
export function packSamples(samples: readonly Sample[]): Uint8Array<ArrayBuffer> {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const known = series.get(sample.label);
    if (known === undefined) series.set(sample.label, [sample]);
    else known.push(sample);
  }
  const offsets = [...new Set(samples.map(({ offsetMs }) => offsetMs))].sort((a, b) => a - b);
  const places = new Map(offsets.map((offset, place) => [offset, place]));
  const writer = createByteWriter(64 + samples.length * 12);
  writer.varint(offsets.length);
  offsets.forEach((offset, place) => writer.varint(offset - (offsets[place - 1] ?? 0)));
  writer.varint(series.size);
  for (const label of [...series.keys()].sort()) {
    const rows = (series.get(label) ?? []).sort((a, b) => a.offsetMs - b.offsetMs);
    writer.text(label);
    writer.varint(rows.length);
    let before = { place: 0, first: 0, second: 0 };
    for (const row of rows) {
      const now = { place: places.get(row.offsetMs) ?? 0, first: toBits(row.first), second: toBits(row.second) };
      writer.varint(now.place - before.place);
      writer.varint(zigzag(now.first - before.first));
      writer.varint(zigzag(now.second - before.second - (now.first - before.first)));
      before = now;
    }
  }
  return sealFrame(version, writer.finish());
}

/** The samples that `packSamples` wrote, or why they cannot be read. Takes anything and never throws. */
export function unpackSamples(packed: unknown): Samples | Corrupt {
  const frame = openFrame(version, packed);
  if (frame.kind === 'corrupt') return frame;
  const { reader } = frame;
  const offsets: number[] = [];
  for (let left = reader.varint(); left > 0 && !reader.hasFailed(); left--) offsets.push(reader.varint() + (offsets.at(-1) ?? 0));
  const samples: Sample[] = [];
  for (let labels = reader.varint(); labels > 0 && !reader.hasFailed(); labels--) {
    const label = reader.text();
    let [place, first, second] = [0, 0, 0];
    for (let rows = reader.varint(); rows > 0 && !reader.hasFailed(); rows--) {
      place += reader.varint();
      const step = unzigzag(reader.varint());
      first = (first + step) | 0;
      second = (second + step + unzigzag(reader.varint())) | 0;
      const offsetMs = offsets[place];
      if (offsetMs === undefined) return corrupt(`time ${place} of ${offsets.length}`);
      samples.push({ label, offsetMs, first: toFigure(first), second: toFigure(second) });
    }
  }
  return faultAtEnd(reader) ?? { kind: 'samples', samples };
}

const float = new DataView(new ArrayBuffer(4));

/** The bits of a figure in single precision, which grow as it does. */
function toBits(figure: number | undefined): number {
  float.setFloat32(0, figure ?? Number.NaN);
  return float.getInt32(0);
}

function toFigure(bits: number): number | undefined {
  float.setInt32(0, bits);
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
