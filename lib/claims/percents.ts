import { unitHours } from './english/times.ts';
import * as words from './english/words.ts';
import { isHistory } from './history.ts';
import {
  bracketed,
  far,
  isGeneral,
  isMoveAt,
  isOfOptions,
  nearestCoin,
  readMove,
  subjectAt,
  wordsOf,
  type Reading,
  type Sight,
} from './sight.ts';

/** What a percentage is: a change of a price, of a market cap or of open interest, a funding rate, a dominance; `undefined` for any other. */
export function readPercent(sight: Sight): Reading | undefined {
  const { scene, figure, before, near, left, right, has, next, word, lead, topic } = sight;
  const fore = left('fore');
  // When open interest climbs 20%, traders usually …
  if (has('gen') && wordsOf(scene, 0, 2).includes(words.when)) return undefined;
  const behind = wordsOf(scene, figure.to, figure.to + 9);
  // a 40% climb from current prices has not happened
  const isAhead =
    behind.includes(words.current) && behind[behind.indexOf(words.current) - 1] !== words.the && behind.includes(words.from);
  if (
    right('due') < 5 ||
    isAhead ||
    topic === 'treasury_pnl' ||
    left('hyp') < 20 ||
    near('heat') < 6 ||
    words.notChanges.has(next) ||
    isOfGoal(sight, behind) ||
    // A 10% drop would …
    (figure.from === 1 && words.articles.has(word) && behind.slice(0, 5).some(each => words.modals.has(each))) ||
    // 55% a year over four years
    (words.eachYear.has(next) && words.yearWords.has(behind[1] ?? ''))
  )
    return undefined;
  // a 64% increase in its share, a 13% decline in the value of its investment
  if (
    Math.min(right('up'), right('down')) === 0 &&
    words.ofWords.has(scene.tokens[figure.to + 1]?.lower ?? '') &&
    Math.min(right('not'), right('vol'), right('alien')) < (behind.includes(words.value) ? 9 : 6)
  )
    return undefined;
  if (word === '(' && isWeight(scene, figure)) return undefined;
  if (isOfPrice(scene, figure)) {
    const told = fore < 9 || isHistory(sight) ? undefined : readDirection(sight);
    return told && { kind: 'price_change', sign: told.sign };
  }
  const liq = near('liq', 3);
  const oi = Math.min(near('oi', 4), topic === 'open_interest' || topic === 'open_interest_change' ? 7 : far);
  if (next === words.of) {
    // 58% of the crypto market
    const isShare = scene.mentions.some(({ type, from }) => type === 'scope' && from > figure.to && from < figure.to + 7);
    const isCoin = scene.mentions.some(({ type, from }) => type !== 'scope' && from < figure.from);
    if (isShare && liq > 6)
      return fore < 8 || !isCoin || has('oi') || scene.venues.length > 0 ? undefined : { kind: 'dominance', sign: 1 };
    if (oi > 12 && !wordsOf(scene, figure.to + 1, figure.to + 3).includes(words.value)) return undefined;
  }
  const prior = before.at(-1);
  // BTC: $67,460 (1.7%)
  const isTabled = (figure.to === scene.tokens.length || words.isWall(next)) && prior?.kind === 'price';
  if (isTabled && wordsOf(scene, prior.to, figure.from).every(words.isWall))
    return { kind: 'price_change', sign: readDirection(sight)?.sign ?? 1 };
  // it has decreased to 54%
  const dom = Math.min(
    near('dom'),
    topic === 'dominance' && words.placing.has(lead) && Math.min(right('up'), right('down')) > 0 ? 6 : far,
  );
  const fund = fundingDistance(sight);
  const cap = Math.min(near('cap', 6), topic === 'market_cap' ? 7 : far);
  const least = Math.min(dom, fund, oi, liq, cap);
  if (fund === least && fund < 18) {
    if (
      Math.min(right('up'), right('down')) === 0 ||
      fore < fund ||
      isGeneral(scene, figure) ||
      near('not', 1) < Math.min(fund, 3) ||
      // 0.01%, or 0.21% per week
      (next === words.per && (unitHours[behind[1] ?? ''] ?? 0) > 24) ||
      isHistory(sight)
    )
      return undefined;
    const isNegative =
      !figure.signed && wordsOf(scene, figure.from - 4, figure.from).some(before => words.signWords[before] === '-');
    return { kind: 'funding', sign: isNegative ? -1 : 1 };
  }
  const last = prior?.kind;
  const isAlone = Math.min(least, near('up'), near('down'), near('not')) > 6;
  if (isAlone && (last === 'funding' || last === 'dominance') && words.placing.has(word)) return { kind: last, sign: 1 };
  if (
    (last === 'dominance' || has('dom')) &&
    (words.placing.has(lead) || lead === words.share) &&
    wordsOf(scene, figure.from - 6, figure.from).includes(words.share)
  )
    return { kind: 'dominance', sign: 1 };
  if (dom === least && (dom < 16 || left('dom') < 24)) {
    if (
      fore < 9 ||
      (word === '(' ? has('gen') : isGeneral(scene, figure)) ||
      Math.min(near('not', 1), near('ma')) < dom ||
      isHistory(sight)
    )
      return undefined;
    const isReading = dom < 3 || words.placing.has(word) || words.placing.has(lead);
    return isReading && !words.byWords.has(lead) && readMove(sight) === undefined ? { kind: 'dominance', sign: 1 } : undefined;
  }
  const move = readDirection(sight);
  if (move === undefined || (fore < 9 && left('price') > fore)) return undefined;
  const { sign, cost } = move;
  const coin = nearestCoin(scene, figure);
  if (
    liq === least &&
    liq < 9 &&
    liq < cost + 4 &&
    (coin > liq || scene.of('liq').some(({ to }) => to <= figure.from && isAllMoves(scene, to, figure.from)))
  )
    return undefined;
  if (isHistory(sight)) return undefined;
  const not = Math.min(refusal(sight, 'not'), refusal(sight, 'vol'), near('ma', 3), near('pnl'));
  if (oi === least && oi < 16 && not > oi - 2) {
    if (isOfOptions(scene)) return undefined;
    // a 17% drop in Avalanche's open interest
    const isIn = Math.min(right('up'), right('down')) === 0 && right('oi') < 8;
    return { kind: coin < oi - 6 && left('oi') === far && !isIn ? 'price_change' : 'open_interest_change', sign };
  }
  if (
    left('solo') < Math.min(20, coin) ||
    right('solo') < 4 ||
    not < (coin === far ? 14 : Math.min(coin, 10)) ||
    (right('not') < 2 && !figure.signed) ||
    isOfRate(scene, figure)
  )
    return undefined;
  return isOfNoCoin(sight, coin, cap) ? undefined : { kind: 'price_change', sign };
}

// $40 million in outflows and a 5% drop in its price, an 8% price surge, funding fell as the price lost 5%: of the price, whatever else is counted
function isOfPrice(scene: Sight['scene'], { from: start, to }: Sight['figure']): boolean {
  const behind = wordsOf(scene, to, to + 6);
  const [first = '', second = ''] = behind;
  const before = subjectAt(scene, start);
  const next = behind.findIndex(word => words.priceNouns.has(word));
  const isBefore = before < start - 1 && words.priceNouns.has(scene.tokens[before]?.lower ?? '');
  const at = isBefore ? before : to + next;
  return (
    (isBefore ||
      (words.moveNouns.has(next === 0 ? second : first) &&
        (next === 0 || (next > 1 && words.ofWords.has(second) && !behind.slice(2, next).some(words.isWall))))) &&
    !(['not', 'ma', 'alien'] as const).some(cue => scene.of(cue).some(({ from, to: end }) => from <= at && at < end))
  );
}

// 120% upside; a forecast from $2,200 to $3,000, a 36% increase
function isOfGoal({ scene, figure, before, word }: Sight, behind: readonly string[]): boolean {
  if (words.sidesOfChance.has(behind[0] ?? '') && !words.moveNouns.has(behind[1] ?? '')) return true;
  // Another 10% would take it to $12.
  // a 12% rise to $2,700 is possible
  const goes = scene.figures.find(({ from }) => from > figure.to && from < figure.to + 4)?.to ?? figure.to;
  if (
    (words.articles.has(word) || words.byWords.has(word)) &&
    (wordsOf(scene, goes, goes + 2).some(each => words.modals.has(each)) || scene.of('due').some(({ from }) => from === goes)) &&
    !behind.includes(words.have)
  )
    return true;
  // could fall to $12, a 40% drop
  const unmet = scene.figures.findLast(({ to }) => to <= figure.from);
  // a 12% drop in bitcoin and a 20% drop in ether
  const isListed = words.articles.has(word) && words.listWords.has(scene.tokens[figure.from - 2]?.lower ?? '');
  const isUnmet =
    unmet !== undefined &&
    figure.from - unmet.to < 6 &&
    (unmet.unit === 'pct'
      ? isListed
      : unmet.unit === 'usd' && !scene.mentions.some(({ from }) => from >= unmet.to && from < figure.from)) &&
    !before.some(({ to }) => to === unmet.to) &&
    scene.of('fore').some(place => place.to <= unmet.from && scene.distance(place, unmet) < 16) &&
    !wordsOf(scene, unmet.to, figure.from).some(each => words.subordinate.has(each) || words.nowWords.has(each));
  if (isUnmet) return true;
  // the 50% price retracement level
  const part = behind.slice(0, 2).indexOf(words.retracement);
  if (part >= 0 && words.levelNouns.has(behind[part + 1] ?? '')) return true;
  const goal = scene.tokens.findLastIndex(({ lower }, at) => at < figure.from && words.goalNouns.has(lower));
  const goals = scene.figures.filter(({ from, to, unit }) => from > goal && to <= figure.from && unit === 'usd');
  return (
    goal >= 0 &&
    goals.length > 0 &&
    !before.some(({ to }) => to > goal) &&
    !wordsOf(scene, goal, figure.from).some(word => (words.walls[word] ?? 0) > 3)
  );
}

// holders, despite a loss of 7%; a volume of $8 million, a change of 2%: what a clause or a figure of its own closes is not said of this one.
function refusal({ scene, figure, near, right, next }: Sight, cue: 'not' | 'vol'): number {
  const open = scene.of(cue).some(place => {
    if (place.to > figure.from) return false;
    const own = scene.figures.find(({ from, to }) => from >= place.to && to <= figure.from);
    const isOwn =
      own !== undefined &&
      scene.distance(place, own) < 3 &&
      // a volume of $8 million, up 2%, is the volume's
      wordsOf(scene, own.to, figure.from).some(
        (word, at) => !words.isWall(word) && !words.loose.has(word) && !isMoveAt(scene, own.to + at),
      );
    const start = isOwn ? own.to : place.to;
    const walls = wordsOf(scene, start, figure.from).map(word => (word === words.however ? 0 : (words.walls[word] ?? 0)));
    return !walls.some(wall => wall > (start === place.to ? 4 : 1));
  });
  return open ? near(cue, 2) : right(cue) + (words.isWall(next) ? 8 : 2);
}

// the 3% ETH futures premium
function isOfRate(scene: Sight['scene'], { to }: Sight['figure']): boolean {
  const behind = wordsOf(scene, to, to + 5);
  const end = behind.findIndex(words.isWall);
  // up 5% on a weekly basis
  return behind[0] !== words.on && behind.slice(0, end < 0 ? 5 : end).some(word => words.rateNouns.has(word));
}

// volatility (25%), volume (25%), surveys (15%): what an index is made of
function isWeight(scene: Sight['scene'], { signed }: Sight['figure']): boolean {
  const weights = scene.figures.filter(({ unit, from }) => unit === 'pct' && scene.tokens[from - 1]?.text === '(');
  return !signed && weights.length > 2 && scene.mentions.every(({ type }) => type === 'it');
}

// No rate of eight hours is as high.
const mostFunding = 3;

function fundingDistance({ scene, figure, state, near, topic, lead }: Sight): number {
  const isRate = state.kind === 'funding' && scene.tokens.some(({ lower }) => words.rateWords.has(lower));
  // Of percentages with three decimals only rates of funding are told.
  const isFine =
    state.hasFunding &&
    (topic !== undefined || scene.tokens.length < 14) &&
    (Math.abs(figure.value * 100) % 1 > 1e-6 || Math.abs(figure.value) < 0.1);
  // At press time, it sits at 0.0042%.
  const isTiny =
    Math.abs(figure.value) < 0.1 &&
    Math.abs(figure.value * 100) % 1 > 1e-6 &&
    scene.tokens.length < 16 &&
    words.placing.has(lead) &&
    wordsOf(scene, 0, 6).some(word => words.anaphoric.has(word) || words.pointing.has(word) || words.rateWords.has(word));
  return Math.min(
    near('fund'),
    isRate ? 3 : far,
    (topic === 'funding' && (Math.abs(figure.value) < mostFunding || scene.spans.some(({ window }) => window === '1y'))) ||
      isFine ||
      isTiny
      ? 7
      : far,
  );
}

// A distance from a level, a state, or a change of something that the sentence does not name.
function isOfNoCoin(sight: Sight, coin: number, cap: number): boolean {
  const { scene, figure, state, right, has, next, word, topic } = sight;
  if (words.awayWords.has(next)) return true;
  // 8% lower than the $60,000 that they paid
  if (
    words.lessWords.has(next) &&
    scene.tokens[figure.to + 1]?.lower === words.than &&
    scene.figures.some(({ unit, from }) => unit === 'usd' && from > figure.to && from < figure.to + 5)
  )
    return true;
  const isState = words.stateWords.has(word) && Math.min(right('up'), right('down')) > 1;
  const [, behind = ''] = wordsOf(scene, figure.to, figure.to + 2);
  if (isState && !figure.signed && bracketed(scene, figure) === undefined && namedMove(sight) === undefined) return true;
  // a 4% bounce off the lows is a move
  if (right('up') > 0 && Math.min(right('ath'), right('high')) < 6 && words.fromWords.has(behind)) return true;
  const named = scene.mentions.findLast(({ to }) => to <= figure.from)?.to ?? 0;
  const between = wordsOf(scene, named, figure.from);
  const others = between.findIndex(
    (each, at) =>
      words.indefinite.has(each) &&
      between[at - 1] !== words.the &&
      scene.tokens[named + at + 1]?.type === 'word' &&
      // for several weeks, for most of the year
      unitHours[between.slice(at + 1).find(unit => unit !== words.of && unit !== words.the) ?? ''] === undefined,
  );
  // SOL, ADA, and several others
  if (others === 0 || (others > 0 && !between.slice(0, others).every(each => words.listWords.has(each)))) return true;
  if (coin < far || cap < 10) return false;
  if (topic !== 'price' && topic !== 'price_change' && !has('price') && scene.figures[0] !== figure) return true;
  const first = scene.tokens[0]?.lower ?? '';
  const isPointing = words.pointing.has(first) && state.kind !== 'price' && state.kind !== 'price_change';
  if (scene.companies.length > 0 || isPointing || (figure.signed && word !== '(')) return true;
  return state.focus === undefined && state.titleAsset === undefined;
}

// liquidations soared by about
function isAllMoves(scene: Sight['scene'], from: number, to: number): boolean {
  return wordsOf(scene, from, to).every(
    (word, at) => words.loose.has(word) || words.byWords.has(word) || words.auxiliaries.has(word) || isMoveAt(scene, from + at),
  );
}

// A gain over the past week stands at 5%, losses have shrunk to 3%: what it is called counts, and not how it changed.
function namedMove({ scene, figure }: Sight): number | undefined {
  const isNoun = (at: number): boolean => words.moveNouns.has(scene.tokens[at]?.lower ?? '');
  for (let at = figure.from - 1; at >= 0; at--) {
    if (isNoun(at)) {
      // of a fund or a team
      if (scene.tokens[at]?.lower === words.performance && nearestCoin(scene, figure) === far) return undefined;
      const noun = isNoun(at - 1) ? at - 1 : at;
      return scene.of('down').some(({ from, to }) => from <= noun && noun < to) ? -1 : 1;
    }
    const place = [...scene.spans, ...scene.mentions].find(({ to }) => to === at + 1);
    const isVerb = isMoveAt(scene, at) && (isNoun(at - 1) || isNoun(at - 2));
    if (place) at = place.from;
    else if (!isVerb && !words.stating.has(scene.tokens[at]?.lower ?? '')) return undefined;
  }
  return undefined;
}

/** Where to a percentage moved, and how far away that is said. */
function readDirection(sight: Sight): { readonly sign: number; readonly cost: number } | undefined {
  const { scene, figure, before, left, right, word, lead, topic } = sight;
  if (figure.signed) return { sign: 1, cost: 0 };
  // fell 14 and 16 percent; up 2% on the day, 5% on the week and over 9% on the month
  const last = before.at(-1);
  if (
    (last?.kind === 'price_change' || last?.kind === 'open_interest_change') &&
    last.to < figure.from &&
    scene.tokens
      .slice(last.to, figure.from)
      .every(
        ({ lower }, at) =>
          words.listWords.has(lower) ||
          (words.loose.has(lower) && !isMoveAt(scene, last.to + at)) ||
          scene.spans.some(({ from, to }) => from <= last.to + at && last.to + at < to),
      )
  )
    return { sign: last.sign, cost: 0 };
  const named = namedMove(sight);
  if (named !== undefined) return { sign: named, cost: 0 };
  const upAfter = right('up');
  const downAfter = right('down');
  const after = Math.min(upAfter, downAfter);
  const ahead = Math.min(left('up'), left('down'));
  const move = after < 2 ? undefined : readMove(sight);
  if (move !== undefined) return { sign: move, cost: 0 };
  // a 5% slide, 3% lower: what follows at once says it.
  const cost = after < 2 ? 0 : Math.min(ahead, after + 2);
  if (cost > (topic === 'price_change' || word === '(' || words.equals.has(lead) ? 20 : 9)) return undefined;
  const isAfter = after < 2 || ahead > after + 2;
  return { sign: (isAfter ? downAfter <= upAfter : left('down') <= left('up')) ? -1 : 1, cost };
}
