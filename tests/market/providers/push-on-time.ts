import type { Session } from '../provider.ts';
import type { Venue } from '../world.ts';

/**
 * Calls `push` with one stretch of time after another, `[from, to)`: `delayMs` after each forced order of the venue and after each whole multiple of `everyMs`.
 * A wake-up every few hundred milliseconds, whether or not there is something to say, would make a replay of a month slow.
 */
export function pushOnTime(
  session: Session,
  venue: Venue,
  { delayMs, everyMs }: { readonly delayMs: number; readonly everyMs: number },
  push: (from: number, to: number) => void,
): void {
  const { ledger, clock } = session.world;
  let pushedUntil = clock.now();

  function arm(): void {
    const now = clock.now();
    const next = (Math.floor(now / everyMs) + 1) * everyMs;
    const [order] = ledger.orders(venue, pushedUntil, next);
    const due = order === undefined ? next : Math.max(now, order.time);
    session.after(due + delayMs - now, () => {
      const to = clock.now();
      push(pushedUntil, to);
      pushedUntil = to;
      arm();
    });
  }

  arm();
}
