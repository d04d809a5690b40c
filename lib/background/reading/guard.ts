import { claimKinds } from '../../claims/claim.ts';
import type { Claim } from '../../claims/claim.ts';
import { inconsistencyTypes } from '../../claims/inconsistency.ts';
import type { Inconsistency, Place } from '../../claims/inconsistency.ts';
import { mostRead } from '../../claims/reading.ts';
import type { ArticleReading, ArticleText } from '../../claims/reading.ts';
import { flag, isObject, list, number, object, oneOf, optional, text } from '../../protocol/guards.ts';
import type { Guard } from '../../protocol/guards.ts';

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
    value => isObject(value) && (value['kind'] === 'bound' || (value['kind'] === 'holdings' && number(value['day']))),
  ),
});

const reading = object<ArticleReading>({
  claims: list(claim, mostRead),
  title: list(claim, mostRead),
  sums: list(sum, mostRead),
  isCrypto: flag,
});

/** True for a reading of the promised shape, as it comes from the thread that reads. */
export const isArticleReading = (value: unknown): value is ArticleReading => reading(value);

const asked = object<ArticleText>({
  headline: string,
  body: string,
  date: optional(text),
  references: isObject,
});

/** True for a text to read, as it comes to that thread. */
export const isArticleText = (value: unknown): value is ArticleText => asked(value);
