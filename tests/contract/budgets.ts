import { expect } from 'vitest';
import type { HostBudget, HttpRequest } from '../../lib/model/venue.ts';

/** Each request is one of https, to a host with a budget of that name, of which it takes no more than half. */
export function expectWithinBudgets(requests: readonly HttpRequest[], budgets: readonly HostBudget[]): void {
  for (const { url, budget, weight, why } of requests) {
    const { protocol, host, username, hash } = new URL(url);
    expect([protocol, username, hash], url).toEqual(['https:', '', '']);
    expect(url).toMatch(/^[\x21-\x7e]+$/);
    const found = budgets.find(each => each.name === budget && each.host === host);
    expect(found, `${budget} on ${host}`).toBeDefined();
    expect(weight).toBeLessThanOrEqual((found?.weight ?? 0) / 2);
    expect(weight).toBeGreaterThan(0);
    expect(why).toMatch(/\w/);
  }
}
