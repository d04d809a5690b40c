import type { MarketClock } from './clock.ts';
import type { MarketLog } from './log.ts';
import { createRandom, type Random } from './seeded.ts';

/**
 * What can be made to go wrong.
 * - `refuse`: the connection is reset. `stall`: the answer drips a byte at a time, a handshake is never answered.
 * - `content-type`: an HTML page with status 200. `truncate`: the body (or frame) ends early. `bloat`: padded beyond 10 MB.
 * - `redirect`: 302 to `to`. `status`: `status`, with `Retry-After` where `retryAfterSeconds` is given.
 * - `silent-while-open`: nothing more is sent, not even acknowledgements. `half-open`: nothing is read or sent ever again.
 * - `close-with-code`: `code` (1006 cuts the connection without a close frame).
 * - `repeat`, `reorder`, `delay`: of frames; `delay` of answers too. `corrupt`: bytes are changed. `schema`: fields renamed or retyped.
 * - `flood`: `perSecond` made orders on every matching socket.
 */
export const faultKinds = [
  'refuse',
  'stall',
  'content-type',
  'truncate',
  'bloat',
  'redirect',
  'status',
  'silent-while-open',
  'half-open',
  'close-with-code',
  'repeat',
  'reorder',
  'delay',
  'corrupt',
  'schema',
  'flood',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface FaultCommand {
  /** A host, `*.binance.com`, or `*`. */
  readonly host: string;
  /** Part of the path; everything where not given. */
  readonly path?: string;
  /** Part of the query (the streams of a combined socket); everything where not given. */
  readonly stream?: string;
  /** `request` and `socket` limit the fault to one of them. */
  readonly on?: 'request' | 'socket';
  readonly kind: FaultKind;
  /** Ends after so many answers, handshakes or frames. */
  readonly count?: number;
  /** Ends after so much market time. */
  readonly forMs?: number;
  /** Share of the matches that are hit, drawn from the seed; all where not given. */
  readonly share?: number;
  readonly seed?: number;
  /** status: 403, 429, … */
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  /** content-type, status: the body to serve. */
  readonly body?: string;
  /** truncate: bytes kept (half where not given); bloat: bytes of padding. */
  readonly bytes?: number;
  /** truncate: keep the length header honest, so that only the text is cut. */
  readonly clean?: boolean;
  /** redirect: the target. */
  readonly to?: string;
  /** close-with-code. */
  readonly code?: number;
  readonly reason?: string;
  /** repeat: how often each frame is sent (2). */
  readonly times?: number;
  /** delay (5000); stall: pause between two bytes (1000). */
  readonly delayMs?: number;
  /** reorder: frames that are held and shuffled (4). */
  readonly depth?: number;
  /** schema: old name to new name, at any depth; with neither, every other field is renamed. */
  readonly rename?: Readonly<Record<string, string>>;
  /** schema: fields whose type is changed (number to text, text to number, others to null). */
  readonly retype?: readonly string[];
  /** flood (5000). */
  readonly perSecond?: number;
}

/** A fault that is armed. */
export interface ActiveFault {
  readonly id: number;
  readonly command: FaultCommand;
  readonly random: Random;
  /** How often it has struck. */
  struck: number;
  cancel(): void;
}

/** What a fault is matched against. */
export interface FaultTarget {
  readonly on: 'request' | 'socket';
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

export interface FaultBoard {
  /** Arms a fault. Throws on a command that makes no sense. */
  arm(command: FaultCommand): ActiveFault;
  clear(): void;
  active(): readonly ActiveFault[];
  /** The first armed fault of one of `kinds` that hits the target; counts and logs the hit. */
  strike(target: FaultTarget, kinds: readonly FaultKind[]): ActiveFault | undefined;
  /** Called whenever a fault is armed, so that open sockets can be hit. */
  onArm(listener: (fault: ActiveFault) => void): void;
}

/** A board with no fault. */
export function createFaultBoard(clock: MarketClock, log: MarketLog, seed: number): FaultBoard {
  let armed: ActiveFault[] = [];
  let nextId = 1;
  const listeners: ((fault: ActiveFault) => void)[] = [];

  return {
    arm(command) {
      if (!faultKinds.includes(command.kind)) throw new TypeError(`no such fault: ${command.kind}`);
      if (typeof command.host !== 'string' || command.host === '') throw new TypeError('a fault needs a host, or *');
      if (command.kind === 'redirect' && command.to === undefined) throw new TypeError('a redirect needs `to`');
      if (command.kind === 'status' && command.status === undefined) throw new TypeError('a status fault needs `status`');
      const id = nextId++;
      const fault: ActiveFault = {
        id,
        command,
        random: createRandom(command.seed ?? seed * 1_000 + id),
        struck: 0,
        cancel() {
          armed = armed.filter(other => other !== fault);
        },
      };
      armed.push(fault);
      log.fault(clock.now(), `${command.kind}#${id}`, `armed for ${command.host}${command.path ?? ''}`);
      if (command.forMs !== undefined) clock.after(command.forMs, () => fault.cancel());
      for (const listener of listeners) listener(fault);
      return fault;
    },
    clear() {
      armed = [];
    },
    active: () => armed,
    strike(target, kinds) {
      for (const fault of armed) {
        const { command } = fault;
        if (!kinds.includes(command.kind) || !hits(command, target)) continue;
        if (command.share !== undefined && fault.random() >= command.share) continue;
        fault.struck += 1;
        log.fault(clock.now(), `${command.kind}#${fault.id}`, `${target.host}${target.path}`);
        if (command.count !== undefined && fault.struck >= command.count) fault.cancel();
        return fault;
      }
      return undefined;
    },
    onArm: listener => void listeners.push(listener),
  };
}

/** Whether a command speaks of the target. */
export function hits(command: FaultCommand, target: FaultTarget): boolean {
  if (command.on !== undefined && command.on !== target.on) return false;
  if (command.host.startsWith('*')) {
    if (!target.host.endsWith(command.host.slice(1))) return false;
  } else if (command.host !== target.host) return false;
  if (command.path !== undefined && !target.path.includes(command.path)) return false;
  return command.stream === undefined || decodeURIComponent(target.query).includes(command.stream);
}
