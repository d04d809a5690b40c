import type { Parsed } from '../model/parsed.ts';
import type { Liquidation, VenueId } from '../model/trade.ts';
import type { ParseContext } from '../model/venue.ts';

/**
 * Reads whatever a venue may send about forced orders, a frame of its stream or a body of its REST history, the decoded JSON or the bare text
 * of a frame that is none (`pong`). Never throws. For the command line and for tests; the extension itself knows which it asked for.
 */
export type PayloadReader = (payload: unknown, context: ParseContext) => Parsed<Liquidation>;

/** By venue, those that publish forced orders. */
export const readers: Readonly<Partial<Record<VenueId, PayloadReader>>> = {};
