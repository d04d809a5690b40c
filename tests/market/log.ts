import type { ForcedOrder, Position, Venue } from './world.ts';

/** Why something asked of the simulator would not have been asked by a well-behaved client. */
export type ViolationKind =
  | 'unknown-host'
  | 'unknown-path'
  | 'method'
  | 'unknown-parameter'
  | 'missing-parameter'
  | 'bad-parameter'
  | 'over-budget'
  | 'early-retry'
  | 'unknown-topic'
  | 'bad-frame'
  | 'too-many-frames';

export interface Violation {
  readonly kind: ViolationKind;
  readonly host: string;
  readonly path: string;
  readonly detail: string;
  /** Market time, ms. */
  readonly time: number;
}

export interface RequestEntry {
  readonly id: number;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
  /** The body of a `POST`; `undefined` for a `GET`. */
  readonly posted: string | undefined;
  /** The `Origin` header; `undefined` when the request carried none. */
  readonly origin: string | undefined;
  /** The `Sec-Fetch-Mode` header of browsers (`navigate`, `cors`, …). */
  readonly mode: string | undefined;
  /** Headers that tell one user, or the page that is open, from another, as `name: value`; see `tellingHeaders`. */
  readonly telling: readonly string[];
  /** Weight that was charged, 0 when no budget applied. */
  readonly weight: number;
  /** Market time, ms. */
  readonly time: number;
  /** 0 where a fault reset the connection instead of answering. */
  readonly status: number;
  readonly bytes: number;
  /** `kind#id` of the fault that changed the answer. */
  readonly fault: string | undefined;
}

/** One forced order as one connection was told of it. */
export interface SentEvent {
  readonly orderId: number;
  readonly venue: Venue;
  readonly symbol: string;
  readonly base: string;
  readonly position: Position;
  /** The order's own time. */
  readonly time: number;
  /** When the frame left. */
  readonly sentAt: number;
  readonly cents: number;
}

export interface ConnectionEntry {
  readonly id: number;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly origin: string | undefined;
  /** As in `RequestEntry`, of the handshake. */
  readonly telling: readonly string[];
  readonly openedAt: number;
  /** `undefined` while open. */
  closedAt: number | undefined;
  closeCode: number | undefined;
  state: 'open' | 'closed' | 'refused';
  framesIn: number;
  framesOut: number;
  /** Frames that a fault kept back. */
  framesWithheld: number;
  bytesOut: number;
  /** Topics or streams that are subscribed. */
  topics: number;
  /** The latest `keptEvents` forced orders sent; the sums below count all of them. */
  readonly sent: SentEvent[];
  sentCount: number;
  /** Sums of everything sent, by `base` and position, in cents. */
  readonly sentCents: Record<string, Record<Position, number>>;
}

export interface HostCounters {
  requests: number;
  weight: number;
  bytes: number;
  connections: number;
  violations: number;
}

/** What was asked of the simulator. Memory is bounded: old requests and sent events fall off, counters and sums do not. */
export interface MarketLog {
  readonly requests: RequestEntry[];
  readonly connections: ConnectionEntry[];
  readonly violations: Violation[];
  /** Hosts that only the browser itself asks (updates, captive portal checks), by count; no violation. */
  readonly strangers: Record<string, number>;
  readonly faults: { readonly time: number; readonly fault: string; readonly where: string }[];
  readonly hosts: Record<string, HostCounters>;
  request(entry: Omit<RequestEntry, 'id'>): void;
  connection(entry: Pick<ConnectionEntry, 'host' | 'path' | 'query' | 'origin' | 'telling' | 'openedAt'>): ConnectionEntry;
  sent(connection: ConnectionEntry, orders: readonly ForcedOrder[], time: number): void;
  violation(violation: Violation): void;
  stranger(host: string): void;
  fault(time: number, fault: string, where: string): void;
  /** Forgets everything, so that a test can look at what comes after. Open connections stay listed. */
  clear(): void;
}

const keptRequests = 20_000;
const keptConnections = 2_000;
const keptEvents = 20_000;
const keptNotes = 2_000;

const telling = [
  'cookie',
  'authorization',
  'referer',
  'proxy-authorization',
  'x-client-data',
  'device-memory',
  'x-mbx-apikey',
  'api_key',
  'cg-api-key',
];

/** The headers of a request by which a host could know a user again, or the page that is open; `name: value`. */
export function tellingHeaders(headers: Readonly<Record<string, string | undefined>>): readonly string[] {
  return telling.flatMap(name => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]));
}

/** An empty log. */
export function createLog(): MarketLog {
  let nextId = 1;
  const log: MarketLog = {
    requests: [],
    connections: [],
    violations: [],
    strangers: {},
    faults: [],
    hosts: {},
    request(entry) {
      const counters = countersOf(entry.host);
      counters.requests += 1;
      counters.weight += entry.weight;
      counters.bytes += entry.bytes;
      keep(log.requests, { id: nextId++, ...entry }, keptRequests);
    },
    connection(start) {
      const entry: ConnectionEntry = {
        id: nextId++,
        ...start,
        closedAt: undefined,
        closeCode: undefined,
        state: 'open',
        framesIn: 0,
        framesOut: 0,
        framesWithheld: 0,
        bytesOut: 0,
        topics: 0,
        sent: [],
        sentCount: 0,
        sentCents: {},
      };
      countersOf(start.host).connections += 1;
      keep(log.connections, entry, keptConnections);
      return entry;
    },
    sent(connection, orders, time) {
      for (const order of orders) {
        const { base, venue, symbol } = order.market;
        const sums = (connection.sentCents[base] ??= { long: 0, short: 0 });
        sums[order.position] += order.cents;
        connection.sentCount += 1;
        const { id: orderId, position, cents } = order;
        keep(connection.sent, { orderId, venue, symbol, base, position, time: order.time, sentAt: time, cents }, keptEvents);
      }
    },
    violation(violation) {
      countersOf(violation.host).violations += 1;
      keep(log.violations, violation, keptNotes);
    },
    stranger(host) {
      log.strangers[host] = (log.strangers[host] ?? 0) + 1;
    },
    fault(time, fault, where) {
      keep(log.faults, { time, fault, where }, keptNotes);
    },
    clear() {
      log.requests.length = 0;
      log.violations.length = 0;
      log.faults.length = 0;
      const open = log.connections.filter(entry => entry.state === 'open');
      log.connections.splice(0, log.connections.length, ...open);
      for (const record of [log.strangers, log.hosts]) for (const key of Object.keys(record)) Reflect.deleteProperty(record, key);
    },
  };

  function countersOf(host: string): HostCounters {
    return (log.hosts[host] ??= { requests: 0, weight: 0, bytes: 0, connections: 0, violations: 0 });
  }

  return log;
}

/** Appends and, when a tenth over the limit, drops the oldest down to it. */
function keep<T>(list: T[], entry: T, limit: number): void {
  list.push(entry);
  if (list.length > limit * 1.1) list.splice(0, list.length - limit);
}
