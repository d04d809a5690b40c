import { phases } from '../model/engine.ts';
import type { History, PhaseSpan, Tape, TapeRow, VenueHeard } from '../model/history.ts';
import { flag, isObject, list, number, object, oneOf, optional, text } from './guards.ts';
import type { Guard } from './guards.ts';

/** Seven days of minutes, and some. */
const mostSteps = 11_000;

const share: Guard = value => number(value) && Number(value) >= 0 && Number(value) <= 1;
const cell: Guard = value => value === null || number(value);
const column = list(cell, mostSteps);

const history = object<History>({
  base: text,
  from: number,
  to: number,
  stepMs: value => number(value) && Number(value) > 0,
  times: list(number, mostSteps),
  price: column,
  longUsd: column,
  shortUsd: column,
  heard: list(share, mostSteps),
  interestUsd: column,
  interestCoins: column,
  funding8h: column,
  fear: list(object<History['fear'][number]>({ day: number, value: number }), 60),
  phases: list(object<PhaseSpan>({ phase: oneOf(...phases), from: number, to: number }), 1_000),
  venues: list(
    object<VenueHeard>({
      venue: text,
      name: text,
      share,
      sampled: flag,
      spans: list(value => list(number, 2)(value) && Array.isArray(value) && value.length === 2, 200),
    }),
    64,
  ),
  sources: object<History['sources']>({
    price: optional(text),
    liquidations: optional(text),
    interest: optional(text),
    funding: optional(text),
    fear: optional(text),
  }),
});

const columns = [
  'price',
  'longUsd',
  'shortUsd',
  'heard',
  'interestUsd',
  'interestCoins',
  'funding8h',
] as const satisfies readonly (keyof History)[];

const tape = object<Tape>({
  rows: list(
    object<TapeRow>({
      time: number,
      venue: text,
      base: text,
      position: oneOf('long', 'short'),
      usd: number,
      price: optional(number),
    }),
    200,
  ),
  found: number,
  keptFrom: optional(number),
  readFrom: optional(number),
});

/** True for a history of the promised shape whose columns are all as long as `times`. */
export const isHistory = (value: unknown): value is History =>
  history(value) && isObject(value) && columns.every(name => lengthOf(value[name]) === lengthOf(value['times']));

/** True for a tape of the promised shape. */
export const isTape = (value: unknown): value is Tape => tape(value);

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : -1);
