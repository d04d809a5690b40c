import * as words from '../english/sums.ts';

/** When a figure is of and who counted it, each empty where its words do not tell. */
interface Told {
  /** As `dayOf` gives it. */
  readonly time: string;
  /** As `sourceOf` gives it. */
  readonly source: string;
}

/** Whether two figures are of the same day, and not of two providers that their sentences name. */
export function isAlike(a: Told, b: Told): boolean {
  return a.time === b.time && (a.source === b.source || a.source === '' || b.source === '');
}

/** Whether a text names several providers: then one figure's is not known from another's. */
export function isMixed(stated: readonly Told[]): boolean {
  return new Set(stated.map(({ source }) => source).filter(Boolean)).size > 1;
}

/** Who counted, by the words of a sentence; empty where it names nobody. */
export function sourceOf(sentence: string): string {
  return [...new Set(sentence.toLowerCase().match(words.providers))].toSorted().join();
}

/**
 * The day (or the pluperfect) that the words nearest to a figure name, as written in lower case: those right after it, else the last before it, else the
 * first up to the next comma. Empty for the time of the article, whose weekday is `today`; `undefined` where the sentence tells no time.
 */
export function dayOf(lead: string, after: string, tail: string, today: string | undefined): string | undefined {
  const beside = after.split(words.clauseEnd)[0] ?? '';
  const word =
    timesIn(beside).at(0) ??
    timesIn(lead.split(words.turnAway).at(-1) ?? '').at(-1) ??
    timesIn(/^[^,;]*/.exec(tail)?.[0] ?? '').at(0);
  return word === undefined ? undefined : word === today || words.presentTime.test(word) ? '' : word;
}

function timesIn(text: string): readonly string[] {
  return Array.from(text.toLowerCase().matchAll(words.times), ([, word = '']) => word);
}
