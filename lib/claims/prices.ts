import * as words from './english/words.ts';
import { isHistory } from './history.ts';
import type { Cue, Scene } from './scene.ts';
import { far, nearestCoin, readMove, wordsOf, type Reading, type Sight } from './sight.ts';

/** What a number of the size of a price is: a price, a level; `undefined` for any other. */
export function readPriceOrLevel(sight: Sight): Reading | undefined {
  const { scene, figure, before, left, near, has, next, word, lead } = sight;
  if (
    figure.unit === 'plain' &&
    (figure.value < 100 ||
      (scene.tokens[figure.to]?.type === 'word' && !words.afterPlain.has(next) && !words.markWords.has(next)))
  )
    return undefined;
  const last = before.at(-1);
  const isListed =
    last &&
    figure.from - last.to < 6 &&
    wordsOf(scene, last.to, figure.from).every(
      (between, at) => words.listWords.has(between) || (at === 0 && words.markWords.has(between)),
    );
  if (isListed && (last.kind === 'price' || last.kind === 'level')) return { kind: last.kind, sign: 1, level: last.level };
  const grip = readGrip(sight);
  const level = readLevelWord(sight);
  const isMove =
    grip === undefined &&
    (level?.cost ?? far) > 2 &&
    readMove(sight) !== undefined &&
    !words.markWords.has(next) &&
    !words.overWords.has(word);
  if (words.notChanges.has(next) || left('liq') < 3 || sight.right('liq') < 1 || isMove || isHistory(sight)) return undefined;
  const price = left('price');
  const fore = left('fore');
  const not = Math.min(near('not', 2), near('solo', 2));
  if (not < 3 && !(level && level.cost < 2)) return undefined;
  if (level && level.cost < 8 && level.cost <= price + (level.cost < 3 ? 9 : 0) && (fore > 3 || level.cost < 4))
    return { kind: 'level', sign: 1, level: level.side };
  if (grip) return grip;
  const hyp = left('hyp');
  if (
    hyp < 25 ||
    has('heat') ||
    fore < (lead === words.to ? 16 : Math.min(14, price)) ||
    sight.right('due') < 3 ||
    (lead === words.to && Math.min(sight.right('fore'), sight.right('hyp')) < (left('brk') < 4 ? 2 : 1))
  )
    return undefined;
  return isPrice(sight, not) ? { kind: 'price', sign: 1, ...(isRecent(sight) ? { tense: 'recent' } : {}) } : undefined;
}

function isPrice({ scene, figure, left, near, next, word, lead }: Sight, not: number): boolean {
  const price = left('price');
  const coin = nearestCoin(scene, figure);
  if (figure.unit === 'plain' && price > 8 && !words.plainLeads.has(lead) && !words.plainLeads.has(word)) return false;
  if (words.eachWords.has(next) && price > 3) return false;
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
  // An old record is history; a new one is the price of the day.
  return near('ath') > 5 || Math.min(near('fresh'), near('lately')) < 9;
}

// to tag $21; BTC $67,400 (…)
function isResult(scene: Scene, { from, to }: Sight['figure']): boolean {
  const [ahead] = wordsOf(scene, from - 2, from);
  const next = scene.tokens[to]?.text ?? '';
  return (
    ahead === words.to ||
    (words.turns.has(ahead ?? '') && words.isGerund(scene.tokens[from - 1]?.lower ?? '')) ||
    (/^[(|,;]?$/.test(next) && scene.mentions.some(mention => mention.to === from))
  );
}

// the 50-day average, which sits close to $43
function isOfAverage(scene: Scene, figure: Sight['figure']): boolean {
  const of = scene.of('ma').findLast(({ to }) => to <= figure.from);
  if (of === undefined || scene.distance(of, figure) > 14) return false;
  const between = wordsOf(scene, of.to, figure.from);
  return (
    (!between.includes(',') || between.includes(words.which)) &&
    !between.some(word => words.priceNouns.has(word)) &&
    ![...scene.mentions, ...scene.figures].some(({ from }) => from >= of.to && from < figure.from)
  );
}

function isRecent({ near, lead }: Sight): boolean {
  return near('high') < 4 || near('lately') < 6 || lead === words.from;
}

// "must hold above $65,000", "a break below $60,000 would …", "holds above $70,000": a level, where it has not happened or holds on.
function readGrip({ scene, figure, left, right, has, next, lead }: Sight): Reading | undefined {
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
  const level = (side: Reading['level']): Reading => ({ kind: 'level', sign: 1, level: side });
  // if $1,500 gives way
  if (words.ifWords.has(lead)) return level(undefined);
  // failing to hold $90,000
  if (
    wordsOf(scene, figure.from - 7, figure.from).some(word => words.failing.has(word)) &&
    Math.min(brk, verb, left('up'), left('grip')) < 4 &&
    fore > brk
  )
    return level(undefined);
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
  const isCondition =
    (brk < 5 && isOpen && brk < fore && !(isAbove && isGoal)) || (verb < 4 && verb < fore && (fore < 14 || left('hyp') < far));
  // If bitcoin falls below $60,000, longs would be liquidated: no level, but a map of positions.
  if (isCondition && (has('liq') || right('hyp') < far)) return undefined;
  if (isCondition) return level(isAbove && hold > 4 ? 'resistance' : 'support');
  return isAbove && hold < 4 ? level('support') : undefined;
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
        from < figure.to + 9 &&
        wordsOf(scene, figure.to, from).some(word => words.linking.has(word)) &&
        !scene.figures.some(other => other.from >= figure.to && other.from < from),
    );
    // $1.05, a level of support
    const mark = figure.to + (words.markWords.has(scene.tokens[figure.to]?.lower ?? '') ? 1 : 0);
    const start = mark + (words.appositions.has(scene.tokens[mark + 1]?.lower ?? '') ? 1 : 0);
    const isJoined = follows.some(({ from }) => !wordsOf(scene, start, from).some(word => word === ',' || word === words.and));
    return Math.min(before, isJoined ? right(cue) + 1 : far, opens || isLinked ? 2 : far);
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
