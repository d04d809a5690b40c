/** Bitcoins that exist on days of the past, in millions: blocks 0, 210,000, 420,000, 630,000 and 840,000 halved what a block adds; the last is about the next. */
const issued: readonly (readonly [day: string, millions: number])[] = [
  ['2009-01-03', 0],
  ['2012-11-28', 10.5],
  ['2016-07-09', 15.75],
  ['2020-05-11', 18.375],
  ['2024-04-20', 19.6875],
  ['2028-04-15', 20.34375],
];

/**
 * How many bitcoins had been issued at a time (ms), by the schedule of the protocol (Bitcoin Core, `GetBlockSubsidy`) and the days of its halvings; right within
 * half a per cent after 2012. `undefined` outside of the table.
 */
export function coinsIssued(time: number): number | undefined {
  const rows = issued.map(([day, millions]) => [Date.parse(day), millions * 1e6] as const);
  const next = rows.findIndex(([day]) => day > time);
  const [before, after] = [rows[next - 1], rows[next]];
  return before && after && before[1] + ((after[1] - before[1]) * (time - before[0])) / (after[0] - before[0]);
}
