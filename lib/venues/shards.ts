import type { Instrument } from '../model/trade.ts';

/** The contracts of one of several sockets that carry a venue together. */
export interface Shard {
  /** Name of the stream, stable. */
  readonly stream: string;
  /** Bitcoin, or the first coin, which every socket subscribes to: it is traded all the time, so that its silence means that the socket is dead. */
  readonly control: Instrument;
  /** Contracts whose forced orders are taken from this socket. May be empty. */
  readonly own: readonly Instrument[];
}

/**
 * Spreads contracts over sockets, for venues that limit how many one may carry. A contract stays on the same socket whatever others come and go, and
 * each name is given a socket even when no contract falls to it: a venue counts as heard where all of its streams are. Of more than `most`
 * subscriptions the last of `instruments` are left out. Empty for none.
 */
export function toShards(instruments: readonly Instrument[], streams: readonly string[], most: number): readonly Shard[] {
  const control = instruments.find(({ base }) => base === 'BTC') ?? instruments[0];
  if (control === undefined) return [];
  return streams.map((stream, place) => ({
    stream,
    control,
    own: instruments.filter(({ symbol }) => hash(symbol) % streams.length === place).slice(0, most - 1),
  }));
}

/** All contracts that a shard subscribes to, each once. */
export function subscriptions({ control, own }: Shard): readonly Instrument[] {
  return own.includes(control) ? own : [control, ...own];
}

// FNV-1a with the last steps of MurmurHash3: names that end alike would else fall together.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) value = Math.imul(value ^ text.charCodeAt(place), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
