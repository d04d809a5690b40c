import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpClient } from '../../lib/feeds/http.ts';
import { createMarketTime } from '../../lib/feeds/market-time.ts';
import { otherMarketIds } from '../../lib/engine/other-markets.ts';
import { coinLists, holderSources, marketSources } from '../../lib/sources/registry.ts';
import { venues } from '../../lib/venues/registry.ts';
import { anonymise } from './anonymise.ts';
import { askSource, askVenue } from './ask.ts';
import { formatFindings } from './finding.ts';
import type { Finding } from './finding.ts';
import { listenToVenue } from './listen.ts';

const usage = `npm run probe -- [--venue NAME] [--seconds 60]
Opens every real endpoint and stream once, read-only, and compares what comes with what Undertow reads.
Prints ok, drifted, blocked or silent for each, and writes anonymised samples into out/probe/.
Names: ${[...venues, ...coinLists, ...holderSources, ...marketSources].map(({ id }) => id).join(', ')}`;

const words = process.argv.slice(2);
const only = readValue('--venue');
const seconds = Number(readValue('--seconds') ?? 60);
const known = words.every((word, at) => (word.startsWith('--') ? ['--venue', '--seconds'].includes(word) : at > 0));
const isAsked = ({ id }: { readonly id: string }) => only === undefined || id === only;
const asked = venues.filter(isAsked);
const lists = [...coinLists, ...holderSources].filter(isAsked);
const markets = marketSources.filter(isAsked);
if (!known || asked.length + lists.length + markets.length === 0 || !(seconds > 0 && seconds <= 3_600)) {
  console.error(usage);
  process.exit(2);
}

function readValue(name: string): string | undefined {
  return words.includes(name) ? (words[words.indexOf(name) + 1] ?? '') : undefined;
}

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const timers = {
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};
const marketTime = createMarketTime({ clock });
const budgets = [...venues, ...lists, ...markets].flatMap(each => each.budgets);
const http = createHttpClient({
  fetch: (url, init) => fetch(url, init),
  clock,
  timers,
  marketTime,
  budgets,
  hosts: { read: async () => ({}), write: async () => undefined },
  isOnline: () => true,
  allowedHosts: budgets.map(({ host }) => host),
});

async function probe(venue: (typeof venues)[number]): Promise<readonly Finding[]> {
  console.error(`probe: ${venue.name} …`);
  const { findings, instruments } = await askVenue(venue, http, () => marketTime.now());
  const heard = await listenToVenue({
    venue,
    instruments,
    forMs: seconds * 1_000,
    WebSocket,
    clock,
    timers,
    marketTime,
  });
  console.error(`probe: ${venue.name} done`);
  return [...findings, ...heard];
}

const findings = (
  await Promise.all([
    ...asked.map(probe),
    ...lists.map(async source => [await askSource(source, [source.request], http)]),
    ...markets.map(async source => [await askSource(source, source.requests(otherMarketIds, marketTime.now()), http)]),
  ])
).flat();
const out = join(import.meta.dirname, '..', '..', 'out', 'probe');
for (const { venue, what, samples } of findings) {
  mkdirSync(join(out, venue), { recursive: true });
  samples.forEach(({ kind, payload }, at) => {
    const name = `${what} ${kind} ${at}`.replace(/[^a-z0-9]+/gi, '-').toLowerCase();
    const fixture = {
      source: `${venue}, ${what}, received by npm run probe; names of orders and accounts replaced, lists cut to five rows`,
      capturedAt: new Date(marketTime.now()).toISOString(),
      made: false,
      payload: anonymise(payload),
    };
    writeFileSync(join(out, venue, `${name}.json`), `${JSON.stringify(fixture, null, 2)}\n`);
  });
}
console.log(formatFindings(findings));
console.log(`\nSamples: ${out}`);
process.exit(findings.some(({ verdict }) => verdict === 'drifted') ? 1 : 0);
