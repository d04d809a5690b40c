import type { Parsed } from '../../lib/model/parsed.ts';
import type { Liquidation } from '../../lib/model/trade.ts';

// `pong` and its like: the bare text frames of the venues.
const bareWord = /^[\w.-]{1,40}$/;

/** Cuts a stream of text at line feeds and nothing else: a JSON text may hold the line separators of Unicode. The last line may lack its end. */
export async function* linesOf(source: AsyncIterable<string>): AsyncGenerator<string> {
  let pending: string[] = [];
  for await (const chunk of source) {
    const [first = '', ...rest] = chunk.split('\n');
    pending.push(first);
    for (const next of rest) {
      yield pending.join('');
      pending = [next];
    }
  }
  const last = pending.join('');
  if (last !== '') yield last;
}

/** What one line holds, as one line of JSON without its end. `read` is handed the JSON of the line, or the line itself where it is one bare word. */
export function answerLine(line: string, read: (payload: unknown) => Parsed<Liquidation>): string {
  const text = line.trim();
  if (text === '') return JSON.stringify({ kind: 'ignored', reason: 'an empty line' });
  let payload: unknown;
  try {
    payload = JSON.parse(text);
  } catch {
    if (!bareWord.test(text)) return JSON.stringify({ kind: 'rejected', reason: 'not JSON', path: '' });
    payload = text;
  }
  return JSON.stringify(describe(read(payload)));
}

function describe(parsed: Parsed<Liquidation>): unknown {
  if (parsed.kind === 'events') {
    const { rejections } = parsed;
    return { kind: 'events', events: parsed.events.map(eventOf), ...(rejections.length === 0 ? {} : { rejections }) };
  }
  if (parsed.kind !== 'rejected') return parsed;
  const { rejections } = parsed;
  const { reason, path } = rejections[0] ?? { reason: 'not as documented', path: '' };
  return { kind: 'rejected', reason, path, ...(rejections.length > 1 ? { rejections } : {}) };
}

function eventOf({ receivedTime: _ours, ...event }: Liquidation): Omit<Liquidation, 'receivedTime'> {
  return event;
}
