import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext, Venue } from '../../../lib/model/venue.ts';
import { fixture, none } from '../../contract/fixtures.ts';

/** What a venue's fixtures of these names list, in their order; one of them by its symbol; and what a parser knows with all of them listed. */
export function list(venue: Venue, ...names: readonly string[]) {
  const instruments: readonly Instrument[] = names.flatMap(name => {
    const parsed = venue.instruments.parse(fixture(venue.id, name), none);
    if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
    return parsed.events;
  });
  const context: ParseContext = { ...none, instruments: new Map(instruments.map(each => [each.symbol, each])) };

  /** Throws where it is not listed. */
  function listed(symbol: string): Instrument {
    const found = context.instruments.get(symbol);
    if (found === undefined) throw new Error(`${symbol} is not listed`);
    return found;
  }
  return { listings: instruments, context, listed };
}
