import { takers } from './english/abbreviations.ts';
import * as clauses from './english/clauses.ts';
import * as marks from './english/levels.ts';
import * as words from './english/words.ts';
import { isHistory } from './history.ts';
import { isCalledLevel, isOldExtreme, readGrip, readLevelWord } from './levels.ts';
import type { Scene } from './scene.ts';
import { far, isMapped, nearestCoin, readMove, wordsOf, type Reading, type Sight } from './sight.ts';

/** What a number of the size of a price is: a price, a level; `undefined` for any other. */
export function readPriceOrLevel(sight: Sight): Reading | undefined {
  const { scene, figure, before, left, near, has, next, word, lead } = sight;
  const last = before.at(-1);
  // $120.50 and 0.91; the 1.37 level, not the 0.618 of a retracement
  const isNamed =
    (words.levelNouns.has(next) || Math.min(sight.right('sup'), sight.right('res')) === 0) &&
    /^(?!0\.(?:236|382|618|786))\d+\.\d\d/.test(scene.tokens[figure.from]?.text ?? '') &&
    near('ma') === far;
  const isSmall =
    figure.value < 100 && !(figure.isGrouped && (isNamed || (last?.kind === 'level' && figure.from === last.to + 1)));
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
  // plunged by over $4,000, shed over $2,000: how far it went, and no place
  const isMove =
    grip === undefined &&
    (level?.cost ?? far) > 2 &&
    readMove(sight) !== undefined &&
    !words.markWords.has(next) &&
    (!words.overWords.has(word) || takers.test(scene.tokens[figure.from - 2]?.lower ?? ''));
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
  if (
    level &&
    level.cost < 8 &&
    (level.side !== undefined || left('heat') === far) &&
    level.cost <= price + (level.cost < 3 ? 9 : 0) &&
    (fore > 3 || level.cost < 4)
  )
    return { kind: 'level', sign: 1, level: level.side };
  if (grip) return grip;
  const hyp = left('hyp');
  if (
    hyp < 25 ||
    (isMapped(scene, figure) && !(price < 5 && near('heat') > 14)) ||
    fore < (lead === words.to ? 16 : Math.min(14, price)) ||
    sight.right('due') < 3 ||
    ((lead === words.to || words.towards.has(lead)) &&
      Math.min(sight.right('fore'), sight.right('hyp')) < (left('brk') < 4 ? 2 : 1))
  )
    return undefined;
  return !isAim(sight) && isPrice(sight, not)
    ? { kind: 'price', sign: 1, ...(isRecent(sight) ? { tense: 'recent' } : {}) }
    : undefined;
}

// could extend its decline to retest the low of $2,150; a break may come, driving the price toward $0.92
function isAim({ scene, figure, lead }: Sight): boolean {
  const modal = scene
    .of('fore')
    .findLast(({ from, to }) => to <= figure.from && words.modals.has(scene.tokens[from]?.lower ?? ''));
  const between = modal ? wordsOf(scene, modal.to, figure.from) : [];
  return (
    !between.some(word => (words.walls[word] ?? 0) > 4) &&
    ((modal !== undefined && words.towards.has(lead)) ||
      between.some(
        (word, at, { [at + 1]: next = '' }) =>
          (word === words.to && marks.revisits.has(next)) || (word === ',' && words.isGerund(next)),
      ))
  );
}

// might trade at $70,000: what stands in the bare form behind a forecast has not happened.
function statedPrice({ scene, figure }: Sight): number {
  const stated = scene
    .of('price')
    .filter(({ from, to }) => to <= figure.from && !marks.bareVerbs.has(scene.tokens[from]?.lower ?? ''));
  return Math.min(far, ...stated.map(place => scene.distance(place, figure)));
}

function isPrice(sight: Sight, not: number): boolean {
  const { scene, figure, left, near, next, word, lead } = sight;
  const price = left('price');
  const coin = nearestCoin(scene, figure);
  if (figure.unit === 'plain' && price > 8 && !marks.plainLeads.has(lead) && !marks.plainLeads.has(word)) return false;
  if (figure.unit === 'plain' && scene.mentions.length === 0 && !scene.tokens.some(({ lower }) => words.priceNouns.has(lower)))
    return false;
  if (isOfSale(scene, figure) || isGoal(scene, figure) || isDue(sight) || isWorth(scene, figure)) return false;
  // plunged to $60,000 per coin
  const isReached = lead === words.to && Math.min(left('up'), left('down')) < 4;
  if (marks.eachWords.has(next) && price > 3 && !isReached) return false;
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
  const after = wordsOf(scene, to, to + 7);
  const goal = after.findIndex(word => words.goalNouns.has(word));
  // $2.90 is the next target
  const isCalled = after.slice(0, 2).some(word => words.linking.has(word));
  return (
    goal >= 0 &&
    (goal < 2 || isCalled) &&
    !after.slice(0, goal).some(word => (words.isWall(word) && !words.linking.has(word)) || words.belowWords.has(word))
  );
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
    (marks.turns.has(ahead ?? '') && words.isGerund(scene.tokens[from - 1]?.lower ?? '')) ||
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
    (!between.includes(',') ||
      between.includes(words.which) ||
      words.isGerund(between[between.indexOf(',') + 1] ?? '') ||
      // the cost basis, or what they paid, sits at
      wordsOf(scene, of.from - 5, of.from).includes(clauses.or)) &&
    !between.some(word => words.priceNouns.has(word)) &&
    ![...scene.mentions, ...scene.figures].some(({ from }) => from >= of.to && from < figure.from)
  );
}

function isRecent({ near, lead }: Sight): boolean {
  return near('high') < 4 || near('lately') < 6 || lead === words.from;
}
