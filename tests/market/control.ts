import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FaultCommand } from './faults.ts';
import type { Market } from './market.ts';

/** What `GET /truth` answers from; see `truth.ts`. */
export type TruthTable = (at: number, start: number) => unknown;

/**
 * The plain server by which a test or a demo steers the market: `GET /truth?at=&start=` (ms), `/stated`, `/clock`, `/log[?since=id]`,
 * `/connections`, `/faults`; `POST /fault`, `/flood` (JSON bodies); `DELETE /faults`, `/log`.
 */
export function createControl(market: Market, truth: TruthTable, startedAt: number): Server {
  return createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      answer(response, 400, { error: error instanceof Error ? error.message : String(error) });
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://control');
    const outcome = await reply(`${request.method ?? 'GET'} ${url.pathname}`, url.searchParams, request);
    if (outcome === undefined) answer(response, 404, { error: `nothing at ${url.pathname}` });
    else answer(response, 200, outcome);
  }

  async function reply(what: string, query: URLSearchParams, request: IncomingMessage): Promise<unknown> {
    const { log, clock, faults, ledger } = market;
    switch (what) {
      case 'GET /truth':
        return truth(Number(query.get('at') ?? clock.now()), Number(query.get('start') ?? startedAt));
      case 'GET /stated':
        return { scenario: ledger.scenario, seed: ledger.seed, t0: ledger.t0, stated: ledger.stated };
      case 'GET /clock':
        return { now: clock.now(), startedAt, t0: ledger.t0, iso: new Date(clock.now()).toISOString() };
      case 'GET /log': {
        const since = Number(query.get('since') ?? 0);
        const requests = log.requests.filter(entry => entry.id > since);
        return { requests, violations: log.violations, strangers: log.strangers, hosts: log.hosts, faults: log.faults };
      }
      case 'DELETE /log':
        log.clear();
        return { cleared: true };
      case 'GET /connections':
        return log.connections;
      case 'GET /faults':
        return faults.active().map(({ id, command, struck }) => ({ id, command, struck }));
      case 'POST /fault':
        return { id: faults.arm(command(await bodyOf(request))).id };
      case 'POST /flood':
        return { id: faults.arm({ forMs: 10_000, ...flooded(await bodyOf(request)), kind: 'flood' }).id };
      case 'DELETE /faults':
        faults.clear();
        return { cleared: true };
      default:
        return undefined;
    }
  }
}

/** `arm` checks the command itself; here it only must be an object. */
function command(body: unknown): FaultCommand {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError('the body must be a JSON object');
  return body as FaultCommand;
}

/** A flood hits every socket unless it names a host. */
function flooded(body: unknown): FaultCommand {
  return { ...{ host: '*' }, ...command(body) };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as unknown);
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }).end(body);
}
