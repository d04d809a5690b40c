import type { Ledger } from '../world.ts';
import { calm } from './calm.ts';
import { cascade } from './cascade.ts';
import { referenceDay } from './reference-day.ts';

const scenarios: Readonly<Record<string, (seed?: number) => Ledger>> = {
  'reference-day': referenceDay,
  calm,
  cascade,
};

/** The names that `createLedger` knows. */
export const scenarioNames: readonly string[] = Object.keys(scenarios);

/** The ledger of a scenario; the same name and seed give the same ledger. Throws for an unknown name. */
export function createLedger(name: string, seed?: number): Ledger {
  const create = scenarios[name];
  if (create === undefined) throw new Error(`unknown scenario ${name}; there are ${scenarioNames.join(', ')}`);
  return create(seed);
}
