import type { Alert, BarInput, EngineInput, LiquidationInput, PhaseChange } from '../model/engine.ts';
import type { Bar } from '../model/trade.ts';
import { createAlertState, defaultAlertRules, openFallOf, raiseAlert } from './alerts.ts';
import type { AlertEvent, ThresholdRule } from './alerts.ts';
import { dayMs, hourMs } from './amounts.ts';
import { memoryMs } from './level-state.ts';
import { createLevels } from './levels.ts';
import { createWholeHours } from './whole-hours.ts';

/** The reference that carries the Fear & Greed index. */
export const fearGreedName = 'fear-greed';
/** Upper ends of the bands, as alternative.me's own words had them on 3,044 days (facts of 2026-11-22). */
const bands = [
  [25, 'Extreme Fear'],
  [46, 'Fear'],
  [54, 'Neutral'],
  [75, 'Greed'],
  [Infinity, 'Extreme Greed'],
] as const;
/** What levels remember, and a day before it. */
const keptHours = (memoryMs + dayMs) / hourMs;

/** Alerts of a replay, by the rules of the extension. */
export interface ReplayAlerts {
  phase(change: PhaseChange): readonly Alert[];
  /** What an input makes known: a level that was broken or reclaimed by the hour that is over, the index, a threshold of the user. */
  input(input: EngineInput): readonly Alert[];
}

/** No alert yet. `levelsOf`: only levels of this coin are told. */
export function createReplayAlerts(thresholds: readonly ThresholdRule[], levelsOf: string | undefined): ReplayAlerts {
  const rules = { ...defaultAlertRules, thresholds };
  const levels = new Map<string, ReturnType<typeof createLevelWatch>>();
  const sums = thresholds.map(createThresholdWatch);
  let state = createAlertState();

  const raise = (event: AlertEvent): readonly Alert[] => {
    const raised = raiseAlert(state, rules, event);
    ({ state } = raised);
    const { alert } = raised;
    if (alert === undefined) return [];
    // What a coin goes through in a fall, its own or the market's, is part of what is told of the fall.
    const group =
      event.kind === 'level' ? (openFallOf(state, event.base, event.time) ?? openFallOf(state, 'ALL', event.time)) : undefined;
    return [group === undefined ? alert : { ...alert, group, isUpdate: true }];
  };

  return {
    phase: change => raise({ kind: 'phase', change }),
    input(input) {
      if (input.type === 'liquidation') return sums.flatMap(add => add(input)).flatMap(raise);
      if (input.type === 'reference')
        return input.name === fearGreedName && input.value >= 0 && input.value <= 100
          ? raise({ kind: 'fear-greed', time: input.time, value: input.value, word: toBand(input.value) })
          : [];
      if (input.type !== 'bar' || (levelsOf !== undefined && input.base !== levelsOf)) return [];
      let watch = levels.get(input.base);
      if (watch === undefined) levels.set(input.base, (watch = createLevelWatch(input.base)));
      return watch(input).flatMap(raise);
    },
  };
}

function toBand(value: number): string {
  return bands.find(([end]) => value <= end)?.[1] ?? '';
}

/** Levels of one coin, looked at when an hour is over. */
function createLevelWatch(base: string): (bar: BarInput) => readonly AlertEvent[] {
  const add = createWholeHours();
  let hours: readonly Bar[] = [];
  return bar => {
    const hour = add(bar);
    if (hour === undefined) return [];
    hours = [...hours.slice(-keptHours), hour];
    const now = hour.openTime + hourMs;
    const { levels = [], others = [] } = createLevels({ now, bars: hours, priceUsd: hour.close, source: '' }) ?? {};
    return [...levels, ...others].flatMap(({ price, state, since }): readonly AlertEvent[] =>
      since === now && (state === 'broken' || state === 'reclaimed')
        ? [{ kind: 'level', time: now, base, levelUsd: price, state }]
        : [],
    );
  };
}

/** The dollars of one threshold in its span. */
function createThresholdWatch(rule: ThresholdRule): (order: LiquidationInput) => readonly AlertEvent[] {
  let orders: LiquidationInput[] = [];
  let first = 0;
  let usd = 0;
  return order => {
    const isAsked =
      (rule.base === 'ALL' || rule.base === order.base) && (rule.position === 'both' || rule.position === order.position);
    if (!isAsked) return [];
    for (let oldest = orders[first]; oldest !== undefined && oldest.time <= order.time - rule.windowMs; oldest = orders[first]) {
      usd -= oldest.usd;
      first += 1;
    }
    if (first > 1024 && first * 2 > orders.length) {
      orders = orders.slice(first);
      first = 0;
    }
    const before = first === orders.length ? 0 : usd;
    usd = before + order.usd;
    orders.push(order);
    // What stood just before is told too: a threshold that was no longer met is armed again.
    return [before, usd].map(sum => ({ kind: 'threshold', time: order.time, rule, usd: sum }));
  };
}
