import { events, ignored, maintenance, parseRows, parsing, readable, rejected, type Parsed } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { HistoryUnit } from '../model/venue.ts';
import { fieldsOf, type Fields } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { clip, refuse } from '../std/rows.ts';
import type { Told } from '../std/rows.ts';

/** How a venue's REST answers say that all is well, and where their list is: `{code: "0", msg, data: […]}` and the like. */
export interface AnswerShape {
  /** The venue's name, for the words of a refusal. */
  readonly venue: string;
  /** The field that tells good from bad, and its value when good. */
  readonly field: string;
  readonly good: string | number;
  /** Its value while the venue is under maintenance, where it has one of its own; unverified in all, since none was recorded. */
  readonly maintenance?: string;
  /** The names that lead to the list. */
  readonly list: readonly string[];
}

/** What an answer holds, unchecked; refused with the venue's own words. */
export function openAnswer(payload: unknown, { venue, field, good, maintenance, list }: AnswerShape): unknown {
  const answer = fieldsOf(payload);
  if (maintenance !== undefined && answer[field] === maintenance)
    refuse({ reason: `${venue} is under maintenance (${maintenance})`, told: maintenance }, field);
  if (answer[field] !== good) {
    const words = [answer.msg, answer.message, answer.err_msg].map(toWord).find(text => text !== '');
    refuse(refusedBy(venue, words, `${field} ${toWord(answer[field])}`), field);
  }
  return list.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), answer);
}

/** Reads the rows of an answer one by one; rejected when it was refused or holds no list. */
export function readAnswer<Row>(
  payload: unknown,
  shape: AnswerShape,
  read: (value: unknown, index: number) => Row | undefined,
): Parsed<Row> {
  return parsing(() => parseRows(openAnswer(payload, shape), shape.list.join('.'), read));
}

/** The rows of an answer, unread; none when it was refused. For what is asked after it. */
export function rowsOf(payload: unknown, shape: AnswerShape): readonly unknown[] {
  const parsed = readAnswer(payload, shape, value => ({ value }));
  return parsed.kind === 'events' ? parsed.events.map(({ value }) => value) : [];
}

/** A frame by which a socket refuses, with the `code` and `msg` of answers of the same shape. */
export function toRefusal({ code, msg }: Fields, { venue, maintenance: word }: AnswerShape): Parsed<never> {
  return word !== undefined && code === word ? maintenance() : rejected(refusedBy(venue, msg, code), 'event');
}

/** That a venue refused, in its own words: `Binance refused (-1121): Invalid symbol.` */
export function refusedBy(venue: string, words: unknown, code?: unknown): Told {
  const said = [code, words].map(toWord);
  return {
    reason: clip(`${venue} refused${code === undefined ? '' : ` (${toWord(code)})`}: ${toWord(words)}`),
    told: clip(said.filter(Boolean).join(': ')),
  };
}

/** A venue's own word or number, to be printed; empty for anything else. */
export function toWord(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? clip(String(value)) : '';
}

/** Forced orders of a payload of `seen` rows: rejected when none could be read, ignored when all are of contracts that are not ours. */
export function toForced<Row>(parsed: Parsed<Row>, seen: number): Parsed<Row> {
  if (parsed.kind !== 'events') return parsed;
  const { events: rows, rejections } = parsed;
  if (rows.length + rejections.length === 0 && seen > 0) return ignored('no contract of a listed coin in dollars');
  return readable(rows, rejections);
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
