import * as marks from './english/levels.ts';
import * as words from './english/words.ts';
import type { Cue, Scene } from './scene.ts';
import { far, isMapped, subjectAt, wordsOf, type Reading, type Sight } from './sight.ts';

/** "must hold above $65,000", "a break below $60,000 would …", "holds above $70,000": a level, where it has not happened or holds on. */
export function readGrip(sight: Sight): Reading | undefined {
  const { scene, figure, left, right, has, next, lead } = sight;
  if (isMapped(scene, figure) || words.extremes.has(next)) return undefined;
  const lately = wordsOf(scene, figure.from - 4, figure.from);
  const isAbove = lately.some(word => marks.aboveWords.has(word));
  const isBelow = lately.some(word => words.belowWords.has(word));
  const fore = left('fore');
  const brk = left('brk');
  const verb = left('verb');
  // A move below $6,500 is a signal: what opens a sentence has not happened.
  const opens = scene.of('brk').some(({ from }) => from > 0 && from < 4 && words.articles.has(scene.tokens[0]?.lower ?? ''));
  const isOpen = opens || has('fore') || has('hyp');
  // predicting a drop below $60,000
  const isForetold = scene
    .of('brk')
    .some(
      ({ from, to }) =>
        to <= figure.from && figure.from - to < 4 && wordsOf(scene, from - 4, from).some(word => marks.foretelling.has(word)),
    );
  if (isForetold) return undefined;
  const level = (side: Reading['level']): Reading => ({ kind: 'level', sign: 1, level: side });
  // if $1,500 gives way
  if (words.ifWords.has(lead)) return level(undefined);
  // failing to hold $90,000
  if (
    (lead !== words.to || lately.includes(words.on)) &&
    marks.failing.has(
      wordsOf(scene, figure.from - 9, figure.from).findLast(word => marks.failing.has(word) || words.isWall(word)) ?? '',
    ) &&
    Math.min(brk, verb, left('up'), left('grip')) < 6 &&
    fore > brk
  )
    return level(undefined);
  // $81, a level that had held it back
  const after = wordsOf(scene, figure.to, figure.to + 5);
  const named = after[0] === ',' && marks.appositions.has(after[1] ?? '') ? 2 : 0;
  if (words.levelNouns.has(after[named] ?? '') && words.thatWords.has(after[named + 1] ?? '')) return level(undefined);
  if (isCalledLevel(sight) || isInFocus(sight)) return level(undefined);
  const isGripped = scene
    .of('grip')
    .some(
      ({ to }) =>
        to <= figure.from &&
        figure.from - to < 5 &&
        wordsOf(scene, to, figure.from).every(word => marks.gripFillers.has(word) || words.looseWords.has(word)),
    );
  if (isGripped && isOpen) return level(left('up') === 0 || brk === 0 ? undefined : 'support');
  const hold = left('hold');
  if (isAbove && hold < 4 && !isOpen) return level('support');
  if (!isAbove && !isBelow) return undefined;
  // could surpass $15,000: a goal
  const isGoal = scene
    .of('brk')
    .some(({ from, to }) => to <= figure.from && figure.from - to < 4 && words.modals.has(scene.tokens[from - 1]?.lower ?? ''));
  // rose 10%, breaking above $1,900: what a comma joins to what was told has happened
  const isFact =
    left('hyp') === far &&
    Math.min(right('fore'), right('hyp')) === far &&
    scene
      .of('brk')
      .some(
        ({ from, to }) =>
          to <= figure.from &&
          figure.from - to < 4 &&
          scene.tokens[from - 1]?.text === ',' &&
          words.isGerund(scene.tokens[from]?.lower ?? ''),
      );
  const isCondition =
    !isFact &&
    ((brk < 5 && isOpen && brk < fore && !(isAbove && isGoal)) || (verb < 4 && verb < fore && (fore < 14 || left('hyp') < far)));
  // If bitcoin falls below $60,000, longs would be liquidated: no level, but a map of positions.
  // A squeeze is a move, and no such map.
  const isMap = scene.of('liq').some(({ to }) => scene.tokens[to - 1]?.lower !== words.squeeze);
  const isOfPositions =
    isMap ||
    (right('hyp') < far &&
      (has('long') || has('short') || scene.of('stake').some(({ from }) => !scene.tokens[from]?.lower.endsWith('ish'))));
  if (isCondition && isOfPositions) return undefined;
  if (isCondition) return level(isAbove && hold > 4 && !lately.some(each => marks.staying.has(each)) ? 'resistance' : 'support');
  return isAbove && hold < 4 ? level('support') : undefined;
}

/** Whether an extreme of the past is a level now: resistance at the 2021 high of $68,900 holds today. */
export function isOldExtreme({ scene, figure, left }: Sight): boolean {
  const [extreme = '', link] = wordsOf(scene, figure.from - 2, figure.from);
  return link === words.of && words.extremes.has(extreme) && Math.min(left('sup'), left('res')) < 7;
}

/** Whether a figure is called a level: $72,500 has become the line to watch; makes $2,900 the level for a breakout. */
export function isCalledLevel({ scene, figure: { to }, lead, word }: Sight): boolean {
  const after = wordsOf(scene, to, to + 10);
  const isMade = words.makingWords.has(lead) || words.makingWords.has(word);
  const verb = after.slice(0, 2).findLastIndex(each => words.linking.has(each));
  if (!isMade && verb < 0) return false;
  const start = isMade ? 0 : verb + 1;
  const noun = after.findIndex((each, at) => at >= start && at < start + 5 && words.levelNouns.has(each));
  return noun >= 0 && marks.purposeWords.has(after[noun + 1] ?? '') && !after.slice(start, noun).some(words.isWall);
}

// puts the $620-$630 region back in focus
function isInFocus({ scene, figure: { to }, left }: Sight): boolean {
  if (Math.min(left('fore'), left('hyp')) < far) return false;
  const after = wordsOf(scene, to, to + 5);
  const focus = after.findIndex(each => marks.focusWords.has(each));
  return focus > 0 && after.slice(0, focus).every(each => words.markWords.has(each) || marks.focusLeads.has(each));
}

// The next hurdle for SOL sits around $182; levels of support, if SOL falls, include $120.
function isSubject(scene: Scene, { to }: { readonly to: number }, { from }: Sight['figure']): boolean {
  let at = from - 1;
  while (at > from - 5 && (words.loose.has(scene.tokens[at]?.lower ?? '') || words.rangeLeads.has(scene.tokens[at]?.lower ?? '')))
    at--;
  const verb = scene.tokens[at]?.lower ?? '';
  // the zone of support has shifted to
  const hasShifted = verb === words.to && marks.shifted.has(scene.tokens[at - 1]?.lower ?? '');
  const reach = hasShifted || marks.naming.has(verb) ? 14 : words.standing.has(verb) ? 5 : -1;
  return (
    at >= to &&
    at - to <= reach &&
    !scene.figures.some(figure => figure.from >= to && figure.from < from) &&
    !wordsOf(scene, to, at).some(words.isWall)
  );
}

// Support broke and bitcoin slid to $62,000, losing support sent it to $61,000: where the price is, and not the support.
function hasMoved(scene: Scene, to: number, { from: end }: Sight['figure']): boolean {
  const word = (at: number): string => scene.tokens[at]?.lower ?? '';
  const start = subjectAt(scene, end - (marks.focusLeads.has(word(end - 2)) ? 2 : 1));
  if (word(end - 1) !== words.to) return false;
  // bounced from support at $64,000 to $66,900
  if (wordsOf(scene, to - 4, to - 1).includes(words.from)) return true;
  return (
    start >= to &&
    (words.priceNouns.has(word(start)) || scene.mentions.some(named => named.to === start + 1)) &&
    !words.ofWords.has(word(start - 1))
  );
}

// at $1,822, below the $2,000 price level, holds its $65,000 range floor: what stands behind a figure is said of that one.
function isOfFigureAhead(scene: Scene, at: number): boolean {
  const start = words.markWords.has(scene.tokens[at - 1]?.lower ?? '') ? at - 1 : at;
  return scene.figures.some(({ to, unit, isGrouped }) => (to === at || to === start) && (unit !== 'plain' || isGrouped));
}

/** The nearest word of support or resistance. */
export function readLevelWord({
  scene,
  figure,
  left,
  right,
  lead,
}: Sight): { readonly cost: number; readonly side: Reading['level'] } | undefined {
  // Below that, it could drop toward the target at $2,150
  const isAimed = marks.aiming.has(lead);
  const isAim =
    isAimed ||
    (left('fore') < far &&
      (marks.goalLeads.has(lead) ||
        wordsOf(scene, figure.from - 9, figure.from).some(word => words.towards.has(word) || words.goalNouns.has(word))));
  const cost = (cue: Cue): number => {
    const places = scene.of(cue);
    const before = Math.min(
      far,
      ...places
        .filter(({ from, to }) => to <= figure.from && !isOfFigureAhead(scene, from) && !hasMoved(scene, to, figure))
        .map(place => scene.distance(place, figure)),
    );
    // Below that, …
    const opens = cue !== 'lvl' && !isAim && places.some(({ from, to }) => from === 0 && !hasMoved(scene, to, figure));
    const follows = places.filter(({ from }) => from >= figure.to);
    const isLinked = follows.some(
      ({ from }) =>
        from < figure.to + (wordsOf(scene, figure.to, from).includes(words.which) ? 14 : 9) &&
        wordsOf(scene, figure.to, from).some(word => words.linking.has(word)) &&
        // $1.52 and $1.64 as resistance
        !scene.figures.some(
          other =>
            other.from >= figure.to &&
            other.from < from &&
            (other.unit !== figure.unit || !wordsOf(scene, figure.to, other.from).every(word => words.listWords.has(word))),
        ),
    );
    // $1.05, a level of support
    const mark = figure.to + (words.markWords.has(scene.tokens[figure.to]?.lower ?? '') ? 1 : 0);
    const isApposed = scene.tokens[mark]?.type === 'mark' && marks.appositions.has(scene.tokens[mark + 1]?.lower ?? '');
    const start = mark + (isApposed ? 1 : 0);
    const isJoined = follows.some(({ from }) => !wordsOf(scene, start, from).some(word => word !== '(' && words.isWall(word)));
    return Math.min(
      before,
      isJoined ? right(cue) + 1 : far,
      opens || isLinked || places.some(place => isSubject(scene, place, figure)) ? 2 : far,
    );
  };
  const support = cost('sup');
  const resistance = cost('res');
  const sided = Math.min(support, resistance);
  const least = Math.min(sided, cost('lvl'));
  if (least === far) return undefined;
  // support … and a rally toward $70,000
  const isBefore = least === Math.min(left('sup'), left('res'), left('lvl'));
  if (isBefore && (isAimed || (left('fore') < least && marks.goalLeads.has(lead)))) return undefined;
  return { cost: least, side: least + 3 < sided ? undefined : support <= resistance ? 'support' : 'resistance' };
}
