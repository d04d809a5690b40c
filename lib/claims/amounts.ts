import * as words from './english/words.ts';
import { isHistory } from './history.ts';
import { far, isOfOptions, readMove, wordsOf, type Reading, type Sight } from './sight.ts';

/** What an amount of dollars is that is no price: liquidations, open interest, a market cap, a treasury's result; `undefined` for any other. */
export function readAmount(sight: Sight): Reading | undefined {
  const { scene, figure, state, before, near, left, right, has, topic } = sight;
  const change = followingMove(sight);
  const liq = change === undefined ? liquidationDistance(sight) : far;
  // from $1.7 billion to $960 million
  const goesOn = sight.lead === words.to ? 1 : 9;
  const oi = Math.min(near('oi'), topic === 'open_interest' || topic === 'open_interest_change' ? goesOn : far);
  const cap = Math.min(near('cap'), topic === 'market_cap' ? goesOn : far);
  const pnl = near('pnl');
  const least = Math.min(liq, oi, cap, pnl);
  const fore = left('fore');
  if (least > 26 || sight.next === words.per) return undefined;
  const move = change ?? readMove(sight);
  if (words.equals.has(sight.lead) && move !== undefined && before.at(-1)?.kind === 'open_interest_change')
    return { kind: 'open_interest_change', sign: move };
  if (pnl <= least + 2) {
    const isCompany =
      scene.companies.length > 0 ||
      (state.company !== undefined && scene.tokens.some(({ lower }) => words.companyWords.has(lower))) ||
      scene.tokens.some(({ lower }) => words.treasuryWords.has(lower));
    if (!isCompany || has('solo') || has('accounts') || fore < 2) return undefined;
    // An unrealized profit has shrunk: what it is called counts, and not how it moved.
    const named = [
      ...wordsOf(scene, figure.to, figure.to + 2),
      ...wordsOf(scene, 0, figure.from).toReversed(),
      ...wordsOf(scene, figure.to, scene.tokens.length),
    ].find(word => words.lossWords.has(word) || words.profitWords.has(word));
    const isLoss = named === undefined ? near('down', 0) <= near('up', 0) : words.lossWords.has(named);
    return { kind: 'treasury_pnl', sign: isLoss ? -1 : 1 };
  }
  const not = Math.min(near('not', 1), near('vol', 1));
  if (not + 1 < least || fore < 10 || has('hyp') || has('heat') || isHistory(sight)) return undefined;
  if (liq === least) {
    const behind = wordsOf(scene, figure.to, figure.to + 5);
    // $60 million in short position, not a $4 million short position
    const isOne = behind.some(word => words.oneTrade.has(word)) && !words.joins.has(sight.next);
    const isOthers =
      near('estate') < 20 ||
      left('solo') < 14 ||
      right('solo') < 6 ||
      scene.of('solo').some(place => place.from < 2) ||
      right('cap') < 4 ||
      near('ath') < 4;
    return isOne || isOthers || isSale(sight) ? undefined : { kind: 'liquidations', sign: 1 };
  }
  if (oi < least + 1) {
    if (isOfOptions(scene)) return undefined;
    return move === undefined ? { kind: 'open_interest', sign: 1 } : { kind: 'open_interest_change', sign: move };
  }
  // $1.2 trillion has been wiped off the market value
  const isLost = right('down') < (left('cap') === far ? 5 : 1);
  return move === undefined && !isLost ? { kind: 'market_cap', sign: 1 } : undefined;
}

function liquidationDistance({ scene, figure, state, before, near, has, topic }: Sight): number {
  const isTold =
    state.kind === 'liquidations' ||
    state.liquidationWindow !== undefined ||
    has('liq') ||
    before.some(({ kind }) => kind === 'liquidations');
  const isPart =
    wordsOf(scene, figure.from - 8, figure.from).some(word => words.partWords.has(word)) ||
    wordsOf(scene, figure.to, figure.to + 4).some(word => words.movesOf.has(word));
  return Math.min(
    near('liq'),
    Math.min(near('stake'), near('long'), near('short')) < 12 ? near('wipe') : far,
    isTold ? Math.min(near('long', 0), near('short', 0)) : far,
    isTold && isPart ? 6 : far,
    topic === 'liquidations' ? 12 : far,
  );
}

// a $2 billion drop in …
function followingMove({ scene, figure, right }: Sight): number | undefined {
  const isJoined = wordsOf(scene, figure.to + 1, figure.to + 3).some(word => words.ofWords.has(word));
  const up = right('up');
  const down = right('down');
  if (!isJoined || Math.min(up, down) > 0) return undefined;
  return down <= up ? -1 : 1;
}

// "liquidated $200 million in digital assets": an owner sold them.
function isSale({ scene, figure, next, left }: Sight): boolean {
  if (!words.joins.has(next) || left('liq') > 3) return false;
  const after = wordsOf(scene, figure.to, figure.to + 6);
  return after.some(word => words.soldWords.has(word)) && !after.some(word => words.stakes.has(word));
}
