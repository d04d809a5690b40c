import { parse } from './parse.ts';
import { replay } from './replay.ts';

const usage = `npm run -s undertow -- parse <venue> [--received MS] [--instruments FILE]
npm run -s undertow -- replay [--base COIN] [--alert COIN:SIDE:USD:SPAN]...

parse   reads JSON lines on stdin, a WebSocket frame or a REST body each, and prints what it holds: one JSON line for each.
replay  reads a recording (JSON lines or CSV) on stdin and prints every change of phase and every alert (replay --help).`;

const [verb, ...words] = process.argv.slice(2);
if (verb === 'parse') {
  process.exitCode = await parse(words);
} else if (verb === 'replay') {
  process.exitCode = await replay(words);
} else {
  console.error(verb === undefined ? usage : `undertow: ${verb} is not known\n\n${usage}`);
  process.exitCode = 2;
}
