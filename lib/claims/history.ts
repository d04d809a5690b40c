import * as times from './english/times.ts';
import * as words from './english/words.ts';
import type { Place, StatedDate } from './scene.ts';
import { far, nearestCoin, wordsOf, type Sight } from './sight.ts';

const dayMs = 86_400_000;
// A text is about its day and the week around it.
const nearDays = 8;

/** Whether a figure is of another time: a date far from the text's own, or words that say so, stand in its clause. */
export function isHistory({ scene, figure, state }: Sight): boolean {
  const isOfItsTime = (place: Place): boolean => {
    const between = wordsOf(scene, place.to, figure.from);
    // since 2018, when it lost 37%
    if (between.includes(words.when)) return false;
    return wordsOf(scene, place.from - 7, place.from).some(
      (word, at, all) => words.sinceLeads.has(word) || (word === words.seen && times.trailing.has(all[at - 1] ?? '')),
    );
  };
  // a zone that has historically held holds now
  const isPerfect = ({ from }: Place): boolean =>
    figure.unit !== 'pct' && words.auxiliaries.has(scene.tokens[from - 1]?.lower ?? '') && from > figure.from;
  // What opens the sentence is said of all of it.
  // lost 9% after a rally last month
  const isBehind = ({ from }: Place): boolean =>
    from > figure.from && wordsOf(scene, figure.to, from).some(word => words.subordinate.has(word));
  const isPast = (past: Place): boolean =>
    (scene.distance(past, figure) < 9 || past.from < 2) && !isOfItsTime(past) && !isBehind(past) && !isPerfect(past);
  if (scene.of('past').some(isPast)) return true;
  return scene.dates.some(
    date =>
      (scene.distance(date, figure) < (date.from > figure.from ? 9 : date.year === undefined ? 12 : 24) || date.from < 3) &&
      isOfDate(date) &&
      !isOfNow(date) &&
      !isOfItsTime(date) &&
      !isBehindOther(date) &&
      !isBehind(date) &&
      isFar(date, state.time),
  );

  // 40% below the peak of 8 January, down 3% over the last 24 hours
  function isOfNow({ from, to }: StatedDate): boolean {
    return (
      from > 2 &&
      wordsOf(scene, to, figure.from).some(words.isWall) &&
      scene.spans.some(span => span.from >= figure.to && span.from < figure.to + 3 && span.window !== undefined)
    );
  }

  // 2% below its November 2021 record of $4,878, hitting $4,788
  function isBehindOther({ from, to }: StatedDate): boolean {
    const other = scene.figures.findLast(each => each.from >= to && each.to <= figure.from);
    // from 5 in November to 45
    const isBound = scene.figures.some(
      ({ to: end }) => end <= figure.from && end < from && end >= from - 3 && words.dateLeads.has(scene.tokens[end]?.lower ?? ''),
    );
    if (from > 2 && isBound) return true;
    return other !== undefined && from > 2 && wordsOf(scene, other.to, figure.from).some(words.isWall);
  }

  // in March, of November 2024, its April high: not "ahead of April".
  function isOfDate({ from, year }: StatedDate): boolean {
    const [ahead, before = ''] = wordsOf(scene, from - 2, from);
    return year !== undefined || (words.dateLeads.has(before) && ahead !== words.ahead) || before === "'s" || /^\d/.test(before);
  }
}

function isFar({ year: stated, month, day }: StatedDate, time: number | undefined): boolean {
  if (time === undefined) return stated !== undefined || day === undefined;
  const now = new Date(time);
  const year = stated ?? now.getUTCFullYear();
  if (month !== undefined && day !== undefined) return Math.abs(Date.UTC(year, month, day) - time) > nearDays * dayMs;
  return year !== now.getUTCFullYear() || (month !== undefined && month !== now.getUTCMonth());
}

/** Whether a figure is of stocks, gold, a currency or a company: they stand nearer before it than any coin, or right behind it. */
export function isAlien({ scene, figure, left }: Sight): boolean {
  const isPercent = figure.unit === 'pct';
  const firm = isPercent || !figure.scaled ? left('firm') : far;
  const price = scene
    .of('price')
    .findLast(({ from, to }) => to <= figure.from && words.priceNouns.has(scene.tokens[from]?.lower ?? ''));
  // The company's average cost is …, while the price is …
  const isPrice = !isPercent && price !== undefined && scene.distance(price, figure) < firm;
  const alien = Math.min(left('alien'), isPrice ? far : firm);
  if (alien < 20 && alien < nearestCoin(scene, figure, true)) return true;
  return scene
    .of('alien')
    .some(({ from }) => from >= figure.to && from < figure.to + 3 && scene.distance({ from, to: from }, figure) < 2);
}
