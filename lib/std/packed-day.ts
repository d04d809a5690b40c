import { type Corrupt, corrupt, faultAtEnd, openFrame, sealFrame } from './packed-frame.ts';
import { createByteWriter } from './varint.ts';

const version = 1;
const slotLimit = 2 ** 16;
const spanLimit = 2 ** 12;
const baseLimit = 2 ** 20;

/** One sum of a day: `slot` counts grains from its start, `span` how many grains it covers. Money is integer US cents. */
export interface DayEntry {
  readonly slot: number;
  readonly span: number;
  readonly base: string;
  readonly longCents: number;
  readonly shortCents: number;
}

/** The sums of a day as parallel columns, ascending by slot, then span, then base. No (slot, span, base) comes twice. */
export interface DayColumns {
  readonly kind: 'day';
  readonly slots: Uint16Array;
  readonly spans: Uint16Array;
  readonly bases: readonly string[];
  readonly longCents: Float64Array;
  readonly shortCents: Float64Array;
}

/**
 * Packs the sums of one day: a dictionary of bases, then by (slot, span) the sums, all as differences in LEB128. The order of `entries`
 * does not matter; entries of the same slot, span and base are added up (and stop at 2^53 - 1).
 * Throws RangeError on a slot above 65,535, a span of 0 or above 4,095, or money that is not a whole number from 0 to 2^53 - 1.
 */
export function packDay(entries: readonly DayEntry[]): Uint8Array<ArrayBuffer> {
  const bases = [...new Set(entries.map(entry => entry.base))].sort();
  if (bases.length >= baseLimit) throw new RangeError(`too many bases: ${bases.length}`);
  const places = new Map(bases.map((base, index) => [base, index]));
  const groups = toGroups(entries, places);

  const writer = createByteWriter(64 + entries.length * 10);
  writer.varint(bases.length);
  for (const base of bases) writer.text(base);
  writer.varint(groups.length);
  let slot = 0;
  for (const group of groups) {
    writer.varint(group.slot - slot);
    writer.varint(group.span);
    writer.varint(group.sums.length);
    slot = group.slot;
    let place = 0;
    for (const sum of group.sums) {
      writer.varint(sum.place - place);
      writer.varint(sum.longCents);
      writer.varint(sum.shortCents);
      place = sum.place;
    }
  }
  return sealFrame(version, writer.finish());
}

/**
 * The columns that `packDay` wrote, or why they cannot be read. Takes anything and never throws. `nameOf` gives bases another name on the way:
 * neighbours of one slot and span that come to have the same are added up.
 */
export function unpackDay(packed: unknown, nameOf: (base: string) => string = base => base): DayColumns | Corrupt {
  const frame = openFrame(version, packed);
  if (frame.kind === 'corrupt') return frame;
  const { reader } = frame;

  const dictionary: string[] = [];
  for (let left = reader.varint(); left > 0 && !reader.hasFailed(); left--) dictionary.push(nameOf(reader.text()));

  // A sum takes three bytes at the least.
  const most = Math.ceil(reader.remaining / 3);
  const slots = new Uint16Array(most);
  const spans = new Uint16Array(most);
  const bases: string[] = [];
  const longCents = new Float64Array(most);
  const shortCents = new Float64Array(most);
  let slot = 0;
  for (let groups = reader.varint(); groups > 0 && !reader.hasFailed(); groups--) {
    slot += reader.varint();
    const span = reader.varint();
    if (slot >= slotLimit || span === 0 || span >= spanLimit) return corrupt(`slot ${slot} with span ${span}`);
    const first = bases.length;
    let place = 0;
    for (let sums = reader.varint(); sums > 0 && !reader.hasFailed(); sums--) {
      place += reader.varint();
      const base = dictionary[place];
      if (base === undefined) return corrupt(`base ${place} of ${dictionary.length}`);
      const isSame = bases.length > first && bases[bases.length - 1] === base;
      const at = isSame ? bases.length - 1 : bases.push(base) - 1;
      slots[at] = slot;
      spans[at] = span;
      longCents[at] = (longCents[at] ?? 0) + reader.varint();
      shortCents[at] = (shortCents[at] ?? 0) + reader.varint();
    }
  }
  const fault = faultAtEnd(reader);
  if (fault !== undefined) return fault;
  const count = bases.length;
  return {
    kind: 'day',
    slots: slots.slice(0, count),
    spans: spans.slice(0, count),
    bases,
    longCents: longCents.slice(0, count),
    shortCents: shortCents.slice(0, count),
  };
}

/** The same sums as entries, for changing them. */
export function toEntries(columns: DayColumns): DayEntry[] {
  return columns.bases.map((base, index) => ({
    slot: columns.slots[index] ?? 0,
    span: columns.spans[index] ?? 1,
    base,
    longCents: columns.longCents[index] ?? 0,
    shortCents: columns.shortCents[index] ?? 0,
  }));
}

interface Group {
  readonly slot: number;
  readonly span: number;
  readonly sums: { readonly place: number; longCents: number; shortCents: number }[];
}

function toGroups(entries: readonly DayEntry[], places: ReadonlyMap<string, number>): Group[] {
  const sorted = entries
    .map(entry => ({ entry, order: orderOf(entry, places.get(entry.base) ?? 0) }))
    .sort((a, b) => a.order - b.order);
  const groups: Group[] = [];
  for (const { entry } of sorted) {
    const place = places.get(entry.base) ?? 0;
    let group = groups.at(-1);
    if (group === undefined || group.slot !== entry.slot || group.span !== entry.span) {
      group = { slot: entry.slot, span: entry.span, sums: [] };
      groups.push(group);
    }
    const last = group.sums.at(-1);
    if (last?.place === place) {
      last.longCents = addCents(last.longCents, entry.longCents);
      last.shortCents = addCents(last.shortCents, entry.shortCents);
    } else {
      group.sums.push({ place, longCents: entry.longCents, shortCents: entry.shortCents });
    }
  }
  return groups;
}

/** One number that sorts by slot, span and base: 16 + 12 + 20 bits. */
function orderOf(entry: DayEntry, place: number): number {
  if (!Number.isInteger(entry.slot) || entry.slot < 0 || entry.slot >= slotLimit) throw new RangeError(`slot ${entry.slot}`);
  if (!Number.isInteger(entry.span) || entry.span < 1 || entry.span >= spanLimit) throw new RangeError(`span ${entry.span}`);
  return (entry.slot * spanLimit + entry.span) * baseLimit + place;
}

function addCents(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}
