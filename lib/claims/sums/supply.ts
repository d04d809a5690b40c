type Row = readonly [day: string, millions: number];

/** Blocks 0, 210,000, 420,000, 630,000 and 840,000 halved what a block adds; the last day is about the next. */
const bitcoins: readonly Row[] = [
  ['2009-01-03', 0],
  ['2012-11-28', 10.5],
  ['2016-07-09', 15.75],
  ['2020-05-11', 18.375],
  ['2024-04-20', 19.6875],
  ['2028-04-15', 20.34375],
];

/** From the sale of 72 million and the block rewards until they ended on 2022-09-15; steady within one per cent since (general knowledge, unverified). */
const ethers: readonly Row[] = [
  ['2015-07-30', 72],
  ['2018-01-01', 96.7],
  ['2020-01-01', 109.1],
  ['2022-09-15', 120.5],
  ['2028-01-01', 121.5],
];

/**
 * How many coins had been issued at a time (ms): bitcoins by the schedule of the protocol (Bitcoin Core, `GetBlockSubsidy`) and the days of its halvings, right
 * within half a per cent after 2012; ethers within two. `undefined` outside of the table.
 */
export function coinsIssued(asset: 'BTC' | 'ETH', time: number): number | undefined {
  const rows = { BTC: bitcoins, ETH: ethers }[asset].map(([day, millions]) => [Date.parse(day), millions * 1e6] as const);
  const next = rows.findIndex(([day]) => day > time);
  const [before, after] = [rows[next - 1], rows[next]];
  return before && after && before[1] + ((after[1] - before[1]) * (time - before[0])) / (after[0] - before[0]);
}
