import { pipeline } from 'node:stream/promises';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readArguments } from './arguments.ts';
import { answerLine, linesOf } from './lines.ts';
import { readListing } from './listing.ts';

// A recorded payload is older than its reading, whatever this machine's clock says: where no time of receipt is given, none of its times is
// refused for being ahead of us.
const farAhead = Date.UTC(2100, 0, 1);

/** `parse <venue>`: from stdin to stdout, one line of JSON for each line. Returns the exit code: 2 where the words were not understood. */
export async function parse(words: readonly string[]): Promise<number> {
  const options = readArguments(words);
  if (typeof options === 'string') return refuse(options);
  const { venue, read, receivedTime = farAhead, instruments } = options;
  let context: ParseContext = { receivedTime, instruments: new Map() };
  try {
    if (instruments !== undefined) context = readListing(venue, instruments, receivedTime);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  process.stdin.setEncoding('utf8');
  try {
    await pipeline(
      process.stdin,
      async function* (source: AsyncIterable<string>) {
        for await (const line of linesOf(source)) yield `${answerLine(line, payload => read(payload, context))}\n`;
      },
      process.stdout,
      { end: false },
    );
  } catch (error) {
    // The reader of our answers has gone (`| head`): there is nobody left to answer.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
  return 0;
}

function refuse(reason: string): number {
  console.error(`undertow: ${reason}`);
  return 2;
}
