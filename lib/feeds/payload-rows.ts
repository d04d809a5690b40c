import { FeedError } from '../model/feed-error.ts';
import type { Parsed, Rejection } from '../model/parsed.ts';

/** What a payload held: its rows, and those that could not be read. Both are empty where there was nothing for us in it. */
export interface PayloadRows<Row> {
  readonly rows: readonly Row[];
  readonly rejections: readonly Rejection[];
}

/** The rows of a payload. A rejected one has rejections alone. */
export function toRows<Row>(parsed: Parsed<Row>): PayloadRows<Row> {
  return {
    rows: parsed.kind === 'events' ? parsed.events : [],
    rejections: parsed.kind === 'events' || parsed.kind === 'rejected' ? parsed.rejections : [],
  };
}

/** The rows of a payload of which none may be missing. Throws `FeedError` `rejected` with the first that is; `what` names the payload. */
export function toWholeRows<Row>(parsed: Parsed<Row>, host: string, what: string): readonly Row[] {
  const { rows, rejections } = toRows(parsed);
  if (parsed.kind === 'rejected' || rejections.length > 0) throw unreadable(rejections[0], host, what);
  return rows;
}

/** The `FeedError` of a payload that cannot be read, with where and why. */
export function unreadable(
  { path, reason, told }: Rejection = { path: '', reason: 'not readable' },
  host: string,
  what = '',
): FeedError {
  const place = [what, path].filter(Boolean).join(' ');
  return new FeedError('rejected', host, `${place || 'payload'}: ${reason}`, { place, told });
}
