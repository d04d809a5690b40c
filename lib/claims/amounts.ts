import { accounts } from './english/clauses.ts';
import * as words from './english/words.ts';
import type { TokenFigure } from './figures.ts';
import { isHistory } from './history.ts';
import type { Scene } from './scene.ts';
import { far, isOfOptions, nearestCoin, readMove, wordsOf, type Reading, type Sight } from './sight.ts';

// More than any day's liquidations: those of 10 October 2025 came to 19 billion.
const mostLiquidated = 2e10;

/** What an amount of dollars is that is no price: liquidations, open interest, a market cap, a treasury's result; `undefined` for any other. */
export function readAmount(sight: Sight): Reading | undefined {
  const { scene, figure, state, before, near, left, right, has, topic } = sight;
  const change = followingMove(sight);
  const liq = change === undefined ? liquidationDistance(sight) : far;
  // open interest rose to $5 billion, while volume jumped to $9 billion
  const isBroken = scene.of('vol').some(({ from, to }) => from >= (before.at(-1)?.to ?? 0) && to <= figure.from);
  // from $1.7 billion to $960 million
  const goesOn = isBroken ? far : sight.lead === words.to ? 1 : 9;
  const oi = Math.min(near('oi'), topic === 'open_interest' || topic === 'open_interest_change' ? goesOn : far);
  const cap = Math.min(near('cap'), topic === 'market_cap' ? goesOn : far);
  const pnl = near('pnl');
  const least = Math.min(liq, oi, cap, pnl);
  const fore = left('fore');
  if (sight.next === words.per) return undefined;
  // $5 billion in open interest and $9 billion in daily volume
  if (words.joins.has(sight.next) && right('vol') < Math.min(5, right('liq'), right('oi'), right('cap'))) return undefined;
  if (isOpenContracts(sight, liq)) return { kind: 'open_interest', sign: 1 };
  const move = change ?? readMove(sight);
  if (least > 26) {
    // the total crypto market fell 5% to $2 trillion
    const market = scene.mentions.findLast(({ to, type }) => to <= figure.from && type !== 'it');
    const isMarket =
      figure.value >= 1e11 &&
      move === undefined &&
      market?.asset === 'TOTAL' &&
      (sight.word === "'s" || !wordsOf(scene, market.from - 2, market.from).some(word => words.ofWords.has(word))) &&
      (words.placing.has(sight.lead) || words.placing.has(sight.word) || sight.word === "'s");
    // ether trades at some $240 billion
    const isWhole =
      figure.value >= 1e9 &&
      left('price') < 5 &&
      nearestCoin(scene, figure) < 14 &&
      before.every(({ kind }) => kind === 'price' || kind === 'market_cap');
    const isTold =
      (isMarket || isWhole) &&
      Math.min(near('vol'), near('not') + 8, left('ma'), fore) > 20 &&
      scene.figures.every(({ unit }) => unit !== 'coin') &&
      !has('hyp') &&
      !isHistory(sight);
    return isTold ? { kind: 'market_cap', sign: 1 } : undefined;
  }
  if (words.equals.has(sight.lead) && move !== undefined && before.at(-1)?.kind === 'open_interest_change')
    return { kind: 'open_interest_change', sign: move };
  if (pnl <= least + 2) {
    const isCompany =
      scene.companies.length > 0 ||
      (state.company !== undefined &&
        scene.tokens.some(
          ({ lower }, at) =>
            words.companyWords.has(lower) || (words.pointing.has(lower) && (at === 0 || scene.tokens[at - 1]?.text === ',')),
        )) ||
      scene.tokens.some(({ lower }) => words.treasuryWords.has(lower));
    if (!isCompany || has('solo') || has('accounts') || fore < 2 || isHeld(sight)) return undefined;
    // alongside $90 million in debt
    if (wordsOf(scene, figure.to, figure.to + 5).some(word => accounts.has(word))) return undefined;
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
  if (not + 1 < least || fore < 10 || isConditional(sight) || has('heat') || isHistory(sight)) return undefined;
  if (liq === least) {
    const ahead = wordsOf(scene, figure.to, figure.to + 5);
    const wall = ahead.findIndex(words.isWall);
    const behind = wall < 0 ? ahead : ahead.slice(0, wall);
    // $60 million in short position, not a $4 million short position
    const isOne = behind.some(word => words.oneTrade.has(word)) && !words.joins.has(sight.next);
    const isOthers =
      near('estate') < 20 ||
      left('solo') < 14 ||
      right('solo') < 6 ||
      scene.of('solo').some(place => place.from < 2) ||
      // $1 billion in longs would be wiped out
      (wall < 0 || wall > 3 ? behind : ahead).some(
        (word, at) =>
          words.modals.has(word) && [...scene.of('wipe'), ...scene.of('liq')].some(({ from }) => from === figure.to + at + 2),
      ) ||
      right('cap') < 4 ||
      (near('ath') < 4 && !wordsOf(scene, figure.to, figure.to + 5).some(word => words.sinceLeads.has(word)));
    return isOne || isOthers || isSale(sight) ? undefined : { kind: 'liquidations', sign: 1 };
  }
  if (oi < least + 1) {
    if (isOfOptions(scene) || left('solo') < oi + 4) return undefined;
    // open interest of $2 billion evaporated
    const moved = move ?? (scene.of('wipe').some(({ from }) => from === figure.to) ? -1 : undefined);
    return moved === undefined ? { kind: 'open_interest', sign: 1 } : { kind: 'open_interest_change', sign: moved };
  }
  // fell 3% (some $70 billion)
  const last = before.at(-1);
  const link = last?.kind === 'price_change' ? wordsOf(scene, last.to, figure.from) : [];
  if (link.length > 0 && link.every(word => words.loose.has(word) || words.equals.has(word) || word === ',')) return undefined;
  // or $9 billion less than on Monday
  if (words.lessWords.has(sight.next)) return undefined;
  // $1.2 trillion has been wiped off the market value
  const down = scene.of('down').find(({ from }) => from >= figure.to);
  const isLost = right('down') < (left('cap') === far ? 5 : 1) && !wordsOf(scene, figure.to, down?.from ?? 0).some(words.isWall);
  return move === undefined && !isLost ? { kind: 'market_cap', sign: 1 } : undefined;
}

// not: $9 million were liquidated, and more will be if it falls
function isConditional({ scene, figure, left, has }: Sight): boolean {
  if (left('hyp') < far) return true;
  const mark = scene.tokens.findIndex(({ text }, at) => at >= figure.to && text === ',');
  return (
    has('hyp') &&
    !(
      scene.of('hyp').every(({ from }) => mark > 0 && from > mark) &&
      wordsOf(scene, figure.from - 8, mark).some(word => words.pastBe.has(word) || words.isPast(word))
    )
  );
}

// $7 billion is tied up in SOL futures: nobody's own, and nothing that was dealt in or closed
function isOpenContracts(sight: Sight, liq: number): boolean {
  const { scene, figure, near, left, has } = sight;
  return (
    words.openContracts.test(wordsOf(scene, figure.to, figure.to + 12).join(' ')) &&
    words.opening.test([...wordsOf(scene, 0, figure.from), ''].join(' ')) &&
    Math.min(liq, near('wipe'), near('vol'), near('not'), left('fore'), left('hyp')) > 8 &&
    !has('solo') &&
    scene.companies.length === 0 &&
    !isOfOptions(scene) &&
    !isHistory(sight)
  );
}

// holdings valued at $9 billion, an unrealized loss of …: what they are worth is no result
function isHeld({ scene, figure, lead, left }: Sight): boolean {
  return (
    left('pnl') === far &&
    (words.placing.has(lead) || words.holdingWords.has(lead)) &&
    wordsOf(scene, 0, figure.from).some(word => words.holdingWords.has(word))
  );
}

// $120 million in ether, $31 million in cardano
function isCoinByCoin(scene: Scene, figure: TokenFigure): boolean {
  const isOfCoin = ({ from, to, scaled, unit }: TokenFigure): boolean =>
    scaled &&
    unit === 'usd' &&
    scene.mentions.some(mention => {
      if (mention.type !== 'coin') return false;
      const between = mention.to <= from ? wordsOf(scene, mention.to, from) : wordsOf(scene, to, mention.from);
      return (
        between.length < 4 && between.every(word => words.gapWords.has(word) || words.loose.has(word) || word === words.inside)
      );
    });
  // second only to ether's $4 million
  const isOwned =
    words.isWall(scene.tokens[figure.to]?.lower ?? '.') && wordsOf(scene, figure.from - 5, figure.from).includes("'s");
  return (
    isOfCoin(figure) &&
    (isOwned || scene.figures.filter(isOfCoin).length > 1 || scene.tokens.some(({ lower }) => words.partWords.has(lower)))
  );
}

function liquidationDistance({ scene, figure, state, before, near, left, right, has, topic }: Sight): number {
  const isTold =
    state.kind === 'liquidations' ||
    state.liquidationWindow !== undefined ||
    has('liq') ||
    before.some(({ kind }) => kind === 'liquidations');
  // Open interest that an unwinding of leverage took away was not closed by force.
  const isInterest = left('oi') < far && !has('liq') && Math.min(right('long'), right('short')) > 4;
  // Some $90 million was wiped off: the sentence before told of what.
  const isBare =
    state.kind === 'liquidations' &&
    figure.value < mostLiquidated &&
    scene.mentions.length === 0 &&
    !has('cap') &&
    right('wipe') < 4;
  const isPart =
    wordsOf(scene, figure.from - 8, figure.from).some(word => words.partWords.has(word)) ||
    wordsOf(scene, figure.to, figure.to + 4).some(word => words.movesOf.has(word));
  return Math.min(
    near('liq'),
    isInterest || (Math.min(near('stake'), near('long'), near('short')) >= 16 && !isBare) ? far : near('wipe'),
    isTold ? Math.min(near('long', 0), near('short', 0)) : far,
    isTold && isPart ? 6 : far,
    topic === 'liquidations' ? 12 : far,
    // Of that, ether accounted for $302M: the sentence before told of liquidations.
    state.kind === 'liquidations' && isCoinByCoin(scene, figure) ? 10 : far,
  );
}

// a $2 billion drop in …
function followingMove({ scene, figure, right }: Sight): number | undefined {
  const isJoined = wordsOf(scene, figure.to + 1, figure.to + 3).some(word => words.ofWords.has(word));
  const up = right('up');
  const down = right('down');
  // $720 million wiped out for …
  const isWiped = scene.of('wipe').some(({ from }) => from === figure.to);
  if (!isJoined || isWiped || Math.min(up, down) > 0) return undefined;
  return down <= up ? -1 : 1;
}

// "liquidated $200 million in digital assets": an owner sold them.
function isSale({ scene, figure, next, left }: Sight): boolean {
  const isNoun = scene.of('liq').some(({ to }) => to <= figure.from && scene.tokens[to - 1]?.lower === words.liquidations);
  if (!words.joins.has(next) || left('liq') > 3 || isNoun) return false;
  const after = wordsOf(scene, figure.to, figure.to + 6);
  return after.some(word => words.soldWords.has(word)) && !after.some(word => words.stakes.has(word));
}
