import type { Cancel, MarketClock } from './clock.ts';
import type { ViolationKind } from './log.ts';
import type { ForcedOrder, Ledger, Venue } from './world.ts';

/** What every provider answers from. */
export interface World {
  readonly ledger: Ledger;
  readonly clock: MarketClock;
}

export interface WireRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Raw query without the question mark. */
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What was posted; absent for `GET`. */
  readonly body?: string;
}

/** What a host answers, before the transport and any fault. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Says that a route refused what it was asked although the status is 200 (Bybit's `retCode`). */
  readonly refused?: string;
}

/** What a parameter may hold; a request that breaks the rule is refused and recorded. */
export interface ParamRule {
  readonly required?: boolean;
  /** `name=` with nothing after it counts as not given instead of being refused. */
  readonly mayBeEmpty?: boolean;
  readonly oneOf?: readonly string[];
  readonly pattern?: RegExp;
  /** Bounds of a whole number; either makes the parameter one. */
  readonly min?: number;
  readonly max?: number;
}

/** A limit that one client address shares over a window of market time; windows start at whole multiples of their length. */
export interface BudgetRule {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
  /** Counted for each route by itself. */
  readonly perRoute?: boolean;
  /** How long the host refuses everything once `strikes` requests came over the limit. */
  readonly ban?: { readonly strikes: number; readonly forMs: number };
}

export interface BudgetUse {
  readonly rule: BudgetRule;
  readonly used: number;
  /** End of the running window, or of the ban. */
  readonly resetAt: number;
  readonly state: 'within' | 'over' | 'banned';
}

export interface Ask {
  readonly request: WireRequest;
  /** From the route's `:name` segments. */
  readonly params: Readonly<Record<string, string>>;
  /** Checked against the route's rules; the last value wins where one is repeated. */
  readonly query: Readonly<Record<string, string>>;
  readonly world: World;
  /** Market time at which the request came. */
  readonly now: number;
}

export interface Route {
  /** `GET` where not given. A route that is posted to reads `request.body` itself. */
  readonly method?: 'POST';
  /** Literal segments and `:name` segments, for example `/api/v4/futures/:settle/contracts`. */
  readonly path: string;
  readonly query: Readonly<Record<string, ParamRule>>;
  /** A page takes any query; an API route none but its own. */
  readonly anyQuery?: boolean;
  readonly budget?: BudgetRule;
  /** 1 where not given. `body` is what was posted. */
  readonly weight?: (query: Readonly<Record<string, string>>, body: string | undefined) => number;
  readonly answer: (ask: Ask) => Reply;
}

/** One open socket, seen from the host's side. Timers end with the connection. */
export interface Session {
  readonly request: WireRequest;
  readonly world: World;
  /** Sends a text frame; `orders` are the forced orders in it, for the log. */
  send(text: string, orders?: readonly ForcedOrder[]): void;
  /** As `send`, a binary frame; faults that change content change its bytes, so that compressed frames no longer unpack. */
  sendBinary(bytes: Uint8Array, orders?: readonly ForcedOrder[]): void;
  /** A protocol ping, which browsers answer by themselves. */
  ping(): void;
  close(code: number, reason: string): void;
  after(delayMs: number, run: () => void): Cancel;
  every(periodMs: number, run: () => void): Cancel;
  violation(kind: ViolationKind, detail: string): void;
  /** Tells the log how many topics are subscribed. */
  topics(count: number): void;
}

export interface SocketHandler {
  message(text: string): void;
  /** Pushes these orders at once, past sampling and schedule: the flood fault. */
  orders?(orders: readonly ForcedOrder[]): void;
}

export interface SocketRoute {
  readonly path: string;
  /** Handshakes per window. */
  readonly connects?: BudgetRule;
  readonly open: (session: Session, params: Readonly<Record<string, string>>) => SocketHandler;
}

/** Why a request is refused. */
export interface Problem {
  readonly kind: ViolationKind;
  readonly detail: string;
  readonly parameter?: string;
  readonly use?: BudgetUse;
}

/** One provider: its hosts, what they answer and how they say no. Data and pure functions; sockets and files live elsewhere. */
export interface Provider {
  readonly name: string;
  /** Whose forced orders its sockets carry, for the flood; Binance's where not given. */
  readonly venue?: Venue;
  readonly hosts: readonly string[];
  readonly routes: readonly Route[];
  readonly sockets: readonly SocketRoute[];
  readonly refuse: (problem: Problem, request: WireRequest, now: number) => Reply;
  /** Headers of every answer; `used` reads a budget without charging it, `route` is the one that answers. */
  readonly headers?: (
    used: (rule: BudgetRule) => BudgetUse,
    now: number,
    route: Route | undefined,
  ) => Readonly<Record<string, string>>;
}

/** A JSON answer. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(value) };
}

/** An HTML answer. */
export function html(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

/** The parameters of a path by a pattern with `:name` segments; `undefined` when it does not match. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) {
      if (value === '') return undefined;
      params[segment.slice(1)] = decoded(value);
    } else if (segment !== value) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A broken escape names nothing that exists; the route refuses it as an unknown name.
    return segment;
  }
}

/** Checks a query against rules; the first thing wrong with it, or `undefined`. */
export function checkQuery(
  rules: Readonly<Record<string, ParamRule>>,
  query: Readonly<Record<string, string>>,
): Problem | undefined {
  for (const parameter of Object.keys(query)) {
    if (!Object.hasOwn(rules, parameter))
      return { kind: 'unknown-parameter', parameter, detail: `unknown parameter ${parameter}` };
  }
  for (const [parameter, rule] of Object.entries(rules)) {
    const value = query[parameter];
    if (value === undefined || value === '') {
      if (rule.required === true || (value === '' && rule.mayBeEmpty !== true))
        return { kind: 'missing-parameter', parameter, detail: `missing ${parameter}` };
      continue;
    }
    if (!fits(rule, value)) return { kind: 'bad-parameter', parameter, detail: `${parameter}=${value.slice(0, 80)}` };
  }
  return undefined;
}

function fits(rule: ParamRule, value: string): boolean {
  if (rule.oneOf !== undefined && !rule.oneOf.includes(value)) return false;
  if (rule.pattern !== undefined && !rule.pattern.test(value)) return false;
  if (rule.min === undefined && rule.max === undefined) return true;
  if (!/^-?\d{1,16}$/.test(value)) return false;
  return Number(value) >= (rule.min ?? -Infinity) && Number(value) <= (rule.max ?? Infinity);
}
