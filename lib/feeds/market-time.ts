import type { LocalClock } from '../std/clock.ts';
import { agreements, allows, intersection } from './offset-agreement.ts';
import type { OffsetAgreement, OffsetBound } from './offset-agreement.ts';

/** A host told the time. `sentAt` and `receivedAt` are local wall-clock ms around the moment at which it did. */
export interface TimeObservation {
  readonly sentAt: number;
  readonly receivedAt: number;
  /** Ms since the epoch by the host's clock. */
  readonly serverTime: number;
  /** The host may have cut off this much: 1000 for a `Date` header, 1 for a payload in ms. */
  readonly resolutionMs: number;
}

interface Sample extends OffsetBound {
  /** Local wall clock of the observation, ms. */
  readonly at: number;
}

/** What a woken worker needs to have the time at once. Plain data. */
export interface MarketTimeState {
  /** Local wall clock, ms. */
  readonly savedAt: number;
  readonly offsetMs: number;
  readonly agreed: boolean;
  readonly hosts: readonly string[];
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
}

/** The one clock of the product: local time plus an offset on which at least two hosts agree. */
export interface MarketTime {
  /** Market time, ms since the epoch. */
  now(): number;
  /** Market time minus local time, ms. 0 until the first agreement. */
  readonly offsetMs: number;
  /** False until two hosts agree, and again after the local clock was seen to jump forward, until they agree anew. */
  readonly agreed: boolean;
  /** Those that agree, in alphabetical order. */
  readonly hosts: readonly string[];
  observe(host: string, observation: TimeObservation): void;
  /** Called after the offset, the agreement or the list of hosts changed, which is when the state is worth saving. Returns the way to stop it. */
  onChange(listener: () => void): () => void;
  toJSON(): MarketTimeState;
}

const keptSamples = 8;
const sampleLifeMs = 3 * 3_600_000;
const stateLifeMs = 24 * 3_600_000;
const longestRoundTripMs = 30_000;
/** The wall clock may be slewed by this much against the monotonic one without a jump being seen. */
const jumpMs = 1_000;
/** Quartz drifts by some tens of millionths: a sample says less, the older it is. */
const driftPerMs = 1e-4;

/**
 * The only place where local time becomes market time.
 *
 * The offset changes only when it falls outside what the largest group of hosts allows: then forward to the middle of that, or back to its nearest
 * end, so that time does not run backwards further than it must.
 */
export function createMarketTime(options: {
  readonly clock: LocalClock;
  readonly memory?: MarketTimeState | undefined;
}): MarketTime {
  const { clock, memory } = options;
  const listeners = new Set<() => void>();
  const samples = new Map<string, readonly Sample[]>();
  let offsetMs = 0;
  let agreed = false;
  let everAgreed = false;
  let hosts: readonly string[] = [];
  let lead = clock.now() - clock.monotonic();

  if (memory !== undefined) restore(memory);

  function restore(state: MarketTimeState): void {
    offsetMs = state.offsetMs;
    everAgreed = state.agreed || state.offsetMs !== 0;
    const age = clock.now() - state.savedAt;
    // Saved in the future: the local clock was set back while nobody looked.
    if (age < -jumpMs || age > stateLifeMs) return;
    agreed = state.agreed;
    hosts = state.hosts;
    for (const [host, kept] of Object.entries(state.samples)) samples.set(host, kept);
  }

  /** Local wall clock, after a look at whether it jumped since the last time. */
  function localNow(): number {
    const now = clock.now();
    const jump = now - clock.monotonic() - lead;
    if (Math.abs(jump) < jumpMs) return now;
    lead += jump;
    if (jump < 0) {
      // Only somebody setting the clock makes it go back: market time goes on, so the offset takes up the difference.
      offsetMs -= jump;
      for (const [host, kept] of samples) {
        samples.set(
          host,
          kept.map(sample => ({ lo: sample.lo - jump, hi: sample.hi - jump, at: sample.at + jump })),
        );
      }
    } else {
      // Forward is either somebody setting the clock or a sleep in which the monotonic clock stood still; only the hosts can tell.
      samples.clear();
      agreed = false;
      hosts = [];
    }
    notify();
    return now;
  }

  function notify(): void {
    for (const listener of [...listeners]) listener();
  }

  function boundOf(kept: readonly Sample[], now: number): OffsetBound | undefined {
    let bound: OffsetBound | undefined;
    for (const sample of kept) {
      const age = now - sample.at;
      if (age > sampleLifeMs) break;
      const widened = { lo: sample.lo - age * driftPerMs, hi: sample.hi + age * driftPerMs };
      const tighter: OffsetBound | undefined = bound === undefined ? widened : intersection(bound, widened);
      // The newest sample is right where an older one contradicts it.
      if (tighter === undefined) break;
      bound = tighter;
    }
    return bound;
  }

  function settle(now: number): void {
    const bounds = new Map<string, OffsetBound>();
    for (const [host, kept] of samples) {
      const bound = boundOf(kept, now);
      if (bound === undefined) samples.delete(host);
      else bounds.set(host, bound);
    }
    const camps = agreements(bounds);
    const own = camps.find(camp => everAgreed && allows(camp, offsetMs));
    const camp = own ?? (camps.length === 1 ? camps[0] : undefined);
    if (camp !== undefined) follow(camp);
    else if (![...bounds.values()].some(bound => allows(bound, offsetMs))) agreed = false;
  }

  function follow(camp: OffsetAgreement): void {
    if (!allows(camp, offsetMs)) {
      const isBack = camp.hi < offsetMs;
      offsetMs = isBack && everAgreed ? camp.hi : (camp.lo + camp.hi) / 2;
    }
    agreed = true;
    everAgreed = true;
    hosts = camp.hosts;
  }

  return {
    now: () => Math.round(localNow() + offsetMs),
    get offsetMs() {
      return offsetMs;
    },
    get agreed() {
      return agreed;
    },
    get hosts() {
      return hosts;
    },
    observe(host, { sentAt, receivedAt, serverTime, resolutionMs }) {
      const now = localNow();
      const roundTrip = receivedAt - sentAt;
      if (!Number.isFinite(serverTime) || !(roundTrip >= 0 && roundTrip <= longestRoundTripMs)) return;
      const before = JSON.stringify([offsetMs, agreed, hosts, samples.has(host)]);
      const sample: Sample = { lo: serverTime - receivedAt, hi: serverTime + resolutionMs - sentAt, at: receivedAt };
      samples.set(host, [sample, ...(samples.get(host) ?? [])].slice(0, keptSamples));
      settle(now);
      if (JSON.stringify([offsetMs, agreed, hosts, true]) !== before) notify();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    toJSON: () => ({ savedAt: clock.now(), offsetMs, agreed, hosts, samples: Object.fromEntries(samples) }),
  };
}
