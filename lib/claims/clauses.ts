import * as clauses from './english/clauses.ts';
import * as times from './english/times.ts';
import * as words from './english/words.ts';
import type { Place, Scene } from './scene.ts';

/** What a time that is said of all that follows opens its clause with: in March 2020, during the last cycle; `undefined` for another. */
export function frameOf({ tokens }: Scene, { from, to }: Place): string | undefined {
  const word = (at: number): string => tokens[at]?.lower ?? '';
  let start = from;
  while (start > 0 && !words.isWall(word(start - 1))) start--;
  if (word(start - 1) === words.beside) return undefined;
  if (words.frameLeads.has(word(start - 1)) && (start === 1 || words.isWall(word(start - 2)))) start--;
  // the last time, nearly two years ago
  while (start < from && (tokens[start]?.type !== 'word' || words.numberWords[word(start)] || words.looseWords.has(word(start))))
    start++;
  if (word(start) === words.the && times.trailing.has(word(start + 1))) start++;
  return word(to) !== "'s" && (start === from || words.frameLeads.has(word(start))) ? word(start) : undefined;
}

/** Whether the clause of a figure tells of now, and a time before it is another clause's: it peaked in 2021, and now trades at $90. */
export function isApart(scene: Scene, figure: Place, place: Place): boolean {
  if (place.to > figure.from) return false;
  const lowers = scene.tokens.map(({ lower }) => lower);
  const between = lowers.slice(place.to, figure.from);
  const frame = frameOf(scene, place);
  // unlike in 2021, when it rose, it trades at $90
  if (between.lastIndexOf(words.when) > between.lastIndexOf(',')) return false;
  if (isPassed(scene, figure, place, frame !== undefined)) return true;
  const wall = lowers.findIndex((word, at) => at >= figure.to && words.isWall(word));
  const to = wall < 0 ? lowers.length : wall;
  const isOther = between.some(words.isWall);
  const from = isOther ? place.to : figure.to;
  const isHere = (other: Place): boolean => other.from >= from && other.to <= to;
  return (
    between.some(word => words.stops.has(word)) ||
    (frame === undefined && scene.of('lately').some(isHere)) ||
    (isOther &&
      ([...scene.of('press'), ...(frame === undefined ? scene.spans : [])].some(isHere) ||
        lowers
          .slice(from, to)
          .some(word => words.nowWords.has(word) || (words.presentVerbs.has(word) && (!frame || words.subordinate.has(frame))))))
  );
}

/**
 * Whether the sentence has left the clause of a place before it comes to a figure: ether, expected to … , rose 7%; it might …, but has since risen; …, XRP rose.
 * A frame is left only by what has happened since.
 */
export function isPassed(scene: Scene, figure: Place, place: Place, isFramed = false): boolean {
  const word = (at: number): string => scene.tokens[at]?.lower ?? '';
  const isSince = (at: number): boolean => words.perfect.has(word(at)) && word(at + 1) === words.since;
  // If you are new here, bitcoin is at $90,000: no condition of that
  const isIf =
    words.ifWords.has(word(place.from)) && !(word(place.to) === clauses.you && clauses.addressed.has(word(place.to + 1)));
  const isFact = !isIf && scene.of('fore').includes(place);
  const isAside = scene.tokens.slice(1, place.from).some(({ text }) => text === ',');
  for (let at = place.to; at < figure.from; at++) {
    if (isSince(at)) return true;
    if (isFramed) continue;
    // Hopes have lifted it to $90; hopes of cuts sent it up
    if (
      isFact &&
      (words.sent.has(word(at)) || (words.perfect.has(word(at)) && !words.modals.has(word(at - 1)) && isDoing(scene, at)))
    )
      return true;
    const isComma = word(at) === ',';
    if (!words.isWall(word(at)) || words.notOn.has(word(at)) || (!isComma && (isIf || at === place.to))) continue;
    const subject = scene.mentions.find(mention => mention.from === at + 1 && !mention.isAside)?.to;
    const verb = subject ?? (word(at + 1) === words.which ? at + 2 : at + 1);
    const isMain = verb > at + 1 || (isAside && isComma);
    if (isDoing(scene, verb) && (words.isPast(word(verb)) || (isMain && !isIf))) return true;
    // bitcoin's price is, bitcoin now trades
    const state = verb + (word(verb) === "'s" ? 2 : words.nowWords.has(word(verb)) ? 1 : 0);
    if (words.presentVerbs.has(word(state)) && (subject === undefined ? isMain && verb === at + 1 : !isIf)) return true;
    if (isComma && words.nowWords.has(word(at + 1)) && figure.from - at < 5) return true;
    // The Fed may act, and $310 million in longs were liquidated.
    const isHead = scene.tokens.slice(at + 1, figure.from).every(({ lower }) => words.loose.has(lower));
    if (isHead && scene.tokens.slice(figure.to, figure.to + 7).some(({ lower }) => words.pastBe.has(lower))) return true;
  }
  return false;
}

/** Whether a verb tells what has happened: rose, has risen, not: rise, rising. */
function isDoing(scene: Scene, at: number): boolean {
  const verb = words.auxiliaries.has(scene.tokens[at]?.lower ?? '') ? at + 1 : at;
  const isAt = ({ from }: Place): boolean => from === verb;
  return (
    !words.isGerund(scene.tokens[verb]?.lower ?? '') &&
    !scene.of('brk').some(isAt) &&
    [...scene.of('up'), ...scene.of('down'), ...scene.of('price')].some(isAt)
  );
}
