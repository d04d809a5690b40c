import type { Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createCertificate, type MarketCertificate } from './certificate.ts';
import { createMarketClock, type MarketClock } from './clock.ts';
import { createControl } from './control.ts';
import { createMarket, type Market } from './market.ts';
import { createPlainServer, createProxy } from './proxy.ts';
import { createLedger, scenarioNames } from './scenarios/registry.ts';
import { scenarioIn, startPoint } from './start-point.ts';
import { attachMarket } from './tcp.ts';
import { truthTable } from './truth.ts';
import type { Ledger } from './world.ts';

export interface StartOptions {
  /** Name of a scenario; where not given the one that `at` names (`cascade+40m`), else `reference-day`. */
  readonly scenario?: string;
  readonly seed?: number;
  /** Where the clock stands at the start: ms, or what `--at` takes (see `startPoint`); t0 where not given. */
  readonly at?: string | number;
  /** Used instead of a scenario. */
  readonly ledger?: Ledger;
  readonly clock?: MarketClock;
  /** 0, any free port, where not given. */
  readonly ports?: { readonly https?: number; readonly http?: number; readonly proxy?: number; readonly control?: number };
}

/** A market that answers on 127.0.0.1. */
export interface RunningMarket extends Omit<Market, 'close'> {
  readonly httpsPort: number;
  readonly httpPort: number;
  readonly proxyPort: number;
  /** `http://127.0.0.1:<port>`; see `createControl`. */
  readonly controlUrl: string;
  readonly certificate: MarketCertificate;
  /** Market time at the start, ms. */
  readonly startedAt: number;
  /** The table of sums at `at` (now) for a client that started at `start` (the start of the run). */
  truth(options?: { readonly at?: number; readonly start?: number }): ReturnType<typeof truthTable>;
  /** Chromium's flags for this market. */
  chromiumFlags(): readonly string[];
  /** Ends every socket, server and timer. */
  close(): Promise<void>;
}

/** Starts the simulator: one TLS server for all hosts, a plain one, a CONNECT proxy and the control server. */
export async function startMarket(options: StartOptions = {}): Promise<RunningMarket> {
  const { seed, at, ports = {} } = options;
  const scenario = options.scenario ?? scenarioIn(at, scenarioNames) ?? 'reference-day';
  const ledger = options.ledger ?? createLedger(scenario, seed);
  const clock = options.clock ?? createMarketClock(startPoint(ledger, at));
  const startedAt = clock.now();
  const market = createMarket({ ledger, clock, ...(seed === undefined ? {} : { seed }) });
  const certificate = await createCertificate(market.hosts);
  const truth = ({ at: moment = clock.now(), start = startedAt } = {}) => truthTable(ledger, { at: moment, start });

  const tls = createServer({ cert: certificate.certPem, key: certificate.keyPem });
  const endSockets = attachMarket(tls, market);
  const plain = createPlainServer(market);
  const proxy = createProxy(market, () => ({ httpsPort: portOf(tls), httpPort: portOf(plain) }));
  const control = createControl(market, (moment, start) => truth({ at: moment, start }), startedAt);
  const servers: readonly Server[] = [tls, plain, proxy, control];
  await Promise.all([
    listen(tls, ports.https),
    listen(plain, ports.http),
    listen(proxy, ports.proxy),
    listen(control, ports.control),
  ]);

  return {
    ...market,
    httpsPort: portOf(tls),
    httpPort: portOf(plain),
    proxyPort: portOf(proxy),
    controlUrl: `http://127.0.0.1:${portOf(control)}`,
    certificate,
    startedAt,
    truth,
    chromiumFlags: () => [
      `--host-resolver-rules=MAP accounts.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, ` +
        `MAP *:443 127.0.0.1:${portOf(tls)}, MAP *:8443 127.0.0.1:${portOf(tls)}, MAP *:80 127.0.0.1:${portOf(plain)}, EXCLUDE 127.0.0.1`,
      `--ignore-certificate-errors-spki-list=${certificate.spki}`,
    ],
    async close() {
      market.close();
      endSockets();
      await Promise.all(servers.map(shut));
    },
  };
}

function listen(server: Server, port = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function shut(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
