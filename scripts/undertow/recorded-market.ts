import { readFileSync } from 'node:fs';
import { createRecordedMarket } from '../../lib/claims/check/recorded-market.ts';
import type { FigureInput, MarketInput } from '../../lib/claims/check/recorded-market.ts';
import type { CheckMarket } from '../../lib/claims/check/market.ts';
import { createLineReader } from '../../lib/engine/recording-lines.ts';
import { fieldAt, fieldsOf, figureAt, isMissing, textAt, wordAt } from '../../lib/std/fields.ts';
import type { Fields } from '../../lib/std/fields.ts';
import { refuse, toFault } from '../../lib/std/rows.ts';

const times = { atLeast: Date.UTC(2009, 0, 1), below: Date.UTC(2100, 0, 1) };
const amount = { above: 0, atMost: 1e15 };
const names = /^\P{Cc}{1,60}$/u;
const types = ['fearGreed', 'holder', 'openInterest', 'funding', 'marketCap'] as const;

/** A line that `replay` does not know; `undefined` for any other. Throws `Unreadable`. */
function readFigure(row: Fields): FigureInput | undefined {
  if (!types.some(type => type === row['type'])) return undefined;
  const type = wordAt(row, 'type', types);
  if (type === 'holder') {
    const name = textAt(row, 'name', names, 'no name');
    return { type, name, coins: figureAt(row, 'coins', amount), costUsd: figureAt(row, 'costUsd', amount), day: dayOf(row) };
  }
  const time = figureAt(row, 'time', times, 'not in milliseconds since 1970');
  if (type === 'fearGreed') return { type, time, value: figureAt(row, 'value', { atLeast: 0, atMost: 100 }) };
  const base = textAt(row, 'base', names, 'no name');
  if (type === 'funding') return { type, time, base, ratePer8h: figureAt(row, 'ratePer8h', { above: -1, below: 1 }) };
  const usd = figureAt(row, 'usd', amount);
  if (type === 'marketCap') return { type, time, base, usd };
  return { type, time, base, usd, ...(isMissing(fieldAt(row, 'coins')) ? {} : { coins: figureAt(row, 'coins', amount) }) };
}

/** Milliseconds, or a date as `2026-02-09`, which is 00:00 UTC of it. */
function dayOf(row: Fields): number {
  const day = fieldAt(row, 'day');
  return typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day)
    ? figureAt({ day: Date.parse(day) }, 'day', times, 'no date')
    : figureAt(row, 'day', times, 'neither a date nor milliseconds since 1970');
}

/** The market of a file of lines as `claims --help` tells them. Throws `Unreadable`, with the number of the line, for the first that is none of them, and for a file without any. */
export function readRecordedMarket(file: string): CheckMarket {
  const read = createLineReader();
  const rows = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, place): readonly MarketInput[] => {
      let value: unknown;
      try {
        value = line.trimStart().startsWith('{') ? JSON.parse(line) : undefined;
      } catch {
        return refuse(`line ${place + 1}: not JSON`);
      }
      try {
        const figure = value === undefined ? undefined : readFigure(fieldsOf(value));
        // It counts lines.
        const input = read(figure === undefined ? line : '');
        return figure ? [figure] : input ? [input] : [];
      } catch (error) {
        const { reason, path } = toFault(error);
        return refuse(reason.startsWith('line ') ? reason : `line ${place + 1}: ${path === '' ? '' : `${path}: `}${reason}`);
      }
    });
  return rows.length > 0 ? createRecordedMarket(rows) : refuse('it holds no line of a market');
}
