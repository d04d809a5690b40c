import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { createPageScript } from '../../../lib/article/page-script.ts';
import { toPageRules } from '../../../lib/article/rules.ts';

/** A clock on which every look takes 1 ms, and timers that count the rests. */
function bench(html: string, { reduced = false } = {}) {
  const { document } = parseHTML(`<!doctype html><html><head></head><body><main>${html}</main></body></html>`);
  const scrolled: (readonly [text: string, options: unknown])[] = [];
  for (const each of document.querySelectorAll('p'))
    each.scrollIntoView = options => void scrolled.push([each.textContent, options]);
  let time = 0;
  let rests = 0;
  const script = createPageScript({
    window: { document, location: { pathname: '/' }, matchMedia: () => ({ matches: reduced }) } as never,
    clock: { monotonic: () => ++time },
    timers: {
      set(run) {
        rests++;
        queueMicrotask(run);
        return 0;
      },
    },
  });
  return { script, document, scrolled, rests: () => rests };
}

const sentence = (place: number): string =>
  `Paragraph ${place} says that the made-up coin fell by ${place}% in a day, and that nobody in it knew the reason for that.`;
const paragraphs = (count: number): string => Array.from({ length: count }, (_, place) => `<p>${sentence(place)}</p>`).join('');

describe('the script that reads an article', () => {
  it('gives the page its turn after every slice, and finds the same', async () => {
    const { script, rests, document } = bench(paragraphs(1_000));
    const before = document.toString();
    const { blocks } = await script.read(toPageRules());
    expect(blocks).toHaveLength(1_000);
    // 2,000 nodes and more, an offer after every 20, four looks at the clock to a slice of 4 ms.
    expect(rests()).toBeGreaterThanOrEqual(25);
    expect(document.toString() === before).toBe(true);
  });

  it('scrolls to a block of the last reading, smoothly unless motion is unwelcome', async () => {
    for (const [reduced, behavior] of [
      [false, 'smooth'],
      [true, 'instant'],
    ] as const) {
      const { script, scrolled, document } = bench(paragraphs(5), { reduced });
      const before = document.toString();
      await script.read(toPageRules());
      script.show(3);
      expect(scrolled).toEqual([[sentence(3), { block: 'center', behavior }]]);
      expect(document.toString() === before).toBe(true);
    }
  });

  it.each([99, -1, 0.5, '0', null, undefined, {}])('does nothing for the block %s', async block => {
    const { script, scrolled } = bench(paragraphs(5));
    await script.read(toPageRules());
    script.show(block);
    expect(scrolled).toEqual([]);
  });

  it('scrolls by the reading that was begun last, whichever ends last', async () => {
    const { script, scrolled, document } = bench(paragraphs(1_000));
    const early = script.read(toPageRules());
    const [first] = document.querySelectorAll('p');
    first?.remove();
    for (const each of [...document.querySelectorAll('p')].slice(5)) each.remove();
    await Promise.all([script.read(toPageRules()), early]);
    script.show(0);
    expect(scrolled.map(([text]) => text)).toEqual([sentence(1)]);
  });

  it('does nothing before the first reading', () => {
    const { script, scrolled } = bench(paragraphs(5));
    script.show(0);
    expect(scrolled).toEqual([]);
  });
});
