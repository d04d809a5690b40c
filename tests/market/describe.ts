import type { Ledger } from './world.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function formatUsd(usd: number): string {
  const size = Math.abs(usd);
  if (size >= 1e9) return `$${(usd / 1e9).toFixed(3)}B`;
  return size >= 1e6 ? `$${(usd / 1e6).toFixed(2)}M` : `$${usd.toFixed(2)}`;
}

/** A value as a reader wants it, by the unit that its name carries. */
function formatValue(name: string, value: unknown): string {
  if (typeof value === 'number') {
    if (/cents$/i.test(name)) return formatUsd(value / 100);
    if (/^usd(Now|\d)/.test(name)) return formatUsd(value);
    if (/percent$/i.test(name)) return `${value > 0 ? '+' : ''}${value.toFixed(2)} %`;
    if (name === 'from' || name === 'day') return new Date(value).toISOString().slice(0, 16);
    return value.toLocaleString('en-US');
  }
  if (value === undefined) return '-';
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

const isLeaf = (value: unknown): boolean => !isRecord(value) && !Array.isArray(value);

/** A record of plain values on one line: `a 1, b 2`. */
const oneLine = (record: Readonly<Record<string, unknown>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name.replace(/(Cents|Percent)$/, '')} ${formatValue(name, value)}`)
    .join(', ');

function lines(name: string, value: unknown, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  if (isLeaf(value)) return [`${indent}${name.padEnd(28 - 2 * depth)} ${formatValue(name, value)}`];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return [`${indent}${name}`, ...items.map(item => `${indent}  ${isRecord(item) ? oneLine(item) : formatValue(name, item)}`)];
  }
  if (!isRecord(value)) return [];
  const entries = Object.entries(value);
  const keepsUnits = /percent$/i.test(name);
  if (depth > 0 && entries.every(([, each]) => isLeaf(each)))
    return [`${indent}${name.padEnd(28 - 2 * depth)} ${oneLine(value)}`];
  return [
    `${indent}${name}`,
    ...entries.flatMap(([inner, each]) => lines(keepsUnits ? `${inner} percent` : inner, each, depth + 1)),
  ];
}

/** A readable table of everything that a scenario states. */
export function describeScenario(ledger: Ledger): string {
  const head = `${ledger.scenario} (seed ${ledger.seed}), ${ledger.markets.length} markets`;
  return [head, ...Object.entries(ledger.stated).flatMap(([name, value]) => lines(name, value, 0))].join('\n');
}
