import '../messages.ts';
import { pipeline } from 'node:stream/promises';
import { createLineReader } from '../../lib/engine/recording-lines.ts';
import { formatAlert } from '../../lib/format/alert-words.ts';
import { formatReason } from '../../lib/format/reasons.ts';
import { createReplay } from '../../lib/engine/replay.ts';
import type { ReplayOutput } from '../../lib/engine/replay.ts';
import { Unreadable } from '../../lib/std/rows.ts';
import { venues } from '../../lib/venues/registry.ts';
import { linesOf } from './lines.ts';
import { readReplayArguments } from './replay-arguments.ts';

const usage = `npm run -s undertow -- replay [--base COIN] [--alert COIN:SIDE:USD:SPAN]...

Reads a recording on stdin, in any order, and prints every change of phase and every alert by time, one JSON line each.
Lines are JSON:
  {"type":"liquidation","time":ms,"base","position":"long"|"short","usd","venue"}
  {"type":"bar","time":ms (opening),"intervalMs","base","open","high","low","close","volume"?,"takerBuyBase"?,"openInterestUsd"?,"fundingRate"?}
  {"type":"reference","time":ms,"name","value"}      spot-flow: turnover that R is held against; fear-greed: the index
or CSV as the extension exports it, with a header.

--base COIN   only this coin; ALL for the market. Without it every coin has an engine of its own.
--alert COIN:SIDE:USD:SPAN   a threshold of your own, as BTC:long:5000000:1h; ALL for any coin; SIDE long, short or both; SPAN in m, h or d.
              Orders of other coins than --base are not counted.

A line that cannot be read is named on stderr and left out.
Exit codes: 0 all was read; 1 lines were left out; 2 the words were not understood.`;

const completeness = new Map<string, string>(venues.map(({ id, completeness: how }) => [id, how]));
/** Of venues that are known not to tell every order R is not measured; others are believed to. */
const isComplete = (venue: string): boolean => (completeness.get(venue.toLowerCase()) ?? 'complete') === 'complete';

/** `replay`: from stdin to stdout. Returns the exit code: 1 where lines were left out, 2 where the words were not understood. */
export async function replay(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const wanted = readReplayArguments(words);
  if (typeof wanted === 'string') {
    console.error(`undertow: ${wanted}\n\n${usage}`);
    return 2;
  }
  const run = createReplay({ ...wanted, isComplete });
  const read = createLineReader();
  const { base = 'ALL' } = wanted;
  let isHeard = base === 'ALL';
  let faults = 0;
  const answer = (line: string): readonly ReplayOutput[] => {
    try {
      const input = read(line);
      if (input === undefined) return [];
      isHeard ||= input.type !== 'reference' && input.base.toUpperCase() === base;
      return run.push(input);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      faults += 1;
      console.error(error.message);
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
  if (!isHeard) console.error(`undertow: no line is of ${base}`);
  return faults === 0 ? 0 : 1;
}

function* toLines(outputs: readonly ReplayOutput[]): Generator<string> {
  for (const output of outputs) yield `${JSON.stringify(toWords(output))}\n`;
}

/** What the engine names, in words: the tool is read by people. */
function toWords(output: ReplayOutput): unknown {
  if (output.type === 'alert') {
    const { matter, ...alert } = output;
    return { ...alert, ...formatAlert({ ...alert, matter }) };
  }
  const { evidence, r, ...change } = output;
  return {
    ...change,
    evidence: evidence.map(({ missing, ...each }) => ({ ...each, ...(missing && { missing: formatReason(missing) }) })),
    r: 'unknown' in r ? { unknown: formatReason(r.unknown) } : r,
  };
}
