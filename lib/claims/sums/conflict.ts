import type { Inconsistency, InconsistencyType } from '../inconsistency.ts';
import { placeOf, type Stated } from './text.ts';

/** Two figures of one thing; the first is the one in doubt. */
export function conflict(type: InconsistencyType, written: Stated, other: Stated, asset = written.asset): Inconsistency {
  return {
    type,
    asset,
    places: [written, other].map(placeOf),
    written: written.claim?.value ?? written.value,
    follows: other.claim?.value ?? other.value,
    unit: written.claim?.unit ?? 'usd',
  };
}
