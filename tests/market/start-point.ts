import type { Ledger } from './world.ts';

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The moment that `--at` names: `+40m` or `-2h` from t0, `cascade+40m` from the t0 of the scenario of that name or from a point that
 * the scenario states (`stated.points`, names to ms), or an ISO time. Throws on anything else and on a moment outside the ledger.
 */
export function startPoint(ledger: Ledger, at: string | number | undefined): number {
  const time = at === undefined ? ledger.t0 : typeof at === 'number' ? at : momentOf(ledger, at.trim());
  if (!(time >= ledger.from && time <= ledger.to)) {
    throw new RangeError(
      `${String(at)} is outside ${new Date(ledger.from).toISOString()} – ${new Date(ledger.to).toISOString()}`,
    );
  }
  return time;
}

/** The scenario that a start such as `cascade+40m` names; `undefined` when it names none. */
export function scenarioIn(at: string | number | undefined, names: readonly string[]): string | undefined {
  if (typeof at !== 'string') return undefined;
  return names.find(name => at === name || at.startsWith(`${name}+`) || at.startsWith(`${name}-`));
}

function momentOf(ledger: Ledger, at: string): number {
  const match = /^([a-z][a-z0-9-]*?)?(?:([+-])(\d+)([smhd]))?$/i.exec(at);
  if (match === null || at === '') return Date.parse(at);
  const [, name, sign, count, unit] = match;
  const offset = (sign === '-' ? -1 : 1) * Number(count ?? 0) * (units[(unit ?? 's').toLowerCase()] ?? 0);
  return (name === undefined ? ledger.t0 : pointOf(ledger, name)) + offset;
}

function pointOf(ledger: Ledger, name: string): number {
  if (name === 't0' || name === ledger.scenario) return ledger.t0;
  const points = pointsOf(ledger);
  const time = points[name];
  if (time === undefined)
    throw new RangeError(`the scenario has no point ${name}; it has ${['t0', ...Object.keys(points)].join(', ')}`);
  return time;
}

/** The named moments of a scenario, ms. */
export function pointsOf({ stated }: Ledger): Readonly<Record<string, number>> {
  const { points } = stated;
  if (typeof points !== 'object' || points === null) return {};
  return Object.fromEntries(Object.entries(points).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
