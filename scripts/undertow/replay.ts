import { pipeline } from 'node:stream/promises';
import { createReplay } from '../../lib/engine/replay.ts';
import { readInput } from '../../lib/engine/replay-lines.ts';
import type { ReplayOutput } from '../../lib/engine/replay.ts';
import { toFault } from '../../lib/std/rows.ts';
import { linesOf } from './lines.ts';

const usage = `npm run -s undertow -- replay [--base COIN]

Reads JSON lines on stdin and prints every change of phase and every alert, one JSON line each.
  {"type":"liquidation","time":ms,"base","position":"long"|"short","usd","venue"}
  {"type":"bar","time":ms (opening),"intervalMs","base","open","high","low","close","volume"?,"takerBuyBase"?,"openInterestUsd"?,"fundingRate"?}
  {"type":"reference","time":ms,"name","value"}
--base COIN   only this coin; ALL for the market. Else every coin has an engine of its own.
A line that cannot be read is named on stderr and left out; the exit code is 1 then.`;

/** `replay`: from stdin to stdout. Returns the exit code: 1 where lines were left out, 2 where the words were not understood. */
export async function replay(words: readonly string[]): Promise<number> {
  if (words[0] === '--help') {
    console.log(usage);
    return 0;
  }
  const [flag, base] = words;
  if (flag !== undefined && (flag !== '--base' || base === undefined || words.length > 2)) {
    console.error(`undertow: replay takes --base COIN and nothing else\n\n${usage}`);
    return 2;
  }
  const run = createReplay({ base });
  let number = 0;
  let faults = 0;
  const answer = (line: string): readonly ReplayOutput[] => {
    number += 1;
    if (line.trim() === '') return [];
    try {
      return run.push(readInput(JSON.parse(line)));
    } catch (error) {
      faults += 1;
      const { reason, path } = error instanceof SyntaxError ? { reason: 'not JSON', path: '' } : toFault(error);
      console.error(`line ${number}: ${path === '' ? '' : `${path}: `}${reason}`);
      return [];
    }
  };
  process.stdin.setEncoding('utf8');
  try {
    await pipeline(
      process.stdin,
      async function* (source: AsyncIterable<string>) {
        for await (const line of linesOf(source)) yield* toLines(answer(line));
        yield* toLines(run.end());
      },
      process.stdout,
      { end: false },
    );
  } catch (error) {
    // The reader of our answers has gone (`| head`): there is nobody left to answer.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
  return faults === 0 ? 0 : 1;
}

function* toLines(outputs: readonly ReplayOutput[]): Generator<string> {
  for (const output of outputs) yield `${JSON.stringify(output)}\n`;
}
