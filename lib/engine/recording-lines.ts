import { refuse, toFault } from '../std/rows.ts';
import { readInput } from './read-input.ts';
import { readHeader, readRow } from './recording.ts';
import type { RecordedInput } from './recording.ts';

/**
 * Reads a recording line by line, as `replay` does: JSON, or CSV where a header (`recordingColumns`, in any order) comes first. `undefined` for an empty
 * line and for a header; throws `Unreadable` for a line that is no input, with its number and the member in the reason. Line ends may be those of Windows.
 */
export function createLineReader(): (line: string) => RecordedInput | undefined {
  let header: readonly string[] | undefined;
  let number = 0;
  return line => {
    number += 1;
    const text = line.trim();
    if (text === '') return undefined;
    try {
      if (text.startsWith('{')) return readInput(fromJson(text));
      // Exports of several spans may have been put one behind the other, each with its header.
      const found = readHeader(text);
      if (found === undefined) return readInput(header === undefined ? fromJson(text) : readRow(header, text));
      header = found;
      return undefined;
    } catch (error) {
      const { reason, path } = toFault(error);
      return refuse(`line ${number}: ${path === '' ? '' : `${path}: `}${reason}`);
    }
  };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('not JSON');
  }
}
