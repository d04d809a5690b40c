import { createBudgetBook } from './budgets.ts';
import { createMarketClock, type MarketClock } from './clock.ts';
import { openConnection, standingKinds, type Connection, type Peer } from './connection.ts';
import { createFaultBoard, hits, type ActiveFault, type FaultBoard, type FaultCommand } from './faults.ts';
import { startFlood } from './flood.ts';
import { createLog, tellingHeaders, type MarketLog, type ViolationKind } from './log.ts';
import { mangleAnswer, whole, type Delivery } from './mangle.ts';
import { checkQuery, matchPath, type BudgetUse, type Provider, type Reply, type Route, type WireRequest } from './provider.ts';
import { allProviders } from './providers/registry.ts';
import { isStranger } from './strangers.ts';
import type { Ledger } from './world.ts';

export interface MarketParts {
  readonly ledger: Ledger;
  /** Starts at the ledger's t0 and runs in real time where not given. */
  readonly clock?: MarketClock;
  readonly seed?: number;
  readonly providers?: readonly Provider[];
}

/** What a handshake comes to. */
export type Handshake =
  | { readonly accepted: true; readonly headers: Readonly<Record<string, string>>; readonly start: (peer: Peer) => Connection }
  | { readonly accepted: false; readonly delivery: Delivery };

/** All hosts of the simulator behind one door, without any transport. */
export interface Market {
  readonly ledger: Ledger;
  readonly clock: MarketClock;
  readonly log: MarketLog;
  readonly faults: FaultBoard;
  readonly hosts: readonly string[];
  answer(request: WireRequest): Delivery;
  connect(request: WireRequest): Handshake;
  connections(): readonly Connection[];
  fault(command: FaultCommand): ActiveFault;
  clearFaults(): void;
  /** Ends every connection and timer. */
  close(): void;
}

/** Requests that were on their way when a host said "later" are no fault of the client. */
const inFlightMs = 2_000;

/** Puts a ledger behind the providers. */
export function createMarket({ ledger, seed = ledger.seed, providers = allProviders, ...parts }: MarketParts): Market {
  const clock = parts.clock ?? createMarketClock(ledger.t0);
  const log = createLog();
  const faults = createFaultBoard(clock, log, seed);
  const book = createBudgetBook(clock);
  const world = { ledger, clock };
  const byHost = new Map(providers.flatMap(provider => provider.hosts.map(host => [host, provider] as const)));
  const open = new Set<Connection>();
  const quiet = new Map<string, { since: number; until: number }>();

  faults.onArm(fault => {
    if (!standingKinds.includes(fault.command.kind)) return;
    for (const connection of [...open]) {
      const { host, path, query } = connection.request;
      if (!hits(fault.command, { on: 'socket', host, path, query })) continue;
      if (faults.strike({ on: 'socket', host, path, query }, [fault.command.kind]) === fault) connection.suffer(fault);
    }
  });

  function violate(kind: ViolationKind, { host, path }: WireRequest, detail: string): void {
    log.violation({ kind, host, path, detail, time: clock.now() });
  }

  /** The provider's own answer, and the weight it was charged with. */
  function plainAnswer(provider: Provider, request: WireRequest): { reply: Reply; weight: number; route: Route | undefined } {
    const now = clock.now();
    const refused = (kind: ViolationKind, detail: string, more: { parameter?: string; use?: BudgetUse } = {}) => {
      violate(kind, request, detail);
      return provider.refuse({ kind, detail, ...more }, request, now);
    };
    let isKnownPath = false;
    for (const route of provider.routes) {
      const params = matchPath(route.path, request.path);
      if (params === undefined) continue;
      isKnownPath = true;
      if (request.method !== (route.method ?? 'GET')) continue;
      const query = Object.fromEntries(new URLSearchParams(request.query));
      const problem = route.anyQuery === true ? undefined : checkQuery(route.query, query);
      let weight = 0;
      if (route.budget !== undefined) {
        weight = problem === undefined ? (route.weight?.(query, request.body) ?? 1) : 1;
        const use = book.spend(route.budget, route.path, weight);
        if (use.state !== 'within') {
          const detail = `${route.budget.name}: ${use.used} of ${route.budget.limit} used, ${weight} more asked (${use.state})`;
          return { reply: refused('over-budget', detail, { use }), weight: 0, route };
        }
      }
      if (problem !== undefined) {
        violate(problem.kind, request, problem.detail);
        return { reply: provider.refuse(problem, request, now), weight, route };
      }
      const reply = route.answer({ request, params, query, world, now });
      if (route.anyQuery !== true && (reply.status >= 400 || reply.refused !== undefined)) {
        violate('bad-parameter', request, reply.refused ?? `${request.query} was answered with ${reply.status}`);
      }
      return { reply, weight, route };
    }
    const kind = isKnownPath || request.method !== 'GET' ? 'method' : 'unknown-path';
    return { reply: refused(kind, `${request.method} ${request.path}`), weight: 0, route: undefined };
  }

  function finished(reply: Reply, more: Readonly<Record<string, string>> = {}): Delivery {
    const body = typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : reply.body;
    return {
      status: reply.status,
      headers: { date: httpDate(clock.now()), ...more, ...reply.headers },
      body,
      manner: whole,
      fault: undefined,
    };
  }

  function noHost(request: WireRequest): Delivery {
    if (isStranger(request.host)) log.stranger(request.host);
    else violate('unknown-host', request, `no provider for ${request.host}`);
    return finished({ status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such host' });
  }

  function heed(request: WireRequest, delivery: Delivery): void {
    const now = clock.now();
    const told = quiet.get(request.host);
    if (told !== undefined && now < told.until && now > told.since + inFlightMs) {
      violate('early-retry', request, `asked ${Math.ceil((told.until - now) / 1_000)} s before Retry-After was over`);
    }
    const seconds = Number(delivery.headers['retry-after']);
    if (delivery.status >= 400 && seconds > 0) quiet.set(request.host, { since: now, until: now + seconds * 1_000 });
  }

  function answer(request: WireRequest): Delivery {
    const provider = byHost.get(request.host);
    if (provider === undefined) return noHost(request);
    const { reply, weight, route } = plainAnswer(provider, request);
    const used = provider.headers?.(rule => book.read(rule, route?.path ?? ''), clock.now(), route) ?? {};
    let delivery = finished(reply, used);
    const { host, method, path, query, headers, body: posted } = request;
    const fault = faults.strike({ on: 'request', host, path, query }, requestKinds);
    if (fault !== undefined) delivery = mangleAnswer(delivery, fault);
    heed(request, delivery);
    log.request({
      host,
      method,
      path,
      query,
      posted,
      origin: headers.origin,
      mode: headers['sec-fetch-mode'],
      telling: tellingHeaders(headers),
      weight,
      time: clock.now(),
      status: delivery.status,
      bytes: delivery.body.length,
      fault: delivery.fault,
    });
    return delivery;
  }

  function refuseHandshake(request: WireRequest, delivery: Delivery): Handshake {
    const { host, path, query, headers } = request;
    const entry = log.connection({
      host,
      path,
      query,
      origin: headers.origin,
      telling: tellingHeaders(headers),
      openedAt: clock.now(),
    });
    entry.state = 'refused';
    entry.closedAt = entry.openedAt;
    return { accepted: false, delivery };
  }

  function connect(request: WireRequest): Handshake {
    const provider = byHost.get(request.host);
    if (provider === undefined) return { accepted: false, delivery: noHost(request) };
    const { host, path, query } = request;
    const found = provider.sockets
      .map(route => ({ route, params: matchPath(route.path, path) }))
      .find(({ params }) => params !== undefined);
    if (found === undefined) {
      violate('unknown-path', request, `socket ${path}`);
      const problem = { kind: 'unknown-path', detail: path } as const;
      return refuseHandshake(request, finished(provider.refuse(problem, request, clock.now())));
    }
    const { route, params = {} } = found;
    const use = route.connects === undefined ? undefined : book.spend(route.connects, route.path, 1);
    if (use !== undefined && use.state !== 'within') {
      violate('over-budget', request, `${use.rule.name}: more than ${use.rule.limit} handshakes`);
      const problem = { kind: 'over-budget', detail: use.rule.name, use } as const;
      return refuseHandshake(request, finished(provider.refuse(problem, request, clock.now())));
    }
    const fault = faults.strike({ on: 'socket', host, path, query }, handshakeKinds);
    if (fault !== undefined)
      return refuseHandshake(request, mangleAnswer(finished({ status: 400, headers: {}, body: '' }), fault));
    const start = (peer: Peer): Connection => {
      const onEnd = (connection: Connection) => open.delete(connection);
      const connection = openConnection({ world, log, faults, route, params, request, peer, flood, onEnd });
      if (connection.entry.state === 'open') open.add(connection);
      return connection;
    };
    return { accepted: true, headers: { date: httpDate(clock.now()) }, start };
  }

  function flood(connection: Connection, fault: ActiveFault): void {
    const { perSecond = 5_000 } = fault.command;
    const venue = byHost.get(connection.request.host)?.venue ?? 'binance';
    const goOn = () => faults.active().includes(fault) || fault.command.count !== undefined;
    startFlood(connection, { ledger, clock, venue, perSecond, seed: Math.floor(fault.random() * 1e9), goOn });
  }

  return {
    ledger,
    clock,
    log,
    faults,
    hosts: [...byHost.keys()],
    answer,
    connect,
    connections: () => [...open],
    fault: command => faults.arm(command),
    clearFaults: () => faults.clear(),
    close() {
      for (const connection of [...open]) connection.end(1_006, '');
      clock.stop();
    },
  };
}

const requestKinds = [
  'refuse',
  'stall',
  'content-type',
  'truncate',
  'bloat',
  'redirect',
  'status',
  'silent-while-open',
  'half-open',
  'delay',
  'corrupt',
  'schema',
] as const;

const handshakeKinds = ['refuse', 'status', 'redirect', 'stall'] as const;

function httpDate(time: number): string {
  return new Date(time).toUTCString();
}
