import type { EngineInput } from '../model/engine.ts';
import type { BackgroundParts } from './parts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Finer than bars: every half minute for two hours, every five minutes for a day before that. */
const fine = { everyMs: minuteMs / 2, keptMs: 2 * hourMs };
const coarse = { everyMs: 5 * minuteMs, keptMs: 26 * hourMs };
const writeEveryMs = 2 * minuteMs;

/** A price at a moment, US dollars. */
type Row = readonly [time: number, usd: number];

/** What a coin cost, finer than bars tell: without it a worker that wakes up would not know whether the price is falling. */
export interface PricePast {
  /** What is known of a coin up to `now`, ascending. */
  past(coin: string, now: number): Promise<readonly EngineInput[]>;
  /** Takes in a price as it is told. */
  add(coin: string, time: number, usd: number): Promise<void>;
  /** Lets go of what is in memory: the documents were wiped. */
  forget(): void;
}

/** The document of one coin. */
export const priceLogKey = (coin: string): string => `price-log/${coin}`;

/** Keeps a day of prices of those coins that prices are added of. */
export function createPriceLog({ documents }: Pick<BackgroundParts, 'documents'>): PricePast {
  const logs = new Map<string, Promise<{ rows: readonly Row[]; writtenAt: number }>>();

  function logOf(coin: string) {
    const log =
      logs.get(coin) ?? documents.read(priceLogKey(coin)).then(found => ({ rows: readRows(found?.value), writtenAt: 0 }));
    logs.set(coin, log);
    return log;
  }

  return {
    async past(coin, now) {
      const { rows } = await logOf(coin);
      return rows.flatMap(([time, usd]) => (time <= now ? [{ type: 'price', base: coin, time, usd } as const] : []));
    },
    forget: () => logs.clear(),
    async add(coin, time, usd) {
      const log = await logOf(coin);
      if (time - (log.rows.at(-1)?.[0] ?? -Infinity) < fine.everyMs) return;
      log.rows = thin([...log.rows, [time, usd]], time);
      if (time - log.writtenAt < writeEveryMs) return;
      log.writtenAt = time;
      await documents.write(priceLogKey(coin), log.rows, time);
    },
  };
}

function thin(rows: readonly Row[], now: number): readonly Row[] {
  let slot = -1;
  return rows.filter(([time]) => {
    if (time > now - fine.keptMs) return true;
    if (time < now - coarse.keptMs) return false;
    const own = Math.floor(time / coarse.everyMs);
    const isNew = own !== slot;
    slot = own;
    return isNew;
  });
}

function readRows(value: unknown): readonly Row[] {
  if (!Array.isArray(value)) return [];
  return value.filter((row): row is Row => Array.isArray(row) && typeof row[0] === 'number' && typeof row[1] === 'number');
}
