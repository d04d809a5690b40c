import { t } from '../i18n/t.ts';
import type { Interval, Intervals } from '../model/coverage.ts';
import type { Silence } from '../model/feeds-page.ts';
import { clip, intersection, subtract, toIntervals } from '../std/intervals.ts';
import type { StreamChange } from './stream-log.ts';

/** A shorter stretch is the seam between two batches and no silence. */
const shortestMs = 5_000;
const mostSilences = 60;

/** What is known of why something was not heard. */
export interface SilenceInput {
  readonly from: number;
  readonly to: number;
  /** Inside `[from, to)`. */
  readonly heard: Intervals;
  /** When the background did not run. */
  readonly stops: readonly Interval[];
  /** Since when there is a log; what is older was before us. */
  readonly since: number;
  /** Changes of each of the venue's streams, oldest first. */
  readonly streams: readonly (readonly StreamChange[])[];
}

/**
 * The stretches of `[from, to)` that were not heard, with the reason where one is known, oldest first. A stretch that has two reasons, one
 * after the other, is two silences.
 */
export function toSilences({ from, to, heard, stops, since, streams }: SilenceInput): readonly Silence[] {
  let rest: Intervals = subtract(from < to ? [{ from, to }] : [], heard).filter(gap => gap.to - gap.from >= shortestMs);
  const silences: Silence[] = [];
  const take = (where: Intervals, reason: string): void => {
    silences.push(...intersection(rest, where).map(span => ({ ...span, reason })));
    rest = subtract(rest, where);
  };
  take(clip([{ from, to: Math.max(from, since) }], from, to), t('feeds.silence.before'));
  take(toIntervals(stops), t('feeds.silence.stopped'));
  for (const changes of streams) {
    take(toIntervals([{ from: since, to: changes[0]?.at ?? since }]), t('feeds.silence.notConnected'));
    changes.forEach(({ at, state, reason }, place) => {
      if (state !== 'live') take(toIntervals([{ from: at, to: changes[place + 1]?.at ?? to }]), toReason(state, reason));
    });
  }
  silences.push(...rest.map(span => ({ ...span, reason: t('feeds.silence.unexplained') })));
  return joined(silences).slice(-mostSilences);
}

/** The words of a state as a reason: what changes from one time to the next (`again in 12 s`) is left out. */
function toReason(state: StreamChange['state'], reason: string): string {
  if (state === 'blocked') return t('feeds.silence.region', { reason });
  const wait = t('feeds.again', { seconds: '#' }).replace(/[^\w\s#]/g, '\\$&');
  return reason.replace(new RegExp(wait.replace('#', '\\d+')), '');
}

/** In order, neighbours of one reason as one, too short ones left out. */
function joined(silences: readonly Silence[]): readonly Silence[] {
  const all: Silence[] = [];
  for (const silence of silences.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last !== undefined && last.reason === silence.reason && silence.from - last.to < shortestMs)
      all[all.length - 1] = { ...last, to: silence.to };
    else all.push(silence);
  }
  return all.filter(({ from, to }) => to - from >= shortestMs);
}
