/** Whole numbers up to 2^53 - 1 fit into eight groups of seven bits. */
const longestVarint = 8;

/** Bytes that grow while they are written. */
export interface ByteWriter {
  /** One LEB128 number. Throws RangeError unless it is a whole number from 0 to 2^53 - 1. */
  varint(value: number): void;
  /** A length in bytes and the text as UTF-8. */
  text(value: string): void;
  /** A copy of what was written. */
  finish(): Uint8Array<ArrayBuffer>;
}

/**
 * Reads what a `ByteWriter` wrote. Reading past the end, or a number above 2^53 - 1, gives 0 or '' and makes `hasFailed` true for good: the
 * reader of junk asks once at the end instead of catching.
 */
export interface ByteReader {
  hasFailed(): boolean;
  readonly remaining: number;
  varint(): number;
  text(): string;
}

/** An empty writer. `capacity` is a guess of the final size in bytes. */
export function createByteWriter(capacity = 256): ByteWriter {
  let bytes = new Uint8Array(capacity);
  let length = 0;
  const encoder = new TextEncoder();

  function reserve(more: number): void {
    if (length + more <= bytes.length) return;
    const grown = new Uint8Array(Math.max(bytes.length * 2, length + more));
    grown.set(bytes.subarray(0, length));
    bytes = grown;
  }

  function varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number from 0 to 2^53 - 1: ${value}`);
    reserve(longestVarint);
    let rest = value;
    // Shifts work on 32 bits only; above that, divide.
    while (rest > 0x7fffffff) {
      bytes[length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 0x7f) {
      bytes[length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[length++] = rest;
  }

  return {
    varint,
    text(value) {
      const encoded = encoder.encode(value);
      varint(encoded.length);
      reserve(encoded.length);
      bytes.set(encoded, length);
      length += encoded.length;
    },
    finish: () => bytes.slice(0, length),
  };
}

/** A reader over `bytes`, which are not copied. */
export function createByteReader(bytes: Uint8Array): ByteReader {
  const decoder = new TextDecoder();
  let position = 0;
  let failed = false;

  function fail(): number {
    failed = true;
    position = bytes.length;
    return 0;
  }

  function varint(): number {
    let value = 0;
    let scale = 1;
    for (let group = 0; group < longestVarint; group++) {
      const byte = bytes[position];
      if (byte === undefined) return fail();
      position++;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return Number.isSafeInteger(value) ? value : fail();
      scale *= 128;
    }
    return fail();
  }

  return {
    hasFailed: () => failed,
    get remaining() {
      return bytes.length - position;
    },
    varint,
    text() {
      const length = varint();
      if (length > bytes.length - position) {
        fail();
        return '';
      }
      const value = decoder.decode(bytes.subarray(position, position + length));
      position += length;
      return value;
    },
  };
}
