import type { Cancel } from './clock.ts';
import type { ActiveFault, FaultBoard, FaultCommand, FaultKind } from './faults.ts';
import { tellingHeaders, type ConnectionEntry, type MarketLog } from './log.ts';
import { mangleBytes } from './mangle.ts';
import type { Random } from './seeded.ts';
import type { Session, SocketHandler, SocketRoute, WireRequest, World } from './provider.ts';
import type { ForcedOrder } from './world.ts';

/** The client's end of a socket, as a transport gives it to the market. */
export interface Peer {
  send(text: string): void;
  sendBinary(bytes: Uint8Array): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Cuts the connection without a close frame. */
  terminate(): void;
  /** Reads and writes nothing more, for ever, and leaves the connection standing. */
  freeze(): void;
}

/** The market's end of a socket, as a transport drives it. */
export interface Connection {
  readonly entry: ConnectionEntry;
  readonly request: WireRequest;
  message(text: string): void;
  /** The client, or the wire, ended it. */
  closed(code: number): void;
  /** Lets a fault of the kinds that act on a standing connection do its work. */
  suffer(fault: ActiveFault): void;
  /** Pushes orders at once, for the flood. */
  flood(orders: readonly ForcedOrder[]): void;
  /** Ends it from the host's side. */
  end(code: number, reason: string): void;
}

/** Faults that change frames while they pass. */
const frameKinds: readonly FaultKind[] = [
  'silent-while-open',
  'repeat',
  'reorder',
  'delay',
  'corrupt',
  'schema',
  'truncate',
  'bloat',
  'content-type',
];

/** Faults that act on a standing connection at once. */
export const standingKinds: readonly FaultKind[] = ['half-open', 'close-with-code', 'flood'];

/** Held frames of `reorder` are let go after this long even when the pile is not full. */
const reorderPatienceMs = 3_000;

export interface ConnectionParts {
  readonly world: World;
  readonly log: MarketLog;
  readonly faults: FaultBoard;
  readonly route: SocketRoute;
  readonly params: Readonly<Record<string, string>>;
  readonly request: WireRequest;
  readonly peer: Peer;
  readonly flood: (connection: Connection, fault: ActiveFault) => void;
  readonly onEnd: (connection: Connection) => void;
}

interface Frame {
  /** Text, or the bytes of a binary frame. */
  readonly body: string | Uint8Array;
  readonly orders: readonly ForcedOrder[];
}

/** Opens the host's end of an accepted socket. */
export function openConnection(parts: ConnectionParts): Connection {
  const { world, log, faults, request, peer } = parts;
  const { clock } = world;
  const { host, path, query, headers } = request;
  const target = { on: 'socket', host, path, query } as const;
  const entry = log.connection({
    host,
    path,
    query,
    origin: headers.origin,
    telling: tellingHeaders(headers),
    openedAt: clock.now(),
  });
  const timers = new Set<Cancel>();
  let held: Frame[] = [];
  let open = true;
  let frozen = false;

  function finish(code: number): void {
    if (!open) return;
    open = false;
    entry.state = 'closed';
    entry.closedAt = clock.now();
    entry.closeCode = code;
    for (const cancel of timers) cancel();
    timers.clear();
    parts.onEnd(connection);
  }

  function deliver({ body, orders }: Frame): void {
    if (!open || frozen) return;
    entry.framesOut += 1;
    entry.bytesOut += body.length;
    log.sent(entry, orders, clock.now());
    if (typeof body === 'string') peer.send(body);
    else peer.sendBinary(body);
  }

  function pass(frame: Frame): void {
    if (!open || frozen) return;
    const fault = faults.strike(target, frameKinds);
    if (fault === undefined) {
      deliver(frame);
      return;
    }
    const { command, random } = fault;
    switch (command.kind) {
      case 'silent-while-open':
        entry.framesWithheld += 1;
        return;
      case 'repeat':
        for (let time = 0; time < (command.times ?? 2); time += 1) deliver({ ...frame, orders: time === 0 ? frame.orders : [] });
        return;
      case 'delay':
        session.after(command.delayMs ?? 5_000, () => deliver(frame));
        return;
      case 'reorder':
        held.push(frame);
        if (held.length >= (command.depth ?? 4)) letGo(fault);
        else if (held.length === 1) session.after(reorderPatienceMs, () => letGo(fault));
        return;
      default:
        deliver({ body: mangleFrame(frame.body, command, random), orders: frame.orders });
    }
  }

  function letGo({ random }: ActiveFault): void {
    const before = held;
    const frames = [...held];
    held = [];
    for (let last = frames.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      const [a, b] = [frames[last], frames[other]];
      if (a !== undefined && b !== undefined) [frames[last], frames[other]] = [b, a];
    }
    // A shuffle may leave everything where it was; turned round it is out of order for certain.
    if (frames.every((frame, index) => frame === before[index])) frames.reverse();
    for (const frame of frames) deliver(frame);
  }

  function timed(start: (fire: () => void) => Cancel, run: () => void, once: boolean): Cancel {
    const cancel = start(() => {
      if (once) timers.delete(cancel);
      if (open) run();
    });
    timers.add(cancel);
    return () => {
      cancel();
      timers.delete(cancel);
    };
  }

  const session: Session = {
    request,
    world,
    send: (text, orders = []) => pass({ body: text, orders }),
    sendBinary: (bytes, orders = []) => pass({ body: bytes, orders }),
    ping: () => {
      if (open && !frozen) peer.ping();
    },
    close: (code, reason) => connection.end(code, reason),
    after: (delayMs, run) => timed(fire => clock.after(delayMs, fire), run, true),
    every: (periodMs, run) => timed(fire => clock.every(periodMs, fire), run, false),
    violation: (kind, detail) => log.violation({ kind, host, path, detail, time: clock.now() }),
    topics: count => {
      entry.topics = count;
    },
  };

  const connection: Connection = {
    entry,
    request,
    message(text) {
      if (!open || frozen) return;
      entry.framesIn += 1;
      handler.message(text);
    },
    closed: finish,
    suffer(fault) {
      const { command } = fault;
      if (!open) return;
      if (command.kind === 'half-open') {
        frozen = true;
        peer.freeze();
      } else if (command.kind === 'close-with-code') connection.end(command.code ?? 1_006, command.reason ?? '');
      else if (command.kind === 'flood') parts.flood(connection, fault);
    },
    flood: orders => handler.orders?.(orders),
    end(code, reason) {
      if (!open) return;
      if (code === 1_006) peer.terminate();
      else peer.close(code, reason);
      finish(code);
    },
  };

  const handler: SocketHandler = parts.route.open(session, parts.params);
  const standing = faults.strike(target, standingKinds);
  if (standing !== undefined) connection.suffer(standing);
  return connection;
}

function mangleFrame(body: string | Uint8Array, command: FaultCommand, random: Random): string | Uint8Array {
  if (typeof body !== 'string') return mangleBytes(body, command, random);
  return new TextDecoder().decode(mangleBytes(new TextEncoder().encode(body), command, random));
}
