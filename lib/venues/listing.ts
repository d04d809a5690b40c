import type { Instrument } from '../model/trade.ts';

/**
 * The contract that a symbol names.
 *
 * The venue's own listing decides. While nothing of that board is listed yet, `derive` reads the symbol itself (so that a forced order that
 * comes before the listing is not lost). Once the board is listed, an unlisted symbol is `undefined`: stocks, metals and delisted contracts
 * stand in the same feeds and must not be counted as coins.
 */
export function findInstrument(
  symbol: string,
  board: string,
  instruments: ReadonlyMap<string, Instrument>,
  derive: (symbol: string) => Instrument | undefined,
): Instrument | undefined {
  const listed = instruments.get(symbol);
  if (listed !== undefined) return listed.board === board ? listed : undefined;
  for (const instrument of instruments.values()) if (instrument.board === board) return undefined;
  return derive(symbol);
}

/** Those of a venue's boards that have contracts among `instruments`. */
export function boardsAmong<Board extends string>(
  boards: readonly Board[],
  instruments: readonly Instrument[],
): readonly Board[] {
  return boards.filter(board => instruments.some(instrument => instrument.board === board));
}
