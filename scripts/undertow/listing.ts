import { readFileSync } from 'node:fs';
import type { Instrument, VenueId } from '../../lib/model/trade.ts';
import type { ParseContext } from '../../lib/model/venue.ts';
import { isRecord } from '../../lib/std/record.ts';
import { venueById } from '../../lib/venues/registry.ts';

/**
 * The contracts of a venue from a file with its own answers: one JSON document, or one in each line, bare or recorded with its address (the body under
 * `response`). Mark prices come from the same file where the venue's prices can be read in it. Throws an `Error` with words for the user when
 * there is no such file, when it holds no JSON, and when no contract can be read from it.
 */
export function readListing(venue: VenueId, file: string, receivedTime: number): ParseContext {
  const { instruments, quotes } = venueById(venue);
  const documents = readDocuments(file);
  const listed = new Map<string, Instrument>();
  const faults: string[] = [];
  for (const document of documents) {
    const parsed = instruments.parse(document, { receivedTime, instruments: listed });
    if (parsed.kind === 'events') for (const instrument of parsed.events) listed.set(instrument.symbol, instrument);
    if (parsed.kind === 'rejected') faults.push(...parsed.rejections.map(({ path, reason }) => `${path}: ${reason}`));
  }
  if (listed.size === 0 && faults.length > 0) throw new Error(`${file} is no list of contracts on ${venue} (${faults[0] ?? ''})`);
  const markPrices = new Map<string, number>();
  for (const document of documents) {
    const parsed = quotes.parse(document, { receivedTime, instruments: listed });
    // The last price stands in where an answer has no mark.
    for (const { symbol, markPrice, priceUsd } of parsed.kind === 'events' ? parsed.events : [])
      markPrices.set(symbol, markPrice ?? priceUsd);
  }
  return { receivedTime, instruments: listed, markPrices };
}

function readDocuments(file: string): readonly unknown[] {
  const text = readFileSync(file, 'utf8');
  const whole = parseJson(text);
  if (whole !== undefined) return [bodyOf(whole)];
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map((line, index) => {
      const document = parseJson(line);
      if (document === undefined)
        throw new Error(`${file} holds neither one JSON document nor one in each line (line ${index + 1})`);
      return bodyOf(document);
    });
}

// A recording has the body beside the address that it came from.
function bodyOf(document: unknown): unknown {
  const isRecording = isRecord(document) && 'response' in document && ('url' in document || 'path' in document);
  return isRecording ? document.response : document;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The caller says what was expected.
    return undefined;
  }
}
