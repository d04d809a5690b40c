import { describe, expect, it } from 'vitest';
import { formatAlert } from '../../../lib/format/alert-words.ts';
import { createAlertState, defaultAlertRules, mayDisturb, raiseAlert } from '../../../lib/engine/alerts.ts';
import type { AlertEvent, AlertRules, AlertState } from '../../../lib/engine/alerts.ts';
import type { Alert, Phase, PhaseChange } from '../../../lib/model/engine.ts';

const t0 = Date.UTC(2026, 2, 11, 14);
const hour = 3_600_000;

function change(phase: Phase, from: Phase, time: number, base = 'BTC'): PhaseChange {
  return {
    time,
    base,
    phase,
    from,
    r: { unknown: 'notFalling' },
    evidence: [
      { id: 'long-rate', unit: 'usd-per-minute', met: true, value: 5_970_000, threshold: 434_000, windowMs: 60_000 },
      { id: 'price-falling', unit: 'share', met: true, value: 0.0196, threshold: 0.01, windowMs: 300_000 },
    ],
  };
}

/** Feeds events one after the other, the state through JSON in between, as a restart does. */
function run(events: readonly AlertEvent[], rules: AlertRules = defaultAlertRules): readonly (Alert | undefined)[] {
  let state: AlertState = createAlertState();
  return events.map(event => {
    const raised = raiseAlert(state, rules, event);
    state = JSON.parse(JSON.stringify(raised.state)) as AlertState;
    return raised.alert;
  });
}

const phase = (of: PhaseChange): AlertEvent => ({ kind: 'phase', change: of });
const level = (time: number, state: 'broken' | 'reclaimed'): AlertEvent => ({
  kind: 'level',
  time,
  base: 'BTC',
  levelUsd: 80_000,
  state,
});

describe('alerts', () => {
  it('make one alert of a whole cascade, which updates until it is calm', () => {
    const alerts = run([
      phase(change('building', 'calm', t0)),
      phase(change('cascade', 'building', t0 + 60_000)),
      phase(change('deleveraging', 'cascade', t0 + 200_000)),
      phase(change('stabilising', 'deleveraging', t0 + hour)),
      phase(change('calm', 'stabilising', t0 + 25 * hour)),
      phase(change('building', 'calm', t0 + 27 * hour)),
    ]);
    expect(alerts.map(alert => alert?.isUpdate)).toEqual([false, true, true, true, true, false]);
    expect(new Set(alerts.slice(0, 5).map(alert => alert?.group)).size).toBe(1);
    expect(alerts[5]?.group).not.toBe(alerts[0]?.group);
    expect(alerts.map(alert => alert?.severity)).toEqual(['info', 'alarm', 'warning', 'info', 'info', 'info']);
    expect(alerts[3]?.kind).toBe('stabilising');
  });

  it('go on with the alert of a fall that begins anew within the hour', () => {
    const alerts = run([
      phase(change('building', 'calm', t0)),
      phase(change('calm', 'building', t0 + hour)),
      phase(change('building', 'calm', t0 + hour + 1_800_000)),
    ]);
    expect(alerts[2]).toMatchObject({ isUpdate: true, group: alerts[0]?.group });
  });

  it('say the figures, and no more than they are', () => {
    const [alert] = run([phase(change('cascade', 'building', t0))]);
    expect(alert && formatAlert(alert).title).toBe('BTC: cascade');
    expect(alert && formatAlert(alert).text).toBe(
      'Longs are being forced out while the price falls unusually. Longs: at least $5.97M a minute, usually up to $434K. Price: 2.0% below the high of 5 min.',
    );
  });

  it('tell a level once, and again only when it came back and the cool-down is over', () => {
    const alerts = run([
      level(t0, 'broken'),
      level(t0 + hour, 'broken'),
      level(t0 + 2 * hour, 'reclaimed'),
      level(t0 + 9 * hour, 'broken'),
    ]);
    expect(alerts.map(alert => alert?.kind)).toEqual(['level-broken', undefined, undefined, 'level-broken']);
  });

  it('tell a change of the word of fear and greed, not the first word', () => {
    const word = (time: number, value: number, of: string): AlertEvent => ({ kind: 'fear-greed', time, value, word: of });
    const alerts = run([word(t0, 40, 'fear'), word(t0 + hour, 38, 'fear'), word(t0 + 24 * hour, 12, 'extreme fear')]);
    expect(alerts.map(alert => alert && formatAlert(alert).title)).toEqual([undefined, undefined, 'Fear & Greed: extreme fear']);
  });

  it('arm the user’s own threshold again when the sum has fallen below it', () => {
    const rule = { base: 'BTC', position: 'long', usd: 10_000_000, windowMs: hour } as const;
    const total = (hours: number, usd: number): AlertEvent => ({ kind: 'threshold', time: t0 + hours * hour, rule, usd });
    const alerts = run([total(0, 9e6), total(1, 12e6), total(2, 13e6), total(3, 8e6), total(4, 11e6)]);
    expect(alerts.map(alert => alert !== undefined)).toEqual([false, true, false, false, true]);
    expect(alerts[1] && formatAlert(alerts[1]).text).toBe('At least $12M of longs were forced out within 1 h.');
  });

  it('stay silent about what was not asked for, but remember it', () => {
    const rules = { ...defaultAlertRules, phases: false, levels: false };
    expect(run([phase(change('building', 'calm', t0)), level(t0, 'broken')], rules)).toEqual([undefined, undefined]);
  });
});

describe('mayDisturb', () => {
  const alert = (isUpdate: boolean, severity: Alert['severity']): Alert => ({
    id: 'a',
    group: 'a',
    time: t0,
    base: 'BTC',
    severity,
    kind: 'phase',
    isUpdate,
    matter: { of: 'phase', phase: 'cascade' },
  });

  it('holds back while snoozed and in quiet hours, also over midnight', () => {
    expect(mayDisturb(alert(false, 'alarm'), { snoozedUntil: t0 + 1 }, t0, 600)).toBe(false);
    expect(mayDisturb(alert(false, 'alarm'), { snoozedUntil: t0 }, t0, 600)).toBe(true);
    const hours = { fromMinute: 1320, toMinute: 420 };
    expect([1319, 1320, 0, 419, 420].map(minute => mayDisturb(alert(false, 'info'), { hours }, t0, minute))).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it('lets an update be heard only as an alarm', () => {
    expect([mayDisturb(alert(true, 'warning'), {}, t0, 0), mayDisturb(alert(true, 'alarm'), {}, t0, 0)]).toEqual([false, true]);
  });
});
