import type { Instrument, VenueId } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import type { MarketState } from './market-state.ts';
import { universeInstruments } from './market-state.ts';

/** What one unit of a venue's history speaks for. */
export interface UnitCoins {
  readonly key: string;
  /** Each once. */
  readonly bases: readonly string[];
}

/** The venue's contracts of the universe, those of the largest coins first; none while there is no universe. */
export function historyInstruments(state: MarketState, venue: VenueId): readonly Instrument[] {
  if (state.universe === undefined) return [];
  const places = new Map(state.universe.bases.map((base, place) => [base, place]));
  const place = ({ base }: Instrument) => places.get(base) ?? places.size;
  return [...universeInstruments(state, venue)].sort((left, right) => place(left) - place(right));
}

/** Units by venue; empty for one without a history. Made anew only when the venue's listing or the universe changed. */
export function createHistoryUnits(state: MarketState, venues: readonly Venue[]): (venue: string) => readonly UnitCoins[] {
  const histories = new Map(
    venues.flatMap(({ id, history }) => (history === undefined ? [] : [[id as string, { id, history }]])),
  );
  const known = new Map<string, { readonly of: readonly unknown[]; readonly units: readonly UnitCoins[] }>();
  return venue => {
    const found = histories.get(venue);
    if (found === undefined) return [];
    const of = [state.instruments.get(found.id), state.universe];
    const before = known.get(venue);
    if (before !== undefined && before.of.every((each, place) => each === of[place])) return before.units;
    const units = found.history.units(historyInstruments(state, found.id)).map(({ key, instruments }) => ({
      key,
      bases: [...new Set(instruments.map(instrument => instrument.base))],
    }));
    known.set(venue, { of, units });
    return units;
  };
}
