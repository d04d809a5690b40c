import type { PhaseChange } from '../../lib/model/engine.ts';
import { phases } from '../../lib/model/engine.ts';
import type { Tried } from './detection.ts';
import { median } from './score.ts';
import { toFixed, toTable } from './tables.ts';

const hourMs = 3_600_000;
const monthMs = 30.4375 * 24 * hourMs;

/** Changes that go back within an hour to the phase that had been left. */
export function flapsOf(changes: readonly PhaseChange[]): number {
  return changes.filter((change, index) => {
    const before = changes[index - 1];
    return before !== undefined && before.from === change.phase && change.time - before.time <= hourMs;
  }).length;
}

/** How often and how long each phase was, and whether the order was kept. */
export function statesTable(tried: readonly Tried[]): string {
  const rows = tried.map(({ market, detection }) => {
    const changes = detection.changes.filter(({ time }) => time >= market.span.from);
    const months = (market.span.to - market.span.from) / monthMs;
    const hoursIn = phases.map(phase => {
      const lengths = changes.flatMap((change, index) => {
        const end = changes[index + 1]?.time ?? detection.end;
        return change.phase === phase ? [(end - change.time) / hourMs] : [];
      });
      return `${lengths.length} × ${toFixed(median(lengths), 1)}`;
    });
    const skipped = changes.filter(({ phase, from }) => phase === 'cascade' && from === 'calm').length;
    return [market.name, toFixed(changes.length / months, 1), toFixed(flapsOf(changes) / months, 1), String(skipped), ...hoursIn];
  });
  const head = [
    'market',
    'changes a month',
    'flaps a month',
    'calm → cascade',
    ...phases.map(phase => `${phase}: times × hours (median)`),
  ];
  return toTable([head, ...rows]);
}
