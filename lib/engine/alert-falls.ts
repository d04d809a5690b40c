import type { AlertState } from './alerts.ts';
import type { Phase, PhaseChange } from '../model/engine.ts';

/** Where each coin stands (`ALL` is the market), and the alert that its fall is told in. */
export type Falls = Readonly<
  Record<string, { readonly phase: Phase; readonly at: number; readonly own: string; readonly group: string }>
>;

/** From least to most serious. */
const order: readonly Phase[] = ['calm', 'stabilising', 'deleveraging', 'building', 'cascade'];
/** A coin that nobody looks at any more never becomes calm: it is let go after so long. */
const forgottenMs = 2 * 86_400_000;

/**
 * Coins fall together: what begins to fall while another falls is told in the alert of that one, so that one cascade is one alert.
 * `isCovered` says that another coin in it is in a more serious phase, so that the alert stays as it is.
 */
export function joinFall(
  falls: Falls,
  { base, phase, time }: PhaseChange,
  { falls: groups }: AlertState,
): { readonly falls: Falls; readonly group: string; readonly isCovered: boolean } {
  const own = groups[base]?.group ?? `fall ${base} ${time}`;
  const { [base]: before, ...others } = Object.fromEntries(Object.entries(falls).filter(([, { at }]) => time - at < forgottenMs));
  const open = Object.values(others).filter(each => each.phase !== 'calm');
  const group = before?.own === own ? before.group : (open[0]?.group ?? own);
  return {
    falls: { ...others, [base]: { phase, at: time, own, group } },
    group,
    isCovered: open.some(each => each.group === group && order.indexOf(each.phase) > order.indexOf(phase)),
  };
}

/** The alert of a fall that is not over; `undefined` when nothing falls. */
export const openFall = (falls: Falls, now: number): string | undefined =>
  Object.values(falls).find(({ phase, at }) => phase !== 'calm' && now - at < forgottenMs)?.group;
