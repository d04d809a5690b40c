import { events, ignored, type Parsed, type Rejection } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { HistoryUnit } from '../model/venue.ts';
import { clip, readRows, type RowReading } from '../std/rows.ts';
import { isRecord } from '../std/record.ts';

/** How a venue's REST answers say that all is well, and where their list is: `{code: "0", msg, data: […]}` and the like. */
export interface AnswerShape {
  /** The venue's name, for the words of a refusal. */
  readonly venue: string;
  /** The field that tells good from bad, and its value when good. */
  readonly field: string;
  readonly good: string | number;
  /** The names that lead to the list. */
  readonly list: readonly string[];
}

/** The list of an answer, or what is wrong with it: a refusal with the venue's own words, or no list. */
export function openAnswer(payload: unknown, { venue, field, good, list }: AnswerShape): readonly unknown[] | Rejection {
  if (!isRecord(payload)) return { reason: 'not an object', path: '' };
  if (payload[field] !== good) {
    const words = [payload.msg, payload.message, payload.err_msg].map(toWord).find(text => text !== '') ?? '';
    return { reason: clip(`${venue} refused (${field} ${toWord(payload[field])}): ${words}`), path: field };
  }
  const found = list.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), payload);
  return Array.isArray(found) ? (found as readonly unknown[]) : { reason: 'not a list', path: list.join('.') };
}

/** Whether `openAnswer` gave a list. */
export function isList(opened: readonly unknown[] | Rejection): opened is readonly unknown[] {
  return Array.isArray(opened);
}

/** Reads the rows of an answer one by one; rejected when it was refused or holds no list. */
export function readAnswer<Row>(payload: unknown, shape: AnswerShape, read: (value: unknown) => RowReading<Row>): Parsed<Row> {
  const opened = openAnswer(payload, shape);
  if (!isList(opened)) return { kind: 'rejected', rejections: [opened] };
  const { rows, rejections } = readRows(opened, shape.list.join('.'), read);
  return events(rows, rejections);
}

/** A venue's own word or number, to be printed; empty for anything else. */
export function toWord(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? clip(String(value)) : '';
}

/** Forced orders of a payload: rejected when none could be read, ignored when all are of contracts that are not ours. */
export function toForced<Row>(rows: readonly Row[], rejections: readonly Rejection[], seen: number): Parsed<Row> {
  if (rows.length === 0 && rejections.length > 0) return { kind: 'rejected', rejections };
  if (rows.length === 0 && seen > 0) return ignored('no contract of a listed coin in dollars');
  return events(rows, rejections);
}

/** The forced orders of a unit's own contracts in a page of history. A page that holds nothing of ours is an empty one. */
export function ofUnit(parsed: Parsed<Liquidation>, { instruments }: HistoryUnit): Parsed<Liquidation> {
  if (parsed.kind === 'ignored') return events([]);
  if (parsed.kind !== 'events') return parsed;
  const own = new Set(instruments.map(({ symbol }) => symbol));
  return events(
    parsed.events.filter(({ symbol }) => own.has(symbol)),
    parsed.rejections,
  );
}
