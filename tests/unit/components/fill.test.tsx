// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { fill } from '../../../components/fill.ts';
import { draw, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

describe('a message with elements in it', () => {
  it('has them where the language puts them', () => {
    const nodes = { long: <b>$3M</b>, short: <i>$1M</i> };
    const drawn = (message: string): string => draw(fill(message, nodes)).innerHTML;
    expect(drawn('{long} longs, {short} shorts')).toBe('<b>$3M</b> longs, <i>$1M</i> shorts');
    expect(drawn('of {short} and {long}')).toBe('of <i>$1M</i> and <b>$3M</b>');
  });

  it('draws the words between them as it is told, and nothing where there are none', () => {
    const toText = (text: string) => <u>{text}</u>;
    expect(draw(fill('As of {moment}', { moment: <b>now</b> }, toText)).innerHTML).toBe('<u>As of </u><b>now</b>');
  });

  it('takes the words for words, and not for markup', () => {
    expect(textOf(draw(fill('<b>x</b> {a}', { a: '<i>y</i>' })))).toBe('<b>x</b> <i>y</i>');
  });
});
