/** Weight spent per slot of time, oldest first: `[slot number, weight]`. Plain data, to be stored. */
export type SpentSlots = readonly (readonly [slot: number, weight: number])[];

/**
 * A limit of so much weight in any window of so long, counted in slots of a tenth of the window.
 * A spend counts until its whole slot is older than the window, so that no window of the real length ever holds more than the limit.
 */
export interface TokenWindow {
  readonly slotMs: number;
  readonly limit: number;
  /** Ms to wait before `weight` may be spent, 0 for now. `Infinity` when it is more than the limit. */
  waitFor(weight: number, now: number): number;
  /**
   * Counts `weight` as of now. When on its way the host counts it is not known, so it goes on counting as of now, whenever that is, until the
   * returned function is told when the answer was there.
   */
  spend(weight: number, now: number): (answeredAt: number) => void;
  /** Weight that counts against the limit now. */
  used(now: number): number;
  /** Raises what counts now to `weight` (a host's own count of us); never lowers it. */
  raiseTo(weight: number, now: number): void;
  /** What has to be stored: never less than what was spent. */
  toJSON(): SpentSlots;
}

const slotsPerWindow = 10;

/** A window, with what a former life had spent. Slots in the future (a clock that was set back) are taken as of now. */
export function createTokenWindow(limit: number, windowMs: number, spent: SpentSlots = [], now = 0): TokenWindow {
  const slotMs = windowMs / slotsPerWindow;
  const slotAt = (time: number) => Math.floor(time / slotMs);
  const slots = new Map<number, number>();
  /** Not answered yet, each with the slot in which it is counted. */
  const open = new Set<{ slot: number; readonly weight: number }>();
  const add = (slot: number, weight: number) => slots.set(slot, (slots.get(slot) ?? 0) + weight);
  for (const [slot, weight] of spent) add(Math.min(slot, slotAt(now)), weight);

  function carry(time: number): void {
    for (const spend of open) {
      add(spend.slot, -spend.weight);
      spend.slot = slotAt(time);
      add(spend.slot, spend.weight);
    }
  }

  function used(time: number): number {
    carry(time);
    let sum = 0;
    for (const [slot, weight] of slots) {
      if ((slot + 1 + slotsPerWindow) * slotMs <= time) slots.delete(slot);
      else sum += weight;
    }
    return sum;
  }

  return {
    limit,
    slotMs,
    used,
    spend(weight, time) {
      const spend = { slot: slotAt(time), weight };
      add(spend.slot, weight);
      open.add(spend);
      return answeredAt => {
        carry(answeredAt);
        open.delete(spend);
      };
    },
    waitFor(weight, time) {
      if (weight > limit) return Infinity;
      let over = used(time) + weight - limit;
      if (over <= 0) return 0;
      for (const [slot, spentThen] of [...slots].sort(([a], [b]) => a - b)) {
        over -= spentThen;
        if (over <= 0) return Math.max(1, (slot + 1 + slotsPerWindow) * slotMs - time);
      }
      return windowMs;
    },
    raiseTo(weight, time) {
      const missing = weight - used(time);
      if (missing > 0) add(slotAt(time), missing);
    },
    toJSON: () => [...slots],
  };
}
