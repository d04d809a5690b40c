import type { MarketClock } from './clock.ts';
import type { BudgetRule, BudgetUse } from './provider.ts';

interface Account {
  window: number;
  used: number;
  strikes: number;
  bannedUntil: number;
}

/** Counts what one client address has spent of each budget. */
export interface BudgetBook {
  /** Charges `weight`; a request that does not fit is counted as a strike and not charged. */
  spend(rule: BudgetRule, route: string, weight: number): BudgetUse;
  read(rule: BudgetRule, route: string): BudgetUse;
}

/** An empty book; windows follow the market's clock. */
export function createBudgetBook(clock: MarketClock): BudgetBook {
  const accounts = new Map<string, Account>();

  function accountOf(rule: BudgetRule, route: string, now: number): Account {
    const key = rule.perRoute === true ? `${rule.name} ${route}` : rule.name;
    let account = accounts.get(key);
    if (account === undefined) accounts.set(key, (account = { window: -1, used: 0, strikes: 0, bannedUntil: 0 }));
    const window = Math.floor(now / rule.windowMs);
    if (account.window !== window) {
      if (now >= account.bannedUntil) account.strikes = 0;
      account.window = window;
      account.used = 0;
    }
    return account;
  }

  function useOf(rule: BudgetRule, account: Account, now: number, over: boolean): BudgetUse {
    const banned = now < account.bannedUntil;
    const resetAt = banned ? account.bannedUntil : (account.window + 1) * rule.windowMs;
    return { rule, used: account.used, resetAt, state: banned ? 'banned' : over ? 'over' : 'within' };
  }

  return {
    spend(rule, route, weight) {
      const now = clock.now();
      const account = accountOf(rule, route, now);
      if (now < account.bannedUntil) return useOf(rule, account, now, true);
      if (account.used + weight <= rule.limit) {
        account.used += weight;
        return useOf(rule, account, now, false);
      }
      account.strikes += 1;
      if (rule.ban !== undefined && account.strikes >= rule.ban.strikes) account.bannedUntil = now + rule.ban.forMs;
      return useOf(rule, account, now, true);
    },
    read(rule, route) {
      const now = clock.now();
      return useOf(rule, accountOf(rule, route, now), now, false);
    },
  };
}
