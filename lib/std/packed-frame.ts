import { type ByteReader, createByteReader } from './varint.ts';

/** One byte of version, four of checksum. */
const headBytes = 5;

/** A packed row that cannot be read, with the reason in words. */
export interface Corrupt {
  readonly kind: 'corrupt';
  readonly reason: string;
}

/** The word for a row that cannot be read. */
export function corrupt(reason: string): Corrupt {
  return { kind: 'corrupt', reason };
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO 3309, as in PNG and gzip) of the bytes from `from` on, 0 to 2^32 - 1. */
export function crc32(bytes: Uint8Array, from = 0): number {
  let crc = 0xffffffff;
  for (let index = from; index < bytes.length; index++) {
    crc = (crcTable[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Puts a version (0 to 255) and a checksum in front of `body`. */
export function sealFrame(version: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const framed = new Uint8Array(headBytes + body.length);
  framed[0] = version;
  new DataView(framed.buffer).setUint32(1, crc32(body), true);
  framed.set(body, headBytes);
  return framed;
}

/** A reader of the body, or why there is none. Takes anything: what a database hands back may be junk. Never throws. */
export function openFrame(version: number, framed: unknown): { readonly kind: 'body'; readonly reader: ByteReader } | Corrupt {
  if (!(framed instanceof Uint8Array)) return corrupt('not bytes');
  if (framed.length < headBytes) return corrupt(`cut short at ${framed.length} bytes`);
  if (framed[0] !== version) return corrupt(`unknown version ${framed[0]}`);
  const expected = new DataView(framed.buffer, framed.byteOffset, framed.byteLength).getUint32(1, true);
  if (crc32(framed, headBytes) !== expected) return corrupt('checksum does not match');
  return { kind: 'body', reader: createByteReader(framed.subarray(headBytes)) };
}

/** What is wrong with the end of a body that was read to the last: it was too short or too long. `undefined` when it was neither. */
export function faultAtEnd(reader: ByteReader): Corrupt | undefined {
  if (reader.hasFailed()) return corrupt('cut short');
  return reader.remaining > 0 ? corrupt(`${reader.remaining} bytes too many`) : undefined;
}
