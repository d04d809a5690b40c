import type { ActiveFault, FaultCommand } from './faults.ts';
import type { Random } from './seeded.ts';

/** How an answer leaves the host. */
export interface Manner {
  readonly kind: 'whole' | 'reset' | 'stall' | 'cut';
  /** Market time before the first byte. */
  readonly delayMs: number;
  /** cut: bytes sent before the connection ends. */
  readonly bytes: number;
  /** stall: market time between two bytes. */
  readonly dripMs: number;
}

/** An answer as the transport must deliver it. */
export interface Delivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly manner: Manner;
  readonly fault: string | undefined;
}

/** Sent as it is. */
export const whole: Manner = { kind: 'whole', delayMs: 0, bytes: 0, dripMs: 0 };

const htmlPage =
  '<!doctype html><html><head><title>Just a moment</title></head><body><h1>Checking your connection</h1><p>Please wait.</p></body></html>';
const bloatBytes = 11 * 1024 * 1024;

/** What a fault makes of an answer. */
export function mangleAnswer(delivery: Delivery, { id, command, random }: ActiveFault): Delivery {
  const fault = `${command.kind}#${id}`;
  const named = { ...delivery, fault };
  switch (command.kind) {
    case 'refuse':
    case 'half-open':
    case 'close-with-code':
      return { ...named, status: 0, body: new Uint8Array(0), manner: { ...whole, kind: 'reset' } };
    case 'stall':
    case 'silent-while-open':
      return { ...named, manner: { ...whole, kind: 'stall', dripMs: command.delayMs ?? 1_000 } };
    case 'delay':
      return { ...named, manner: { ...whole, delayMs: command.delayMs ?? 5_000 } };
    case 'content-type':
      return { ...named, status: 200, headers: htmlHeaders(delivery), body: bytesOf(command.body ?? htmlPage) };
    case 'redirect':
      return { ...named, status: 302, headers: { ...delivery.headers, location: command.to ?? '/' }, body: new Uint8Array(0) };
    case 'status':
      return withStatus(named, command);
    case 'truncate': {
      const bytes = Math.min(command.bytes ?? delivery.body.length >> 1, delivery.body.length);
      if (command.clean === true) return { ...named, body: delivery.body.slice(0, bytes) };
      return { ...named, manner: { ...whole, kind: 'cut', bytes } };
    }
    default:
      return { ...named, body: mangleBytes(delivery.body, command, random) };
  }
}

/** What a fault makes of the bytes of an answer or of a frame, for the kinds that change content. */
export function mangleBytes(body: Uint8Array, command: FaultCommand, random: Random): Uint8Array {
  switch (command.kind) {
    case 'corrupt':
      return corrupt(body, random);
    case 'schema':
      return bytesOf(changeSchema(new TextDecoder().decode(body), command));
    case 'bloat':
      return bloat(body, command.bytes ?? bloatBytes);
    case 'truncate':
      return body.slice(0, command.bytes ?? body.length >> 1);
    case 'content-type':
      return bytesOf(command.body ?? htmlPage);
    default:
      return body;
  }
}

function withStatus(delivery: Delivery, command: FaultCommand): Delivery {
  const status = command.status ?? 500;
  const retry = command.retryAfterSeconds === undefined ? {} : { 'retry-after': String(command.retryAfterSeconds) };
  const restricted =
    '{"code":0,"msg":"Service unavailable from a restricted location according to \'b. Eligibility\' in the terms of use."}';
  const body =
    command.body ?? (status === 451 ? restricted : `<html><head><title>${status}</title></head><body>${status}</body></html>`);
  const headers = status === 451 ? delivery.headers : htmlHeaders(delivery);
  return { ...delivery, status, headers: { ...headers, ...retry }, body: bytesOf(body) };
}

function htmlHeaders(delivery: Delivery): Record<string, string> {
  return { ...delivery.headers, 'content-type': 'text/html; charset=utf-8' };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Changes one byte in about 200, and one at least. */
function corrupt(body: Uint8Array, random: Random): Uint8Array {
  const changed = body.slice();
  const times = Math.max(1, Math.round(body.length / 200));
  for (let done = 0; done < times && body.length > 0; done += 1) {
    const index = Math.floor(random() * body.length);
    changed[index] = ((changed[index] ?? 0) + 1 + Math.floor(random() * 254)) & 0xff;
  }
  return changed;
}

/** White space before the last bracket: still valid JSON, only huge. */
function bloat(body: Uint8Array, bytes: number): Uint8Array {
  const padded = new Uint8Array(body.length + bytes).fill(0x20);
  const head = Math.max(0, body.length - 1);
  padded.set(body.subarray(0, head));
  padded.set(body.subarray(head), head + bytes);
  return padded;
}

function changeSchema(text: string, { rename, retype }: FaultCommand): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Pages and pongs have no fields to change.
    return text;
  }
  const everyOther = rename === undefined && retype === undefined;
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner], index): [string, unknown] => {
      const name = rename?.[key] ?? (everyOther && index % 2 === 1 ? `${key}V2` : key);
      return [name, retype?.includes(key) === true ? retyped(inner) : change(inner)];
    });
    return Object.fromEntries(entries);
  };
  return JSON.stringify(change(parsed));
}

function retyped(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return Number.isFinite(Number(value)) && value !== '' ? Number(value) : { value };
  return null;
}
