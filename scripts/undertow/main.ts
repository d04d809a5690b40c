import { parse } from './parse.ts';

const usage = `npm run -s undertow -- parse <venue> [--received MS] [--instruments FILE]

parse   reads JSON lines on stdin, a WebSocket frame or a REST body each, and prints what it holds: one JSON line for each.`;

const [verb, ...words] = process.argv.slice(2);
if (verb === 'parse') {
  process.exitCode = await parse(words);
} else {
  console.error(verb === undefined ? usage : `undertow: ${verb} is not known\n\n${usage}`);
  process.exitCode = 2;
}
