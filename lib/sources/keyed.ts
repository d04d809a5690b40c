import type { KeyedTotals } from '../model/snapshot.ts';
import type { HttpRequest, Source } from '../model/venue.ts';

/** Dollars by position in one window. */
export type KeyedAmounts = NonNullable<KeyedTotals['windows']['24h']>;

/** Both positions, and their sum. */
export function toAmounts(longUsd: number, shortUsd: number): KeyedAmounts {
  return { usd: longUsd + shortUsd, longUsd, shortUsd };
}

/** A provider of totals that wants a key of the user's own. Its key goes into a header and nowhere else. */
export interface KeyedSource<Row> extends Source<Row> {
  readonly id: KeyedTotals['source'];
  readonly attribution: { readonly text: string; readonly url: string };
  /** As the browser asks for it, before a key is kept. */
  readonly origin: string;
  /** The header that carries the key. */
  readonly header: string;
}

/** The request with the key in its header. */
export function withKey({ header }: Pick<KeyedSource<unknown>, 'header'>, request: HttpRequest, key: string): HttpRequest {
  return { ...request, headers: { ...request.headers, [header]: key } };
}
