import * as words from './english/words.ts';
import { isHistory } from './history.ts';
import type { Cue, Scene } from './scene.ts';
import { far, nearestCoin, readMove, wordsOf, type Reading, type Sight } from './sight.ts';

/** What a number of the size of a price is: a price, a level; `undefined` for any other. */
export function readPriceOrLevel(sight: Sight): Reading | undefined {
  const { scene, figure, before, left, near, has, next, word, lead } = sight;
  const last = before.at(-1);
  // $120.50 and 0.91
  const isSmall = figure.value < 100 && !(figure.isGrouped && last?.kind === 'level' && figure.from === last.to + 1);
  if (
    figure.unit === 'plain' &&
    (isSmall || (scene.tokens[figure.to]?.type === 'word' && !words.afterPlain.has(next) && !words.markWords.has(next)))
  )
    return undefined;
  const isListed =
    last &&
    figure.from - last.to < 6 &&
    wordsOf(scene, last.to, figure.from).every(
      (between, at) => words.listWords.has(between) || (at === 0 && words.markWords.has(between)),
    );
  if (isListed && (last.kind === 'price' || last.kind === 'level')) return { kind: last.kind, sign: 1, level: last.level };
  // the current $2,900 price
  const isCurrent = word === words.current && wordsOf(scene, figure.to, figure.to + 3).some(each => words.priceNouns.has(each));
  if (isCurrent && !has('hyp')) return { kind: 'price', sign: 1 };
  const grip = readGrip(sight);
  const level = readLevelWord(sight);
  const isMove =
    grip === undefined &&
    (level?.cost ?? far) > 2 &&
    readMove(sight) !== undefined &&
    !words.markWords.has(next) &&
    !words.overWords.has(word);
  if (words.notChanges.has(next) || left('liq') < 3 || sight.right('liq') < 1 || isMove) return undefined;
  // a date before it is of what led to it
  const isMadeNow = words.makingWords.has(lead) && isCalledLevel(sight);
  if (isHistory(sight) && !isOldExtreme(sight) && !isMadeNow) return undefined;

  const fore = left('fore');
  const price = fore < far ? statedPrice(sight) : left('price');
  const not = Math.min(near('not', 2), near('solo', 2));
  const sold = scene.figures.findLast(({ to }) => to <= figure.from);
  // falling to $14 or even to $12: of a list of goals none has come
  const isGoalToo =
    fore < far &&
    sold !== undefined &&
    sold.unit === figure.unit &&
    !before.some(({ to }) => to === sold.to) &&
    wordsOf(scene, sold.to, figure.from).every(
      between => words.listWords.has(between) || words.loose.has(between) || words.fillers.has(between),
    );
  if (isGoalToo) return undefined;
  // a trader sold for $3 million at $2
  if (lead === words.at && sold !== undefined && sold.to === figure.from - 1 && has('solo')) return undefined;
  if (not < 3 && !(level && level.cost < 2)) return undefined;
  if (level && level.cost < 8 && level.cost <= price + (level.cost < 3 ? 9 : 0) && (fore > 3 || level.cost < 4))
    return { kind: 'level', sign: 1, level: level.side };
  if (grip) return grip;
  const hyp = left('hyp');
  if (
    hyp < 25 ||
    (has('heat') && !(price < 5 && near('heat') > 14)) ||
    fore < (lead === words.to ? 16 : Math.min(14, price)) ||
    sight.right('due') < 3 ||
    (lead === words.to && Math.min(sight.right('fore'), sight.right('hyp')) < (left('brk') < 4 ? 2 : 1))
  )
    return undefined;
  return isPrice(sight, not) ? { kind: 'price', sign: 1, ...(isRecent(sight) ? { tense: 'recent' } : {}) } : undefined;
}

// might trade at $70,000: what stands in the bare form behind a forecast has not happened.
function statedPrice({ scene, figure }: Sight): number {
  const stated = scene
    .of('price')
    .filter(({ from, to }) => to <= figure.from && !words.bareVerbs.has(scene.tokens[from]?.lower ?? ''));
  return Math.min(far, ...stated.map(place => scene.distance(place, figure)));
}

function isPrice(sight: Sight, not: number): boolean {
  const { scene, figure, left, near, next, word, lead } = sight;
  const price = left('price');
  const coin = nearestCoin(scene, figure);
  if (figure.unit === 'plain' && price > 8 && !words.plainLeads.has(lead) && !words.plainLeads.has(word)) return false;
  if (figure.unit === 'plain' && scene.mentions.length === 0 && !scene.tokens.some(({ lower }) => words.priceNouns.has(lower)))
    return false;
  if (isOfSale(scene, figure) || isGoal(scene, figure) || isDue(sight) || isWorth(scene, figure)) return false;
  // plunged to $60,000 per coin
  const isReached = lead === words.to && Math.min(left('up'), left('down')) < 4;
  if (words.eachWords.has(next) && price > 3 && !isReached) return false;
  // $1,000 below the average
  if (words.awayWords.has(next) && words.standing.has(lead)) return false;
  // a reversal below $100,000 could …
  if (words.modals.has(next) && words.belowWords.has(word)) return false;
  const isPlaced =
    words.placing.has(lead) ||
    words.placing.has(word) ||
    words.markWords.has(next) ||
    price < 3 ||
    word === '(' ||
    isResult(scene, figure);
  const head = Math.min(near('vol'), near('cap'), near('pnl'), near('oi'));
  const ma = left('ma');
  if (
    !isPlaced ||
    (ma < 12 && ma < price) ||
    isOfAverage(scene, figure) ||
    (head < (coin === far ? 14 : 4) && head < price) ||
    (not < 7 && not < coin)
  )
    return false;
  // a slide to $108,000 since the record
  const isSince = scene
    .of('ath')
    .every(({ from }) => from >= figure.to && wordsOf(scene, from - 2, from).some(each => words.sinceLeads.has(each)));
  // An old record is history; a new one is the price of the day.
  return near('ath') > 5 || isSince || Math.min(near('fresh'), near('lately')) < 9;
}

// sees bitcoin at $80,000 by October 1
function isDue({ scene, figure: { to }, has }: Sight): boolean {
  const [first = ''] = wordsOf(scene, to, to + 1);
  return has('fore') && first === words.by && scene.dates.some(({ from }) => from > to && from < to + 3);
}

// 2 bitcoins, or just over $134,000
function isWorth(scene: Scene, figure: Sight['figure']): boolean {
  const last = scene.figures.findLast(({ to }) => to <= figure.from);
  if (last === undefined || (last.unit !== 'coin' && last.unit !== 'plain') || figure.from - last.to > 7) return false;
  const between = wordsOf(scene, last.to, figure.from);
  const isOfCoin = last.unit === 'coin' || scene.mentions.some(({ from }) => from === last.to);
  return isOfCoin && between.some(word => words.equals.has(word) || word === words.worth);
}

// a $9 price target
function isGoal(scene: Scene, { to }: Sight['figure']): boolean {
  const [first = '', second = ''] = wordsOf(scene, to, to + 2);
  return words.goalNouns.has(first) || (words.priceNouns.has(first) && words.goalNouns.has(second));
}

// the Phase 4 price of $0.02
function isOfSale(scene: Scene, { from }: Sight['figure']): boolean {
  return scene.tokens
    .slice(Math.max(0, from - 7), from)
    .some(({ lower }, at, near) => words.phaseWords.has(lower) && near[at + 1]?.type === 'number');
}

// to tag $21; BTC $67,400 (…)
function isResult(scene: Scene, { from, to }: Sight['figure']): boolean {
  const [ahead] = wordsOf(scene, from - 2, from);
  const next = scene.tokens[to]?.text ?? '';
  return (
    ahead === words.to ||
    (words.turns.has(ahead ?? '') && words.isGerund(scene.tokens[from - 1]?.lower ?? '')) ||
    (/^[-+(|,;]?$/.test(next) &&
      scene.mentions.some(
        ({ to }) => to <= from && to > from - 3 && wordsOf(scene, to, from).every(word => words.gapWords.has(word)),
      ))
  );
}

// the 50-day average, which sits close to $43
function isOfAverage(scene: Scene, figure: Sight['figure']): boolean {
  const of = scene.of('ma').findLast(({ to }) => to <= figure.from);
  if (of === undefined || scene.distance(of, figure) > 14) return false;
  const between = wordsOf(scene, of.to, figure.from);
  return (
    (!between.includes(',') || between.includes(words.which) || words.isGerund(between[between.indexOf(',') + 1] ?? '')) &&
    !between.some(word => words.priceNouns.has(word)) &&
    ![...scene.mentions, ...scene.figures].some(({ from }) => from >= of.to && from < figure.from)
  );
}

function isRecent({ near, lead }: Sight): boolean {
  return near('high') < 4 || near('lately') < 6 || lead === words.from;
}

// "must hold above $65,000", "a break below $60,000 would …", "holds above $70,000": a level, where it has not happened or holds on.
function readGrip(sight: Sight): Reading | undefined {
  const { scene, figure, left, right, has, next, lead } = sight;
  if (has('heat') || words.extremes.has(next)) return undefined;
  const lately = wordsOf(scene, figure.from - 4, figure.from);
  const isAbove = lately.some(word => words.aboveWords.has(word));
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
        to <= figure.from && figure.from - to < 4 && wordsOf(scene, from - 4, from).some(word => words.foretelling.has(word)),
    );
  if (isForetold) return undefined;
  const level = (side: Reading['level']): Reading => ({ kind: 'level', sign: 1, level: side });
  // if $1,500 gives way
  if (words.ifWords.has(lead)) return level(undefined);
  // failing to hold $90,000
  if (
    lead !== words.to &&
    wordsOf(scene, figure.from - 7, figure.from).some(word => words.failing.has(word)) &&
    Math.min(brk, verb, left('up'), left('grip')) < 4 &&
    fore > brk
  )
    return level(undefined);
  // $81, a level that had held it back
  const after = wordsOf(scene, figure.to, figure.to + 5);
  const named = after[0] === ',' && words.appositions.has(after[1] ?? '') ? 2 : 0;
  if (words.levelNouns.has(after[named] ?? '') && words.thatWords.has(after[named + 1] ?? '')) return level(undefined);
  if (isCalledLevel(sight) || isInFocus(sight)) return level(undefined);
  const isGripped = scene
    .of('grip')
    .some(
      ({ to }) =>
        to <= figure.from && figure.from - to < 5 && wordsOf(scene, to, figure.from).every(word => words.gripFillers.has(word)),
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
  const isOfPositions = isMap || (right('hyp') < far && (has('long') || has('short') || has('stake')));
  if (isCondition && isOfPositions) return undefined;
  if (isCondition) return level(isAbove && hold > 4 && !lately.some(each => words.staying.has(each)) ? 'resistance' : 'support');
  return isAbove && hold < 4 ? level('support') : undefined;
}

// resistance at the 2021 high of $68,900 holds today
function isOldExtreme({ scene, figure, left }: Sight): boolean {
  const [extreme = '', link] = wordsOf(scene, figure.from - 2, figure.from);
  return link === words.of && words.extremes.has(extreme) && Math.min(left('sup'), left('res')) < 7;
}

// $72,500 has become the line to watch; makes $2,900 the level for a breakout
function isCalledLevel({ scene, figure: { to }, lead, word }: Sight): boolean {
  const after = wordsOf(scene, to, to + 10);
  const isMade = words.makingWords.has(lead) || words.makingWords.has(word);
  const verb = after.slice(0, 2).findLastIndex(each => words.linking.has(each));
  if (!isMade && verb < 0) return false;
  const start = isMade ? 0 : verb + 1;
  const noun = after.findIndex((each, at) => at >= start && at < start + 5 && words.levelNouns.has(each));
  return noun >= 0 && words.purposeWords.has(after[noun + 1] ?? '') && !after.slice(start, noun).some(words.isWall);
}

// puts the $620-$630 region back in focus
function isInFocus({ scene, figure: { to }, left }: Sight): boolean {
  if (Math.min(left('fore'), left('hyp')) < far) return false;
  const after = wordsOf(scene, to, to + 5);
  const focus = after.findIndex(each => words.focusWords.has(each));
  return focus > 0 && after.slice(0, focus).every(each => words.markWords.has(each) || words.focusLeads.has(each));
}

// The next hurdle for SOL sits around $182; levels of support, if SOL falls, include $120.
function isSubject(scene: Scene, { to }: { readonly to: number }, { from }: Sight['figure']): boolean {
  let at = from - 1;
  while (at > from - 5 && (words.loose.has(scene.tokens[at]?.lower ?? '') || words.rangeLeads.has(scene.tokens[at]?.lower ?? '')))
    at--;
  const verb = scene.tokens[at]?.lower ?? '';
  const reach = words.naming.has(verb) ? 14 : words.standing.has(verb) ? 5 : -1;
  return (
    at >= to &&
    at - to <= reach &&
    !scene.figures.some(figure => figure.from >= to && figure.from < from) &&
    !wordsOf(scene, to, at).some(words.isWall)
  );
}

/** The nearest word of support or resistance. */
function readLevelWord({
  scene,
  figure,
  left,
  right,
  lead,
}: Sight): { readonly cost: number; readonly side: Reading['level'] } | undefined {
  const cost = (cue: Cue): number => {
    const places = scene.of(cue);
    // at $1,822, below the $2,000 price level: what stands behind a figure is said of that one.
    const before = Math.min(
      far,
      ...places
        .filter(({ from, to }) => to <= figure.from && !scene.figures.some(other => other.to === from))
        .map(place => scene.distance(place, figure)),
    );
    // Below that, …
    const opens = cue !== 'lvl' && places.some(({ from }) => from === 0);
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
    const isApposed = scene.tokens[mark]?.type === 'mark' && words.appositions.has(scene.tokens[mark + 1]?.lower ?? '');
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
  if (isBefore && left('fore') < least && words.goalLeads.has(lead)) return undefined;
  return { cost: least, side: least + 3 < sided ? undefined : support <= resistance ? 'support' : 'resistance' };
}
