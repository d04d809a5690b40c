import { describe, expect, it } from 'vitest';
import { passagesOf } from '../../../lib/claims/passages.ts';
import { joinBlocks } from '../../../lib/model/article-body.ts';

describe('the words around figures', () => {
  const blocks = ['Bitcoin fell. It is at $61,200 now.', '', 'Ether lost 4%.'];
  const body = joinBlocks(blocks);
  const spanOf = (text: string): readonly [number, number] => [body.indexOf(text), body.indexOf(text) + text.length];

  it('are the sentence of each and the block that it stands in, in the order of the text, each place once', () => {
    expect(passagesOf(body, blocks, [spanOf('4%'), spanOf('$61,200'), spanOf('4%')])).toEqual([
      { at: body.indexOf('$61,200'), text: 'It is at $61,200 now.', block: 0 },
      { at: body.indexOf('4%'), text: 'Ether lost 4%.', block: 2 },
    ]);
  });

  it('are cut at both ends of a long sentence', () => {
    const long = `${'a '.repeat(400)}$60,100 ${'b '.repeat(400)}`;
    const [passage] = passagesOf(long, [long], [[800, 807]]);
    expect(passage?.text).toMatch(/^…a .*a \$60,100 b .* b ?…$/);
    expect(passage?.text.length).toBeLessThanOrEqual(302);
  });

  it('have no block where the text was not joined of any', () => {
    expect(passagesOf('Ether lost 4%.', [], [[11, 13]])).toEqual([{ at: 11, text: 'Ether lost 4%.' }]);
  });
});
