import { claims } from './claims.ts';
import { parse } from './parse.ts';
import { replay } from './replay.ts';
import { site } from './site.ts';

const usage = `npm run -s undertow -- parse <venue> [--received MS] [--instruments FILE]
npm run -s undertow -- replay [--base COIN] [--alert COIN:SIDE:USD:SPAN]...
npm run -s undertow -- site <url>... [-]
npm run -s undertow -- claims [--market FILE] [--html URL]

parse   reads JSON lines on stdin, a WebSocket frame or a REST body each, and prints what it holds: one JSON line for each.
replay  reads a recording (JSON lines or CSV) on stdin and prints every change of phase and every alert (replay --help).
site    prints what the address of a page is about, one JSON line for each: site, kind of page, pair, market. - reads addresses on stdin, one a line.
claims  reads sentences or articles as JSON lines on stdin and prints the figures that market data could check (claims --help).`;

const [verb, ...words] = process.argv.slice(2);
if (verb === 'parse') {
  process.exitCode = await parse(words);
} else if (verb === 'replay') {
  process.exitCode = await replay(words);
} else if (verb === 'site') {
  process.exitCode = await site(words);
} else if (verb === 'claims') {
  process.exitCode = await claims(words);
} else {
  console.error(verb === undefined ? usage : `undertow: ${verb} is not known\n\n${usage}`);
  process.exitCode = 2;
}
