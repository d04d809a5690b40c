import type { RequestEntry } from '../market/log.ts';
import { matchPath, type BudgetRule, type Provider } from '../market/provider.ts';

/** The fullest window of one published limit. */
export interface HostShare {
  readonly host: string;
  readonly rule: string;
  /** Weight spent in that window. */
  readonly used: number;
  /** Of half of what the host allows: 1 is all of it. */
  readonly share: number;
}

type Sent = Pick<RequestEntry, 'host' | 'method' | 'path' | 'weight' | 'time'>;

interface Account {
  readonly host: string;
  readonly rule: BudgetRule;
  readonly spent: { readonly time: number; readonly weight: number }[];
}

/**
 * How much of half of each published limit was used in the fullest window of its length, wherever that window begins; fullest first. Limits and weights are
 * the simulator's own, which know nothing of what the extension takes them to be. Requests of hosts and paths without a limit are left out.
 */
export function hostShares(requests: readonly Sent[], providers: readonly Provider[]): readonly HostShare[] {
  const accounts = new Map<string, Account>();
  for (const { host, method, path, weight, time } of requests) {
    const route = providers
      .find(({ hosts }) => hosts.includes(host))
      ?.routes.find(each => (each.method ?? 'GET') === method && matchPath(each.path, path) !== undefined);
    const rule = route?.budget;
    if (route === undefined || rule === undefined) continue;
    const key = `${host} ${rule.name} ${rule.perRoute === true ? route.path : ''}`;
    const account = accounts.get(key) ?? { host, rule, spent: [] };
    account.spent.push({ time, weight });
    accounts.set(key, account);
  }
  return [...accounts.values()].map(toShare).sort((a, b) => b.share - a.share);
}

/** Per host, requests in its fullest minute; fullest first. */
export function fullestMinutes(
  requests: readonly Pick<Sent, 'host' | 'time'>[],
): readonly { readonly host: string; readonly count: number }[] {
  return [...Map.groupBy(requests, ({ host }) => host)]
    .map(([host, own]) => ({
      host,
      count: fullest(
        own.map(({ time }) => ({ time, weight: 1 })),
        60_000,
      ),
    }))
    .sort((a, b) => b.count - a.count);
}

function toShare({ host, rule, spent }: Account): HostShare {
  const used = fullest(spent, rule.windowMs);
  return { host, rule: rule.name, used, share: used / (rule.limit / 2) };
}

/** The most that was spent within any `windowMs`; 0 of nothing. */
export function fullest(spent: readonly { readonly time: number; readonly weight: number }[], windowMs: number): number {
  const inOrder = [...spent].sort((a, b) => a.time - b.time);
  let most = 0;
  let sum = 0;
  let first = 0;
  for (const { time, weight } of inOrder) {
    sum += weight;
    for (let oldest = inOrder[first]; oldest !== undefined && oldest.time <= time - windowMs; oldest = inOrder[first]) {
      sum -= oldest.weight;
      first += 1;
    }
    most = Math.max(most, sum);
  }
  return most;
}
