import * as words from './english/words.ts';
import { isHistory } from './history.ts';
import { far, isOfOptions, nearestCoin, readMove, wordsOf, type Reading, type Sight } from './sight.ts';

/** What a percentage is: a change of a price, of a market cap or of open interest, a funding rate, a dominance; `undefined` for any other. */
export function readPercent(sight: Sight): Reading | undefined {
  const { scene, figure, before, near, left, right, has, next, word, lead, topic } = sight;
  const fore = left('fore');
  // When open interest climbs 20%, traders usually …
  if (has('gen') && wordsOf(scene, 0, 2).includes(words.when)) return undefined;
  if (topic === 'treasury_pnl' || left('hyp') < 20 || near('heat') < 6 || words.notChanges.has(next)) return undefined;
  // a 64% increase in its share
  if (
    Math.min(right('up'), right('down')) === 0 &&
    words.ofWords.has(scene.tokens[figure.to + 1]?.lower ?? '') &&
    Math.min(right('not'), right('vol')) < 6
  )
    return undefined;
  const liq = near('liq', 3);
  const oi = Math.min(near('oi', 4), topic === 'open_interest' || topic === 'open_interest_change' ? 7 : far);
  if (next === words.of) {
    // 58% of the crypto market
    const isShare = scene.mentions.some(({ type, from }) => type === 'scope' && from > figure.to && from < figure.to + 4);
    const isCoin = scene.mentions.some(({ type, from }) => type === 'coin' && from < figure.from);
    if (isShare && liq > 6) return fore < 8 || !isCoin ? undefined : { kind: 'dominance', sign: 1 };
    if (oi > 12 && !wordsOf(scene, figure.to + 1, figure.to + 3).includes(words.value)) return undefined;
  }
  const prior = before.at(-1);
  // BTC: $67,460 (1.7%)
  const isTabled = (figure.to === scene.tokens.length || words.isWall(next)) && prior?.kind === 'price';
  if (isTabled && wordsOf(scene, prior.to, figure.from).every(words.isWall))
    return { kind: 'price_change', sign: readDirection(sight)?.sign ?? 1 };
  const dom = near('dom');
  const fund = fundingDistance(sight);
  const cap = Math.min(near('cap', 6), topic === 'market_cap' ? 7 : far);
  const least = Math.min(dom, fund, oi, liq, cap);
  if (fund === least && fund < 18) {
    if (
      Math.min(right('up'), right('down')) === 0 ||
      fore < fund ||
      has('gen') ||
      near('not', 1) < Math.min(fund, 3) ||
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
  if (last === 'dominance' && words.placing.has(lead) && wordsOf(scene, figure.from - 6, figure.from).includes(words.share))
    return { kind: 'dominance', sign: 1 };
  if (dom === least && (dom < 16 || left('dom') < 24)) {
    if (fore < 9 || has('gen') || Math.min(near('not', 1), near('ma')) < dom || isHistory(sight)) return undefined;
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
  const not = Math.min(near('not', 2), near('vol', 2), near('ma', 3), near('pnl'));
  if (oi === least && oi < 16 && not > oi - 2 && left('price') > 3) {
    if (isOfOptions(scene)) return undefined;
    // a 17% drop in Avalanche's open interest
    const isIn = Math.min(right('up'), right('down')) === 0 && right('oi') < 8;
    return { kind: coin < oi - 6 && left('oi') === far && !isIn ? 'price_change' : 'open_interest_change', sign };
  }
  if (near('solo') < 20 || not < (coin === far ? 14 : Math.min(coin, 10)) || (right('not') < 2 && !figure.signed))
    return undefined;
  return isOfNoCoin(sight, coin, cap) ? undefined : { kind: 'price_change', sign };
}

function fundingDistance({ scene, figure, state, near, topic }: Sight): number {
  const isRate = state.kind === 'funding' && scene.tokens.some(({ lower }) => words.rateWords.has(lower));
  // Of percentages with three decimals only rates of funding are told.
  const isFine =
    state.hasFunding &&
    (topic !== undefined || scene.tokens.length < 9) &&
    (Math.abs(figure.value * 100) % 1 > 1e-6 || Math.abs(figure.value) < 0.1);
  return Math.min(near('fund'), isRate ? 3 : far, topic === 'funding' || isFine ? 7 : far);
}

// A distance from a level, a state, or a change of something that the sentence does not name.
function isOfNoCoin({ scene, figure, state, right, has, next, word, topic }: Sight, coin: number, cap: number): boolean {
  if (words.awayWords.has(next)) return true;
  const isState = words.stateWords.has(word) && Math.min(right('up'), right('down')) > 1;
  const [, behind = ''] = wordsOf(scene, figure.to, figure.to + 2);
  if (isState && !figure.signed && !words.moveNouns.has(scene.tokens[figure.from - 2]?.lower ?? '')) return true;
  if (Math.min(right('ath'), right('high')) < 6 && words.fromWords.has(behind)) return true;
  const named = scene.mentions.findLast(({ to }) => to <= figure.from)?.to ?? 0;
  if (
    wordsOf(scene, named, figure.from).some(
      (each, at) => words.indefinite.has(each) && scene.tokens[named + at + 1]?.type === 'word',
    )
  )
    return true;
  if (coin < far || cap < 10) return false;
  if (topic !== 'price' && topic !== 'price_change' && !has('price') && scene.figures[0] !== figure) return true;
  const first = scene.tokens[0]?.lower ?? '';
  if (scene.companies.length > 0 || words.pointing.has(first) || (figure.signed && word !== '(')) return true;
  return state.focus === undefined && state.titleAsset === undefined;
}

// liquidations soared by about
function isAllMoves(scene: Sight['scene'], from: number, to: number): boolean {
  return wordsOf(scene, from, to).every(
    (word, at) =>
      words.loose.has(word) ||
      words.byWords.has(word) ||
      words.auxiliaries.has(word) ||
      [...scene.of('up'), ...scene.of('down')].some(place => place.from <= from + at && from + at < place.to),
  );
}

/** Where to a percentage moved, and how far away that is said. */
function readDirection(sight: Sight): { readonly sign: number; readonly cost: number } | undefined {
  const { scene, figure, before, left, right, word, lead, topic } = sight;
  if (figure.signed) return { sign: 1, cost: 0 };
  // fell 14 and 16 percent
  const last = before.at(-1);
  if (
    last?.kind === 'price_change' &&
    last.to < figure.from &&
    wordsOf(scene, last.to, figure.from).every(each => words.listWords.has(each))
  )
    return { sign: last.sign, cost: 0 };
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
