import type { HttpRequest } from '../../model/venue.ts';

/** `um`: margined in dollars, counted in coin. `cm`: margined in coin, counted in contracts of so many dollars. */
export type BinanceBoard = 'um' | 'cm';

/** An exchange that speaks Binance's language of futures: Binance, and Aster, which took over its USD-M interface. */
export interface Family {
  readonly venue: 'binance' | 'aster';
  readonly name: string;
  /** The boards that it has, each with the start of its addresses up to the version, and the budget that its requests draw from. */
  readonly boards: Readonly<Partial<Record<BinanceBoard, { readonly api: string; readonly budget: string }>>>;
  /** Hours between two payments of funding on perpetuals that `fundingInfo` does not name; `undefined` where the documents do not say. */
  readonly usualIntervalHours: number | undefined;
}

/** Connector docstrings, 2026-08-19; `fundingInfo` names adjusted contracts alone, and all others pay every eight hours. */
export const binanceFamily: Family = {
  venue: 'binance',
  name: 'Binance',
  boards: {
    um: { api: 'https://fapi.binance.com/fapi/v1', budget: 'binance-um' },
    cm: { api: 'https://dapi.binance.com/dapi/v1', budget: 'binance-cm' },
  },
  usualIntervalHours: 8,
};

/** `asterdex/api-docs`, futures v3, 2026: the paths of USD-M under a version of its own. */
export const asterFamily: Family = {
  venue: 'aster',
  name: 'Aster',
  boards: { um: { api: 'https://fapi.asterdex.com/fapi/v3', budget: 'aster' } },
  usualIntervalHours: undefined,
};

/**
 * One request for each board of the exchange that `wanted` takes, or for all of them; `what` goes into the ledger of requests.
 */
export function requestBoards(
  { boards }: Family,
  path: string,
  details: Pick<HttpRequest, 'weight' | 'maxBytes'> & {
    readonly what: 'contracts' | 'fundingHours' | 'marks' | 'prices';
    readonly budgetSuffix?: string;
  },
  wanted: (board: BinanceBoard) => boolean = () => true,
): readonly HttpRequest[] {
  const { what, budgetSuffix = '', ...rest } = details;
  return (['um', 'cm'] as const).flatMap(board => {
    const host = boards[board];
    if (host === undefined || !wanted(board)) return [];
    const why = `${what}:${board === 'um' ? 'USD-M' : 'COIN-M'}` as const;
    return [{ url: `${host.api}/${path}`, budget: `${host.budget}${budgetSuffix}`, why, ...rest }];
  });
}
