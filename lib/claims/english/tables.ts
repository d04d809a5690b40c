// How the tables of words are written down.

/** The numbers of words; each row a number and the words for it. */
export const table = (rows: string): Readonly<Record<string, number>> =>
  plain(
    Object.fromEntries(
      rows.split(',').flatMap(row => {
        const [value, ...names] = row.split(' ');
        return names.map(name => [name, Number(value)] as const);
      }),
    ),
  );

/** Of what every object has a word of a text must find nothing: `constructor` is a word. */
export const plain = <Value>(entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> => {
  Reflect.setPrototypeOf(entries, null);
  return entries;
};

/** Every form of regular verbs, which are given without their last `e`. */
export const forms = (stems: string): readonly string[] =>
  stems.split(' ').flatMap(stem => ['', 'e', 's', 'es', 'ed', 'ing'].map(end => stem + end));

/** The words of a line. */
export const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
