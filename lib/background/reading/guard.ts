import { claimKinds } from '../../claims/claim.ts';
import type { Claim } from '../../claims/claim.ts';
import { inconsistencyTypes } from '../../claims/inconsistency.ts';
import type { Inconsistency, Place } from '../../claims/inconsistency.ts';
import { mostRead } from '../../claims/reading.ts';
import type { Passage, StatedTime } from '../../model/article.ts';
import { flag, isObject, list, longText, number, object, oneOf, optional, text } from '../../protocol/guards.ts';
import type { Guard } from '../../protocol/guards.ts';
import type { PageReading } from './page-reading.ts';

/** Of any length: what stands in it is of the text, as it was written. */
const string: Guard = value => typeof value === 'string';
const nullable =
  (guard: Guard): Guard =>
  value =>
    value === null || guard(value);
const span: Guard = value => Array.isArray(value) && value.length === 2 && value.every(number);

const claim = object<Claim>({
  kind: oneOf(...claimKinds),
  asset: nullable(string),
  value: number,
  value_hi: optional(number),
  unit: oneOf('usd', 'pct', 'index', 'coin'),
  cmp: oneOf('eq', 'approx', 'over', 'under', 'range'),
  side: oneOf('long', 'short', 'both', null),
  window: nullable(text),
  level: oneOf('support', 'resistance', null),
  tense: oneOf('now', 'recent', 'dated'),
  entity: optional(string),
  venue: optional(string),
  hedge: optional(oneOf('only', 'near', 'most')),
  ctx: optional(list(oneOf('asset', 'window'), 2)),
  span,
  text: string,
});

const sum = object<Inconsistency>({
  type: oneOf(...inconsistencyTypes),
  asset: optional(string),
  places: list(object<Place>({ in: oneOf('title', 'body'), span, text: string, value: number }), 2 * mostRead),
  written: number,
  follows: number,
  unit: oneOf('usd', 'pct', 'index', 'coin', 'count'),
  soft: optional(oneOf(true)),
  entity: optional(string),
  reference: optional(
    value =>
      isObject(value) &&
      (value['kind'] === 'bound' ? optional(number)(value['leastUsd']) : value['kind'] === 'holdings' && number(value['day'])),
  ),
});

const time = object<StatedTime>({ time: number, source: oneOf('json-ld', 'meta', 'time'), zoneKnown: flag });

const reading = object<PageReading>({
  headline: string,
  published: optional(time),
  modified: optional(time),
  part: optional(oneOf('wall', 'cut')),
  claims: list(claim, mostRead),
  title: list(claim, mostRead),
  sums: list(sum, mostRead),
  isCrypto: flag,
  passages: list(object<Passage>({ at: number, text: longText, block: optional(number) }), 2 * mostRead),
});

/** True for a reading of the promised shape, as it comes from the thread that reads. */
export const isPageReading = (value: unknown): value is PageReading => reading(value);
