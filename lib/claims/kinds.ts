import { readAmount } from './amounts.ts';
import * as words from './english/words.ts';
import type { TokenFigure } from './figures.ts';
import { isAlien, isHistory } from './history.ts';
import { readPercent } from './percents.ts';
import { readPriceOrLevel } from './prices.ts';
import type { Scene } from './scene.ts';
import { far, isGeneral, lookAround, wordsOf, type PlacedReading, type Reading, type Sight } from './sight.ts';
import type { ReadingState } from './state.ts';

// No coin is dear enough for a price of so many dollars.
const amountFrom = 3e5;

/** What a figure is; `undefined` where it is none of the market's, or not said of now. `before` are the figures before it in the sentence. */
export function readKind(
  scene: Scene,
  figure: TokenFigure,
  state: ReadingState,
  before: readonly PlacedReading[],
): PlacedReading | undefined {
  const sight = lookAround(scene, figure, state, before);
  const reading = isAlien(sight) ? undefined : (readGapped(sight) ?? read(sight));
  return reading && { ...reading, to: figure.to };
}

const percentKinds = new Set(['price_change', 'open_interest_change', 'funding', 'dominance']);
const amountKinds = new Set(['liquidations', 'open_interest', 'market_cap']);

// Ether fell 9% and XRP 7%: right behind a name a figure is what the one before it was.
function readGapped({ scene, figure, before, right }: Sight): Reading | undefined {
  const kinds = figure.unit === 'pct' ? percentKinds : figure.unit === 'usd' && figure.scaled ? amountKinds : undefined;
  const last = kinds && before.findLast(({ kind }) => kinds.has(kind));
  if (last === undefined || Math.min(right('up'), right('down')) < 2) return undefined;
  const isNamed = scene.mentions.some(
    ({ type, from, to }) =>
      type === 'coin' &&
      from >= last.to &&
      to <= figure.from &&
      !scene.of('up').some(up => up.from >= to && up.to === figure.from) &&
      wordsOf(scene, to, figure.from).every(word => words.gapWords.has(word) || words.loose.has(word)) &&
      !wordsOf(scene, last.to, from).some(word => words.stops.has(word)),
  );
  return isNamed ? { kind: last.kind, sign: last.sign } : undefined;
}

function read(sight: Sight): ReturnType<typeof readAmount> {
  const { scene, figure, left, right, next, lead } = sight;
  if (figure.unit === 'pct') return readPercent(sight);
  if (figure.unit === 'plain' && isIndex(sight)) return { kind: 'fear_greed', sign: 1 };
  if (figure.unit === 'usd') {
    const isJoined =
      isSummed(sight) ||
      (right('liq') < 4 &&
        words.joins.has(next) &&
        next !== words.to &&
        !wordsOf(scene, figure.to, figure.to + 4).includes(words.squeeze)) ||
      (left('liq') < 3 && (lead === words.of || next === words.worth)) ||
      (left('liq') < 26 && (lead === words.worth || words.sumWords.has(lead)));
    return figure.scaled || Math.abs(figure.value) >= amountFrom || isJoined ? readAmount(sight) : readPriceOrLevel(sight);
  }
  // 63 million of long positions
  // rose to 2.36 trillion
  if (
    figure.unit === 'plain' &&
    figure.scaled &&
    Math.min(left('cap'), left('oi')) < 18 &&
    words.afterPlain.has(next) &&
    words.stateWords.has(lead)
  )
    return readAmount(sight);
  if (figure.unit === 'plain' && figure.scaled)
    return Math.min(right('long'), right('short')) < 3 && (sight.has('liq') || sight.state.kind === 'liquidations')
      ? readAmount(sight)
      : undefined;
  return figure.unit === 'plain' && figure.isGrouped ? readPriceOrLevel(sight) : undefined;
}

// Short liquidations were $9,000; longs saw liquidations at $7,000: no price is what they came to.
function isSummed({ scene, figure, before, left, right, has }: Sight): boolean {
  // … of $45,300, and shorts lost $12,900
  const last = before.at(-1);
  const isNext = last?.kind === 'liquidations' && scene.figures.some(({ to, scaled }) => to === last.to && !scaled);
  if (isNext && Math.min(left('long'), left('short'), right('long'), right('short')) < 4) return true;
  return scene.of('liq').some(({ from, to }) => {
    const between = wordsOf(scene, to, figure.from);
    const isSeen = wordsOf(scene, from - 3, from).some(word => words.marketVerbs.has(word)) && (has('long') || has('short'));
    const isTold = isNext || between.some(word => words.came.has(word));
    return (
      to <= figure.from &&
      (isSeen || (isTold && scene.tokens[to - 1]?.lower === words.liquidations)) &&
      between.every(word => words.loose.has(word) || words.came.has(word) || word === words.at || word === words.to)
    );
  });
}

function isIndex(sight: Sight): boolean {
  const { scene, figure, state, near, left, right, has, lead, next } = sight;
  const { value } = figure;
  if (
    figure.scaled ||
    figure.signed ||
    !Number.isInteger(value) ||
    // The ends of the scale are named to explain it.
    value < 2 ||
    value > 99 ||
    (words.notChanges.has(next) && lead !== words.to && lead !== words.at)
  )
    return false;
  const hasFear = state.hasFear || has('fng') || scene.tokens.some(({ lower }) => words.fearWords.has(lower));
  // on a 0–100 scale, on a scale from 0 to 100
  if (wordsOf(scene, figure.from - 4, figure.from).includes(words.scale)) return false;
  if (scene.tokens[figure.to + 1]?.type === 'number' && scene.tokens[figure.to + 2]?.lower === words.scale) return false;
  // The index, which …, fell to 14
  const isOfIndex = [...scene.of('fng'), ...scene.of('index')].some(({ from }) => from < 4) && words.placing.has(lead);
  const opens = hasFear && (isOfIndex || words.anaphoric.has(scene.tokens[0]?.lower ?? '')) ? 8 : far;
  const cue = Math.min(near('fng', 1), hasFear ? near('index', 1) : far, opens);
  if (
    cue > 24 ||
    (Math.min(left('gen'), right('gen')) < 14 && isGeneral(scene, figure)) ||
    near('ma') < cue ||
    near('not') < Math.min(cue, 3)
  )
    return false;
  // fell to a two-week low of 30
  const isExtreme = wordsOf(scene, figure.from - 3, figure.from).some(word => words.extremes.has(word));
  if (!words.placing.has(lead) && !isExtreme && cue > 1 && next !== '(') return false;
  // was at 41 a week ago
  const isOld = wordsOf(scene, figure.to, figure.to + 5).includes(words.ago);
  return left('fore') > cue && !isOld && !isHistory(sight);
}
