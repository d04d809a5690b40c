import { frameOf, isApart } from './clauses.ts';
import * as times from './english/times.ts';
import * as words from './english/words.ts';
import type { Place, Scene, StatedDate } from './scene.ts';
import { far, nearestCoin, wordsOf, type Sight } from './sight.ts';

const dayMs = 86_400_000;
// A text is about its day and the week around it.
const nearDays = 8;
// A sentence of more words has more than one clause of its own time.
const reach = 60;

/** Whether a figure is of another time: a date far from the text's own, or words that say so, stand in its clause. */
export function isHistory({ scene, figure, state }: Sight): boolean {
  const isOfItsTime = (place: Place): boolean => {
    const between = wordsOf(scene, place.to, figure.from);
    // since 2018, when it lost 37%
    if (between.includes(words.when)) return false;
    return wordsOf(scene, Math.max(place.from - 7, place.from > figure.from ? figure.to : 0), place.from).some(
      (word, at, all) => words.sinceLeads.has(word) || (word === words.seen && times.trailing.has(all[at - 1] ?? '')),
    );
  };
  // a zone that has historically held holds now
  const isPerfect = ({ from }: Place): boolean =>
    figure.unit !== 'pct' && words.auxiliaries.has(scene.tokens[from - 1]?.lower ?? '') && from > figure.from;
  // What opens a clause is said of all that follows.
  const isOver = (place: Place): boolean =>
    place.to <= figure.from && scene.distance(place, figure) < reach && frameOf(scene, place) !== undefined;
  // lost 9% after a rally last month
  const isBehind = ({ from }: Place): boolean =>
    from > figure.from &&
    wordsOf(scene, figure.to, from).some(
      (word, at, all) =>
        words.subordinate.has(word) ||
        // an area that sparked rallies in past cycles; not: that it reached in May
        (words.thatWords.has(word) && !all.slice(at).some(each => words.arrived.has(each))),
    );
  const isPast = (past: Place): boolean =>
    (scene.distance(past, figure) < 9 || isOver(past)) &&
    !isOfItsTime(past) &&
    !isBehind(past) &&
    !isPerfect(past) &&
    !isApart(scene, figure, past);
  if (scene.of('past').some(isPast)) return true;
  return scene.dates.some(
    date =>
      (scene.distance(date, figure) < (date.from > figure.from ? 9 : date.year === undefined ? 12 : 24) || isOver(date)) &&
      isOfDate(date) &&
      !isOfBracket(date) &&
      !isApart(scene, figure, date) &&
      !isOfItsTime(date) &&
      !isBehindOther(date) &&
      !isBehind(date) &&
      isFar(date, state.time),
  );

  // 2% below its November 2021 record of $4,878, hitting $4,788
  function isBehindOther(date: StatedDate): boolean {
    const { from, to } = date;
    if (isOver(date) || wordsOf(scene, to, figure.from).includes(words.when)) return false;
    const ahead = scene.figures.filter(each => each.to <= figure.from);
    return ahead.some(
      other =>
        (other.from >= to && wordsOf(scene, other.to, figure.from).some(words.isWall)) ||
        // from 5 in November to 45
        (other.to < from && other.to >= from - 3 && words.dateLeads.has(scene.tokens[other.to]?.lower ?? '')),
    );
  }

  // a low of $9 (May 3, 2020): of the figure before it
  function isOfBracket({ from, to }: StatedDate): boolean {
    return to <= figure.from && scene.tokens[to]?.text === ')' && scene.figures.some(each => each.to === from - 1);
  }

  // in March, of November 2024, its April high: not "ahead of April".
  function isOfDate({ from, year }: StatedDate): boolean {
    const before = scene.tokens[from - 1]?.lower ?? '';
    const isAhead = scene.tokens[from - 2]?.lower === words.ahead;
    return year !== undefined || (words.dateLeads.has(before) && !isAhead) || before === "'s" || /^\d/.test(before);
  }
}

// tracked US stocks closely, falling below $9: who did that goes on
function isCompared(scene: Scene, figure: Place): boolean {
  const last = scene.of('alien').findLast(({ to }) => to <= figure.from);
  if (last === undefined) return false;
  const between = wordsOf(scene, last.to, figure.from);
  return (
    words.isGerund(between[between.indexOf(',') + 1] ?? '') &&
    scene.mentions.some(({ to, isAside }) => to < last.from && !isAside) &&
    !wordsOf(scene, last.from - 4, last.from).some(word => words.isWall(word) && word !== words.followed)
  );
}

function isFar({ year: stated, month, day }: StatedDate, time: number | undefined): boolean {
  if (time === undefined) return stated !== undefined || day === undefined;
  const now = new Date(time);
  const year = stated ?? now.getUTCFullYear();
  // the vote in July, told in June
  if (stated === undefined && month !== undefined && (month - now.getUTCMonth() + 12) % 12 === 1) return false;
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
  const alien = Math.min(isCompared(scene, figure) ? far : left('alien'), isPrice ? far : firm);
  // -4% for bitcoin
  const isOfCoin =
    words.ofWords.has(scene.tokens[figure.to]?.lower ?? '') && scene.mentions.some(({ from }) => from === figure.to + 1);
  if (alien < 20 && !isOfCoin && alien < nearestCoin(scene, figure, true)) return true;
  const isBehind = ({ from }: Place): boolean => {
    const between = wordsOf(scene, figure.to, from);
    // a 7% drop in Japan's Nikkei
    return (
      between.length < 8 &&
      between.slice(0, 2).some(word => words.moveNouns.has(word)) &&
      between.some(word => words.ofWords.has(word)) &&
      !between.some(words.isWall) &&
      !scene.mentions.some(mention => mention.from >= figure.to && mention.from < from)
    );
  };
  return (
    [...scene.of('alien'), ...scene.of('firm')].some(place => isPercent && place.from > figure.to && isBehind(place)) ||
    scene
      .of('alien')
      .some(({ from }) => from >= figure.to && from < figure.to + 3 && scene.distance({ from, to: from }, figure) < 2)
  );
}
