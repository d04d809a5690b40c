import type { RequestEntry } from '../market/log.ts';
import { fullest } from './host-shares.ts';

/** What is asked again and again: host, path, and the parameters that are no times and no page marks. */
export function kindOf({ host, path, query }: Pick<RequestEntry, 'host' | 'path' | 'query'>): string {
  const kept = [...new URLSearchParams(query)]
    .filter(([, value]) => !/^\d{9,}$/.test(value))
    .map(([key, value]) => `${key}=${value}`);
  return `${host}${path}?${kept.sort().join('&')}`;
}

/** Requests of a span of time. */
export interface Asked {
  readonly durationMs: number;
  readonly requests: readonly Pick<RequestEntry, 'host' | 'path' | 'query' | 'time'>[];
}

/** Kinds asked at least this often in the reference span have a beat that can be compared. */
const beats = 3;

/** Kinds that keep a beat in every span: a job that runs each ten seconds and not each five minutes. */
export function steadyKinds(spans: readonly Asked[]): readonly string[] {
  const [first, ...others] = spans.map(countKinds);
  return [...(first ?? [])]
    .filter(([kind, count]) => count >= beats && others.every(each => (each.get(kind) ?? 0) >= beats))
    .map(([kind]) => kind);
}

/** Requests a minute of the kinds, from the time between the first and the last of each: where in the beat a span begins makes no difference. */
export function ratePerMinute({ requests }: Asked, kinds: readonly string[]): number {
  return kinds.reduce((sum, kind) => {
    const times = requests.filter(request => kindOf(request) === kind).map(({ time }) => time);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    return last > first ? sum + ((times.length - 1) * 60_000) / (last - first) : sum;
  }, 0);
}

/**
 * Kinds asked more often than in any stretch of the same length among `earlier` requests, by more than one: a span may begin just before or just
 * after a beat. What was never asked before may be asked once, and what the reading of the past brings in bursts is held against its bursts.
 */
export function kindsAskedMore(span: Asked, earlier: Asked['requests']): readonly string[] {
  const known = Map.groupBy(earlier, kindOf);
  return [...countKinds(span)]
    .filter(([kind, count]) => {
      const spent = (known.get(kind) ?? []).map(({ time }) => ({ time, weight: 1 }));
      return count > fullest(spent, span.durationMs) + 1;
    })
    .map(([kind]) => kind);
}

function countKinds({ requests }: Asked): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const request of requests) counts.set(kindOf(request), (counts.get(kindOf(request)) ?? 0) + 1);
  return counts;
}
