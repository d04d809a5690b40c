import {
  alertKinds,
  coinShape,
  mostCoolDownMinutes,
  mostThresholds,
  severities,
  thresholdBounds,
  thresholdSides,
} from '../model/alerts.ts';
import type { AlertSettings, AlertSound, AlertThreshold } from '../model/alerts.ts';
import { windows } from '../model/snapshot.ts';
import { readDecimal } from '../std/decimal.ts';
import { isRecord } from '../std/record.ts';
import type { StorageArea } from './settings.ts';

/** The user's choice of alerts. */
export interface AlertSettingsStore {
  read(): Promise<AlertSettings>;
  /** Resolves once they are kept. */
  write(settings: AlertSettings): Promise<void>;
}

/** Where they stand in `storage.local`. */
export const alertsKey = 'alerts';
const lastMinute = 24 * 60 - 1;

/**
 * Settings out of anything: a member that is missing or out of bounds is as at first, off and quiet, and a threshold that cannot be read is left out.
 * So what was written by another version, or by nobody, never makes a sound that was not asked for.
 */
export function readAlertSettings(stored: unknown): AlertSettings {
  const { kinds, least, thresholds, coolDownMinutes, quiet, sounds } = recordOf(stored);
  const { on, from, to, exceptAlarms } = recordOf(quiet);
  return {
    kinds: recordBy(alertKinds, kind => recordOf(kinds)[kind] === true),
    least: severities.find(each => each === least) ?? 'info',
    thresholds: (Array.isArray(thresholds) ? thresholds : []).flatMap(readThreshold).slice(0, mostThresholds),
    coolDownMinutes: wholeUpTo(coolDownMinutes, mostCoolDownMinutes) ?? 30,
    quiet: {
      on: on === true,
      from: wholeUpTo(from, lastMinute) ?? 22 * 60,
      to: wholeUpTo(to, lastMinute) ?? 7 * 60,
      exceptAlarms: exceptAlarms === true,
    },
    sounds: recordBy(severities, severity => readSound(recordOf(sounds)[severity])),
  };
}

/** The store over `storage.local`, under a key of its own. */
export function createAlertSettingsStore(area: Pick<StorageArea, 'get' | 'set'>): AlertSettingsStore {
  return {
    read: async () => readAlertSettings((await area.get([alertsKey]))[alertsKey]),
    write: settings => area.set({ [alertsKey]: settings }),
  };
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

function recordBy<Key extends string, Value>(keys: readonly Key[], make: (key: Key) => Value): Readonly<Record<Key, Value>> {
  // Every key is made, so that the record is whole.
  return Object.fromEntries(keys.map(each => [each, make(each)])) as Readonly<Record<Key, Value>>;
}

function wholeUpTo(value: unknown, atMost: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? readDecimal(value, { atLeast: 0, atMost }) : undefined;
}

function readSound(stored: unknown): AlertSound {
  const { on, volume } = recordOf(stored);
  const read = typeof volume === 'number' ? readDecimal(volume, { atLeast: 0, atMost: 1 }) : undefined;
  return { on: on === true, volume: read ?? 0.3 };
}

function readThreshold(stored: unknown): readonly AlertThreshold[] {
  const { coin, side, usd, window } = recordOf(stored);
  const known = thresholdSides.find(each => each === side);
  const span = windows.find(each => each === window);
  const dollars = typeof usd === 'number' ? readDecimal(usd, thresholdBounds) : undefined;
  const isCoin = typeof coin === 'string' && (coin === '' || coinShape.test(coin));
  return isCoin && known !== undefined && span !== undefined && dollars !== undefined
    ? [{ coin, side: known, usd: dollars, window: span }]
    : [];
}
