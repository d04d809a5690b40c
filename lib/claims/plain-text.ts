/** A text without what no eye sees, and where each of its units stood. */
export interface PlainText {
  readonly text: string;
  /** The offset in the original text of an offset in `text`; its end is the original's end. */
  readonly at: (offset: number) => number;
}

// Of as many UTF-16 units as before, so that offsets stay.
const lookalikes: readonly (readonly [RegExp, string])[] = [
  [/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\r]/g, ' '],
  [/[\u2018\u2019\u02bc\u00b4`]/g, "'"],
  [/[\u201c\u201d\u00ab\u00bb]/g, '"'],
  [/[\u2212\ufe63\uff0d\u2010\u2011]/g, '-'],
  [/[\u2012\u2015]/g, '\u2013'],
  [/\uff05/g, '%'],
  [/\uff04/g, '$'],
  [/\uff0c/g, ','],
  [/[\u223c\uff5e\u2248]/g, '~'],
  // Bitcoin {{BTC}}: a template that a site has not filled in.
  [/\{\{/g, ' ('],
  [/\}\}/g, ') '],
];
// Zero-width characters, soft hyphens, marks and overrides of direction, variation selectors.
const unseen = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;

/** Brings spaces, quotes, minus signs and percent signs to one form, and leaves out characters that are not seen. */
export function readPlainText(original: string): PlainText {
  let text = original;
  for (const [pattern, plain] of lookalikes) text = text.replace(pattern, plain);
  if (text.search(unseen) < 0) return { text, at: offset => offset };
  const starts: number[] = [];
  let kept = '';
  let from = 0;
  const keep = (to: number): void => {
    kept += text.slice(from, to);
    for (let place = from; place < to; place++) starts.push(place);
  };
  for (const found of text.matchAll(unseen)) {
    keep(found.index);
    from = found.index + 1;
  }
  keep(text.length);
  return { text: kept, at: offset => starts[offset] ?? original.length };
}
