import type { Ledger, Market } from '../../market/world.ts';

export const sumOf = <Row>(rows: readonly Row[], amount: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + amount(row), 0);

/** Contracts without an end; the others are not part of open interest here. Loans of coins have none. */
export const perpetuals = (ledger: Ledger): readonly Market[] =>
  ledger.markets.filter(({ symbol }) => !/(?:\d{6}|H26|MAR26)$/.test(symbol));

/** What was open in a market at a time, in dollars of the price at `pricedAt`. */
export const interestUsd = (ledger: Ledger, market: Market, time: number, pricedAt: number): number =>
  ledger.openInterestCoins(market, time) * ledger.price(market.base, pricedAt);
