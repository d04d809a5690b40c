import {
  type Backend,
  type Key,
  type KeyPart,
  type Rows,
  tableIndexes,
  type TableName,
  type TableRows,
  toTransaction,
  type Transaction,
} from './tables.ts';

/** Rows to begin with, by table. */
export type Contents = { readonly [Name in TableName]?: readonly TableRows[Name][] };

/**
 * The same tables in memory, for when the disk cannot be used. One piece of work at a time; what throws leaves no trace.
 * Nothing survives the worker.
 */
export function createMemoryBackend(contents: Contents = {}): Backend {
  const undo: (() => void)[] = [];
  const tx = toTransaction(<Name extends TableName>(name: Name) => createRows<Name>(name, contents[name], undo));
  let last: Promise<unknown> = Promise.resolve();

  async function attempt<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    undo.length = 0;
    try {
      return await work(tx);
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    }
  }

  return {
    run(_mode, _tables, work) {
      const result = last.then(() => attempt(work));
      last = result.catch(() => undefined);
      return result;
    },
    close: () => undefined,
  };
}

function createRows<Name extends TableName>(
  name: Name,
  contents: readonly TableRows[Name][] = [],
  undo: (() => void)[],
): Rows<TableRows[Name], (typeof tableIndexes)[Name][number]> {
  const primary = tableIndexes[name][0];
  const rows = new Map<string, TableRows[Name]>();

  function set(key: string, row: TableRows[Name] | undefined): void {
    const before = rows.get(key);
    undo.push(() => (before === undefined ? rows.delete(key) : rows.set(key, before)));
    if (row === undefined) rows.delete(key);
    else rows.set(key, row);
  }

  for (const row of contents) rows.set(textOf(keyOf(row, primary) ?? []), row);

  return {
    get: async key => rows.get(textOf(key)),
    getMany: async keys => keys.map(key => rows.get(textOf(key))),
    async put(added) {
      for (const row of added) {
        const key = keyOf(row, primary);
        if (key === undefined) throw new TypeError(`a row of ${name} without its key`);
        set(textOf(key), structuredClone(row));
      }
    },
    async delete(keys) {
      for (const key of keys) set(textOf(key), undefined);
    },
    all: async () => [...rows.values()],
    count: async () => rows.size,
    some: async limit => [...rows.values()].slice(0, limit),
    async range(index, lower, upper, { limit = Infinity, descending = false } = {}) {
      const found: { key: Key; row: TableRows[Name] }[] = [];
      for (const row of rows.values()) {
        const key = keyOf(row, index);
        if (key !== undefined && compareKeys(lower, key) <= 0 && compareKeys(key, upper) < 0) found.push({ key, row });
      }
      found.sort((a, b) => (descending ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)));
      return found.slice(0, limit).map(({ row }) => row);
    },
    async clear() {
      for (const key of [...rows.keys()]) set(key, undefined);
    },
  };
}

/** The order of IndexedDB: numbers, then text, then lists part by part (W3C Indexed Database API 3.0, "compare two keys"). */
function compareKeys(a: Key, b: Key): number {
  const left = typeof a === 'object' ? a : [a];
  const right = typeof b === 'object' ? b : [b];
  for (let index = 0; index < left.length && index < right.length; index++) {
    const order = compareParts(left[index], right[index]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareParts(a: KeyPart | undefined, b: KeyPart | undefined): number {
  if (a === b || a === undefined || b === undefined) return 0;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
}

function keyOf(row: object, index: string): Key | undefined {
  const compound = index.startsWith('[');
  const parts: KeyPart[] = [];
  for (const field of compound ? index.slice(1, -1).split('+') : [index]) {
    const part: unknown = Reflect.get(row, field);
    if (typeof part !== 'string' && typeof part !== 'number') return undefined;
    parts.push(part);
  }
  return compound ? parts : parts[0];
}

function textOf(key: Key): string {
  return JSON.stringify(key);
}
