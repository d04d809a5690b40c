import { type Corrupt, faultAtEnd, openFrame, sealFrame } from './packed-frame.ts';
import { createByteWriter } from './varint.ts';

const version = 1;

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
 * Packs samples by label: differences of time in LEB128, figures in single precision. The order of `samples` does not matter.
 * Throws RangeError on an offset that is not a whole number from 0 on.
 */
export function packSamples(samples: readonly Sample[]): Uint8Array<ArrayBuffer> {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const known = series.get(sample.label);
    if (known === undefined) series.set(sample.label, [sample]);
    else known.push(sample);
  }
  const writer = createByteWriter(64 + samples.length * 12);
  writer.varint(series.size);
  for (const label of [...series.keys()].sort()) {
    const rows = (series.get(label) ?? []).sort((a, b) => a.offsetMs - b.offsetMs);
    writer.text(label);
    writer.varint(rows.length);
    let offset = 0;
    for (const row of rows) {
      writer.varint(row.offsetMs - offset);
      writer.float32(row.first ?? Number.NaN);
      writer.float32(row.second ?? Number.NaN);
      offset = row.offsetMs;
    }
  }
  return sealFrame(version, writer.finish());
}

/** The samples that `packSamples` wrote, or why they cannot be read. Takes anything and never throws. */
export function unpackSamples(packed: unknown): Samples | Corrupt {
  const frame = openFrame(version, packed);
  if (frame.kind === 'corrupt') return frame;
  const { reader } = frame;
  const samples: Sample[] = [];
  for (let labels = reader.varint(); labels > 0 && !reader.hasFailed(); labels--) {
    const label = reader.text();
    let offsetMs = 0;
    for (let rows = reader.varint(); rows > 0 && !reader.hasFailed(); rows--) {
      offsetMs += reader.varint();
      samples.push({ label, offsetMs, first: known(reader.float32()), second: known(reader.float32()) });
    }
  }
  return faultAtEnd(reader) ?? { kind: 'samples', samples };
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
