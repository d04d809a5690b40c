import * as v from 'valibot';
import { received } from './fixtures.ts';

/* Members of the frames that come by the thousand, said once more in valibot: the readers, which read field by field, must agree with them. */

const decimalText = /^(?=.{1,64}$)[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?|\d{1,3}(?:,\d{3})+(?:\.\d*)?)$/;

export const decimal = v.pipe(
  v.union([
    v.number(),
    v.pipe(
      v.string(),
      v.regex(decimalText),
      v.transform(text => Number(text.replaceAll(',', ''))),
    ),
  ]),
  v.finite(),
);
export const price = v.pipe(decimal, v.gtValue(0), v.ltValue(1e9));
export const quantity = v.pipe(decimal, v.gtValue(0), v.ltValue(1e15));
export const symbol = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z]?[A-Z0-9_-]+(?::[A-Z0-9]+)?$/));
export const time = v.pipe(decimal, v.transform(Math.floor), v.minValue(Date.UTC(2017, 0, 1)), v.maxValue(received + 86_400_000));
