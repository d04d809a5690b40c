import { joinFall, openFall } from '../engine/alert-falls.ts';
import type { Falls } from '../engine/alert-falls.ts';
import { createAlertState, raiseAlert } from '../engine/alerts.ts';
import type { AlertEvent, AlertRules, AlertState } from '../engine/alerts.ts';
import { formatAlert } from '../format/alert-words.ts';
import { t } from '../i18n/t.ts';
import { isAnyOn, severities, snoozes } from '../model/alerts.ts';
import type { AlertRecord, AlertSettings, AlertsView, AlertThreshold } from '../model/alerts.ts';
import type { Alert, PhaseChange } from '../model/engine.ts';
import type { MarketSnapshot, WindowName } from '../model/snapshot.ts';
import type { LocalClock, TimerHandle, Timers } from '../std/clock.ts';
import { isRecord } from '../std/record.ts';
import { readAlertSettings } from '../store/alert-settings.ts';
import type { AlertSettingsStore } from '../store/alert-settings.ts';
import type { DocumentStore } from '../store/documents.ts';
import { noteShown, outcomeOf, snoozeEnd } from './alert-manners.ts';
import type { Shown } from './alert-manners.ts';
import type { Notifier } from './notifier.ts';
import type { PlaySound } from './sound.ts';

const evaluateEveryMs = 10_000;
const mostRecords = 50;
const documentKey = 'alerts';

/** What alerts are made of; a part of the core. */
export interface AlertSource {
  /** Market time, ms. */
  readonly now: () => number;
  /** Whether that can be relied on: what is dated by a clock that is set right later would be in the future. */
  readonly isTimeKnown: () => boolean;
  readonly documents: Pick<DocumentStore, 'read' | 'write'>;
  /** With the levels of BTC, and those of the user's own of other coins. */
  readonly snapshot: (coin: undefined) => Pick<MarketSnapshot, 'levels' | 'fearGreed'>;
  /** Forced dollars of each threshold in its window; `undefined` where nothing was heard. */
  readonly totals: (thresholds: readonly AlertThreshold[]) => readonly (number | undefined)[];
}

/** Decides on alerts, shows them and remembers. What pages send is checked here; each answer is the state after the change. */
export interface AlertService {
  /** A phase changed; looked at soon. */
  hear(change: PhaseChange): void;
  /** Something changed: looked at within ten seconds. */
  changed(): void;
  read(): Promise<AlertsView>;
  change(data: unknown): Promise<AlertsView>;
  snooze(data: unknown): Promise<AlertsView>;
  /** Shows and plays what an alert of a severity would be like. */
  tryOut(data: unknown): Promise<AlertsView>;
}

/** What outlives the worker. */
interface Kept {
  readonly state: AlertState;
  readonly falls: Falls;
  /** End of the last bar whose levels were looked at, ms; absent before the first. */
  readonly levelsAt?: number;
  /** The same of each other coin with levels of the user's own. */
  readonly ownLevelsAt?: Readonly<Record<string, number>>;
  /** Newest first. */
  readonly history: readonly AlertRecord[];
  /** By group. */
  readonly shown: Readonly<Record<string, Shown>>;
  /** Market time, ms. */
  readonly snoozedUntil: number;
}

/** Nothing happened yet: what stands at the first look is no news. */
const fresh = () => ({ state: createAlertState(), falls: {} });
const hourMs = 3_600_000;
const windowMs: Readonly<Record<WindowName, number>> = {
  '1h': hourMs,
  '24h': 24 * hourMs,
  '7d': 168 * hourMs,
  '30d': 720 * hourMs,
};

/**
 * The alerts over a source that may still be starting. What was decided is written before anybody is told: a worker that dies in between has told nobody,
 * and the next one finds it in the history and does not tell it again.
 */
export function createAlerts(options: {
  readonly ready: Promise<{ readonly alerts: AlertSource }>;
  readonly settings: AlertSettingsStore;
  readonly notifier: Notifier;
  readonly play: PlaySound;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly report: (where: string, error: unknown) => void;
}): AlertService {
  const { ready, settings: store, notifier, play, clock, timers, report } = options;
  let settings: AlertSettings | undefined;
  let kept: Kept | undefined;
  let changes: readonly PhaseChange[] = [];
  let timer: TimerHandle;
  let ranAt = -Infinity;

  /** One after the other: each reads what the one before wrote. */
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(job: () => Promise<Result>): Promise<Result> {
    const done = last.then(job);
    last = done.catch(() => undefined);
    return done;
  }

  const load = async (): Promise<{ readonly source: AlertSource; readonly chosen: AlertSettings; readonly before: Kept }> => {
    const { alerts: source } = await ready;
    settings ??= await store.read();
    kept ??= readKept((await source.documents.read(documentKey))?.value);
    return { source, chosen: settings, before: kept };
  };

  async function keep({ documents, now }: AlertSource, next: Kept): Promise<void> {
    if (JSON.stringify(next) === JSON.stringify(kept)) return;
    await documents.write(documentKey, next, now());
    kept = next;
  }

  async function evaluate(): Promise<void> {
    const { source, chosen, before } = await load();
    if (!source.isTimeKnown()) return;
    const heard = changes;
    changes = [];
    if (!isAnyOn(chosen)) return;
    try {
      const { next, alerts } = raiseAll(before, chosen, heard, source);
      await tell(source, chosen, next, alerts);
    } catch (error) {
      changes = [...heard, ...changes];
      throw error;
    }
  }

  async function tell(source: AlertSource, chosen: AlertSettings, before: Kept, alerts: readonly Placed[]): Promise<void> {
    const now = source.now();
    const { snoozedUntil } = before;
    const isPermitted = alerts.length > 0 && (await notifier.isPermitted());
    let { history, shown } = before;
    /** The newest of each place, and whether it is worth a disturbance. */
    const due = new Map<string, { readonly alert: Alert; readonly isLoud: boolean }>();
    for (const { place, ...alert } of alerts) {
      const own = shown[alert.group];
      const outcome = outcomeOf(alert, chosen, { now, isPermitted, snoozedUntil, shown: own });
      const earlier = alert.isUpdate ? history.find(({ group }) => group === alert.group) : undefined;
      history = [
        { ...alert, outcome: outcome === 'update' ? 'shown' : outcome },
        ...history.filter(each => each !== earlier),
      ].slice(0, mostRecords);
      if (outcome === 'shown') shown = { ...shown, [alert.group]: noteShown(own, alert) };
      else if (outcome !== 'update') continue;
      due.set(place, { alert, isLoud: outcome === 'shown' || due.get(place)?.isLoud === true });
    }
    const groups = new Set(history.map(({ group }) => group));
    shown = Object.fromEntries(Object.entries(shown).filter(([group]) => groups.has(group)));
    await keep(source, { ...before, history, shown });
    for (const [place, { alert, isLoud }] of due)
      await notifier.show({ ...formatAlert(alert), id: place }, !isLoud).catch((error: unknown) => report('alerts', error));
    const loud = [...due.values()].filter(({ isLoud }) => isLoud);
    const loudest = severities.findLast(severity => loud.some(({ alert }) => alert.severity === severity));
    if (loudest !== undefined) sound(chosen, loudest);
  }

  /** Nobody waits for it: a browser that may not play yet would hold up everything else. */
  function sound({ sounds }: AlertSettings, severity: Alert['severity']): void {
    const { on, volume } = sounds[severity];
    if (on && volume > 0) play(severity, volume).catch((error: unknown) => report('sound', error));
  }

  function evaluateIn(waitMs: number): void {
    timers.clear(timer);
    timer = timers.set(() => {
      timer = undefined;
      ranAt = clock.monotonic();
      inTurn(evaluate).catch((error: unknown) => report('alerts', error));
    }, waitMs);
  }

  async function view(): Promise<AlertsView> {
    const { source, chosen, before } = await load();
    const { history, snoozedUntil } = before;
    return {
      settings: chosen,
      isOn: isAnyOn(chosen),
      ...(snoozedUntil > source.now() && { snoozedUntil: snoozedUntil - source.now() + clock.now() }),
      permitted: await notifier.isPermitted(),
      history,
    };
  }

  return {
    hear(change) {
      changes = [...changes, change];
      evaluateIn(0);
    },
    changed() {
      if (timer === undefined) evaluateIn(Math.max(0, ranAt + evaluateEveryMs - clock.monotonic()));
    },
    read: () => inTurn(view),
    change: data =>
      inTurn(async () => {
        const { source, chosen, before } = await load();
        const next = readAlertSettings(data);
        const asked = isRecord(data) ? data['thresholds'] : undefined;
        if (!Array.isArray(asked) || asked.length !== next.thresholds.length) throw new Error('these are no settings of alerts');
        // Whatever happened while nothing was on is no news.
        if (!isAnyOn(chosen))
          await keep(source, { ...fresh(), history: before.history, shown: before.shown, snoozedUntil: before.snoozedUntil });
        await store.write(next);
        settings = next;
        return view();
      }),
    snooze: data =>
      inTurn(async () => {
        const asked = isRecord(data) ? data['for'] : undefined;
        const snooze = snoozes.find(each => each === asked);
        if (snooze === undefined) throw new Error('no such snooze');
        const { source, before } = await load();
        await keep(source, { ...before, snoozedUntil: snoozeEnd(snooze, source.now()) });
        return view();
      }),
    tryOut: data =>
      inTurn(async () => {
        const asked = isRecord(data) ? data['severity'] : undefined;
        const severity = severities.find(each => each === asked);
        if (severity === undefined) throw new Error('no such severity');
        const { chosen } = await load();
        const shown = { id: 'test', title: t(`alert.test.${severity}`), text: t('alert.test.text') };
        if (await notifier.isPermitted()) await notifier.show(shown, false);
        sound(chosen, severity);
        return view();
      }),
  };
}

/** An alert with the notification that it stands in: all that belongs to a fall stands in one. */
interface Placed extends Alert {
  readonly place: string;
}

/** The alerts that follow from what was heard and from what stands now, and what to remember. */
function raiseAll(
  before: Kept,
  chosen: AlertSettings,
  heard: readonly PhaseChange[],
  source: AlertSource,
): { readonly next: Kept; readonly alerts: readonly Placed[] } {
  const now = source.now();
  const { thresholds } = chosen;
  const rules: AlertRules = { ...chosen.kinds, thresholds: thresholds.map(toRule) };
  const alerts: Placed[] = [];
  let { state, falls } = before;
  const raise = (event: AlertEvent): Alert | undefined => {
    const raised = raiseAlert(state, rules, event);
    state = raised.state;
    return raised.alert;
  };

  for (const change of heard) {
    // An engine that reads its past anew tells again what it finds there.
    const told = falls[change.base];
    if (told !== undefined && (change.time < told.at || change.phase === told.phase)) continue;
    const alert = raise({ kind: 'phase', change });
    const joined = joinFall(falls, change, state);
    falls = joined.falls;
    const { group } = joined;
    const isUpdate = alert?.isUpdate === true || [...before.history, ...alerts].some(each => each.group === group);
    if (alert !== undefined && !joined.isCovered) alerts.push({ ...alert, group, place: group, isUpdate });
  }

  const { levels, fearGreed } = source.snapshot(undefined);
  const btc = levels['BTC'];
  const ownLevelsAt: Record<string, number> = {};
  for (const [base, { levels: round, others = [], at }] of Object.entries(levels)) {
    const lookedAt = (base === 'BTC' ? before.levelsAt : before.ownLevelsAt?.[base]) ?? Infinity;
    if (base !== 'BTC') ownLevelsAt[base] = at;
    const crossed = [...round, ...others].filter(({ since = 0 }) => since > lookedAt);
    // Of several in one hour the lowest is what stands there in the end.
    for (const { price, state: became, since = 0 } of crossed.toSorted((a, b) => b.price - a.price)) {
      if (became !== 'broken' && became !== 'reclaimed') continue;
      const alert = raise({ kind: 'level', time: since, base, levelUsd: price, state: became });
      if (alert !== undefined)
        alerts.push({ ...alert, place: openFall(falls, now) ?? (base === 'BTC' ? 'levels' : `levels ${base}`) });
    }
  }

  const totals = source.totals(thresholds);
  const stands: readonly (AlertEvent | undefined)[] = [
    fearGreed && { kind: 'fear-greed', time: now, value: fearGreed.value, word: fearGreed.word },
    ...rules.thresholds.map((rule, index): AlertEvent | undefined => {
      const usd = totals[index];
      return usd === undefined ? undefined : { kind: 'threshold', time: now, rule, usd };
    }),
  ];
  for (const event of stands) {
    const alert = event && raise(event);
    if (alert !== undefined) alerts.push({ ...alert, place: alert.group });
  }
  const { ownLevelsAt: _before, ...rest } = before;
  const readUntil = btc?.at ?? before.levelsAt;
  return {
    alerts,
    next: {
      ...rest,
      state,
      falls,
      ...(readUntil !== undefined && { levelsAt: readUntil }),
      ...(Object.keys(ownLevelsAt).length > 0 && { ownLevelsAt }),
    },
  };
}

const toRule = ({ coin, side, usd, window }: AlertThreshold): AlertRules['thresholds'][number] => ({
  base: coin || 'ALL',
  position: side,
  usd,
  windowMs: windowMs[window],
});

/** An alert of an earlier version was kept in its words. */
function toRecord(stored: unknown): readonly AlertRecord[] {
  if (!isRecord(stored)) return [];
  const { title, text, ...record } = stored;
  const matter = isRecord(record['matter']) ? record['matter'] : { of: 'words', title: String(title), text: String(text) };
  return [{ ...record, matter } as AlertRecord];
}

/** What an earlier life of the worker wrote; nothing of what we would not have written. */
function readKept(stored: unknown): Kept {
  const { state, falls, history, shown, snoozedUntil } = isRecord(stored) ? stored : {};
  const isState = isRecord(state) && isRecord(state['falls']) && isRecord(state['told']) && isRecord(state['holds']);
  return isState && isRecord(falls) && Array.isArray(history) && isRecord(shown) && typeof snoozedUntil === 'number'
    ? { ...(stored as Kept), history: history.flatMap(toRecord) }
    : { ...fresh(), history: [], shown: {}, snoozedUntil: 0 };
}
