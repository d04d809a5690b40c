import type { Alert, AlertMatter, Phase, PhaseChange } from '../model/engine.ts';
import type { Position } from '../model/trade.ts';
import { hourMs } from './amounts.ts';

/** What the user wants to be told of. */
export interface AlertRules {
  readonly phases: boolean;
  readonly levels: boolean;
  readonly stabilising: boolean;
  readonly fearGreed: boolean;
  readonly thresholds: readonly ThresholdRule[];
}

/** The user's own threshold: so many dollars of one side or of both, of one coin or of all (`ALL`), within a span. */
export interface ThresholdRule {
  readonly base: string;
  readonly position: Position | 'both';
  readonly usd: number;
  readonly windowMs: number;
}

/** Everything on but the user's own thresholds. */
export const defaultAlertRules: AlertRules = { phases: true, levels: true, stabilising: true, fearGreed: true, thresholds: [] };

/** Something that may be worth an alert. Thresholds are told whenever their total is known, met or not: that is how they re-arm. */
export type AlertEvent =
  | { readonly kind: 'phase'; readonly change: PhaseChange }
  | {
      readonly kind: 'level';
      readonly time: number;
      readonly base: string;
      readonly levelUsd: number;
      readonly state: 'broken' | 'reclaimed';
    }
  | { readonly kind: 'fear-greed'; readonly time: number; readonly value: number; readonly word: string }
  | { readonly kind: 'threshold'; readonly time: number; readonly rule: ThresholdRule; readonly usd: number };

/** What was told already, plain JSON: kept over a restart, so that nothing is told twice. */
export interface AlertState {
  /** The running alert of each coin's fall: its group, and since when it is calm again. */
  readonly falls: Readonly<Record<string, { readonly group: string; readonly calmAt?: number }>>;
  /** When each other thing was last told, by what it is of. */
  readonly told: Readonly<Record<string, number>>;
  /** Words and thresholds that hold now: they are told again only after they have not held. */
  readonly holds: Readonly<Record<string, string | true>>;
}

/** Nothing told yet. */
export function createAlertState(): AlertState {
  return { falls: {}, told: {}, holds: {} };
}

/** A fall that begins anew this soon after the last one is the same alert. */
const sameFallMs = hourMs;
/** Nothing of the same kind and thing is told again within this time. */
const coolDownMs: Readonly<Record<Exclude<AlertEvent['kind'], 'phase'>, number>> = {
  level: 6 * hourMs,
  'fear-greed': 12 * hourMs,
  threshold: hourMs,
};

const severities: Readonly<Record<Phase, Alert['severity']>> = {
  calm: 'info',
  building: 'info',
  cascade: 'alarm',
  deleveraging: 'warning',
  stabilising: 'info',
};

/** What comes of one event: the alert, if it is worth one, and what to remember. `state` and the answer are plain JSON. */
export function raiseAlert(
  state: AlertState,
  rules: AlertRules,
  event: AlertEvent,
): { readonly state: AlertState; readonly alert?: Alert } {
  if (event.kind === 'phase') return raisePhase(state, rules, event.change);
  const { key, holds, isWanted, ...about } = describe(event, rules);
  const before = state.holds[key];
  const { [key]: _before, ...others } = state.holds;
  const held: AlertState = { ...state, holds: holds === undefined ? others : { ...others, [key]: holds } };
  const isCool = event.time - (state.told[key] ?? -Infinity) >= coolDownMs[event.kind];
  // The first word of fear and greed only says where it stands.
  const isNews = holds !== undefined && holds !== before && !(event.kind === 'fear-greed' && before === undefined);
  if (!isWanted || !isNews || !isCool) return { state: held };
  const id = `${key} ${event.time}`;
  return {
    state: { ...held, told: { ...state.told, [key]: event.time } },
    alert: { id, group: key, time: event.time, isUpdate: false, ...about },
  };
}

/** The group of the fall that a coin is in, or came out of less than an hour ago. */
export function openFallOf({ falls }: AlertState, base: string, time: number): string | undefined {
  const last = falls[base];
  return last !== undefined && time - (last.calmAt ?? time) < sameFallMs ? last.group : undefined;
}

function raisePhase(
  state: AlertState,
  rules: AlertRules,
  change: PhaseChange,
): { readonly state: AlertState; readonly alert?: Alert } {
  const { base, time, phase } = change;
  const open = openFallOf(state, base, time);
  const isOpen = open !== undefined;
  const group = open ?? `fall ${base} ${time}`;
  const fall = { group, ...(phase === 'calm' ? { calmAt: time } : {}) };
  const kept = { ...state, falls: { ...state.falls, [base]: fall } };
  const isStabilising = phase === 'stabilising';
  if (!(isStabilising ? rules.stabilising : rules.phases)) return { state: kept };
  const severity = severities[phase];
  return {
    state: kept,
    alert: {
      id: `${group} ${time}`,
      group,
      time,
      base,
      severity,
      kind: isStabilising ? 'stabilising' : 'phase',
      isUpdate: isOpen,
      matter: { of: 'phase', phase, ...(severity === 'info' && phase !== 'building' ? {} : toFigures(change)) },
    },
  };
}

function toFigures({ evidence }: PhaseChange): Pick<Extract<AlertMatter, { of: 'phase' }>, 'longs' | 'drop'> {
  const rate = evidence.find(({ id }) => id === 'long-rate');
  const drop = evidence.find(({ id }) => id === 'price-falling');
  return {
    ...(rate?.value !== undefined &&
      rate.threshold !== undefined && { longs: { perMinuteUsd: rate.value, usualUsd: rate.threshold } }),
    ...(drop?.value !== undefined && { drop: { share: drop.value, windowMs: drop.windowMs ?? 0 } }),
  };
}

interface Description extends Pick<Alert, 'base' | 'severity' | 'kind' | 'matter'> {
  readonly key: string;
  /** What holds now; absent when it does not. */
  readonly holds?: string | true;
  readonly isWanted: boolean;
}

function describe(event: Exclude<AlertEvent, { kind: 'phase' }>, rules: AlertRules): Description {
  if (event.kind === 'level') {
    const { base, levelUsd, state } = event;
    return {
      key: `level ${base} ${levelUsd}`,
      holds: state,
      isWanted: rules.levels,
      base,
      severity: state === 'broken' ? 'warning' : 'info',
      kind: `level-${state}`,
      matter: { of: 'level', levelUsd, state },
    };
  }
  if (event.kind === 'fear-greed')
    return {
      key: 'fear-greed',
      holds: event.word,
      isWanted: rules.fearGreed,
      base: 'ALL',
      severity: 'info',
      kind: 'fear-greed',
      matter: { of: 'fear-greed', value: event.value, word: event.word },
    };
  const { base, position, usd, windowMs } = event.rule;
  return {
    key: `threshold ${base} ${position} ${usd} ${windowMs}`,
    ...(event.usd >= usd ? { holds: true as const } : {}),
    isWanted: true,
    base,
    severity: 'warning',
    kind: 'threshold',
    matter: { of: 'threshold', position, usd, reachedUsd: event.usd, windowMs },
  };
}

/** When the user does not want to be disturbed. Minutes of the local day; a span may go over midnight. */
export interface Quiet {
  readonly snoozedUntil?: number | undefined;
  readonly hours?: { readonly fromMinute: number; readonly toMinute: number } | undefined;
}

/**
 * Whether an alert may make itself heard at a moment. An update only does as an alarm; else it quietly replaces what is on show. `minuteOfDay` is
 * local: nothing here knows the time zone.
 */
export function mayDisturb(alert: Alert, { snoozedUntil, hours }: Quiet, now: number, minuteOfDay: number): boolean {
  if (snoozedUntil !== undefined && now < snoozedUntil) return false;
  if (hours !== undefined) {
    const { fromMinute: from, toMinute: to } = hours;
    const isIn = from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
    if (isIn) return false;
  }
  return !alert.isUpdate || alert.severity === 'alarm';
}
