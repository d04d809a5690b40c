import { readAmount } from './amounts.ts';
import * as words from './english/words.ts';
import type { TokenFigure } from './figures.ts';
import { isAlien, isHistory } from './history.ts';
import { readPercent } from './percents.ts';
import { readPriceOrLevel } from './prices.ts';
import type { Scene } from './scene.ts';
import { far, lookAround, type PlacedReading, type Sight } from './sight.ts';
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
  const reading = isAlien(sight) ? undefined : read(sight);
  return reading && { ...reading, to: figure.to };
}

function read(sight: Sight): ReturnType<typeof readAmount> {
  const { figure, left, right, next, lead } = sight;
  if (figure.unit === 'pct') return readPercent(sight);
  if (figure.unit === 'plain' && isIndex(sight)) return { kind: 'fear_greed', sign: 1 };
  if (figure.unit === 'usd') {
    const isJoined =
      (right('liq') < 4 && words.joins.has(next)) ||
      (left('liq') < 3 && (lead === words.of || next === words.worth)) ||
      (left('liq') < 26 && (lead === words.worth || words.sumWords.has(lead)));
    return figure.scaled || Math.abs(figure.value) >= amountFrom || isJoined ? readAmount(sight) : readPriceOrLevel(sight);
  }
  return figure.unit === 'plain' && figure.isGrouped && !figure.scaled ? readPriceOrLevel(sight) : undefined;
}

function isIndex(sight: Sight): boolean {
  const { scene, figure, state, near, left, has, lead, next } = sight;
  const { value } = figure;
  if (
    figure.scaled ||
    figure.signed ||
    !Number.isInteger(value) ||
    value < 0 ||
    value > 100 ||
    (words.notChanges.has(next) && lead !== words.to && lead !== words.at)
  )
    return false;
  const hasFear = state.hasFear || has('fng') || scene.tokens.some(({ lower }) => words.fearWords.has(lower));
  const opens = hasFear && words.anaphoric.has(scene.tokens[0]?.lower ?? '') ? 8 : far;
  const cue = Math.min(near('fng', 1), hasFear ? near('index', 1) : far, opens);
  if (cue > 24 || has('gen') || near('ma') < cue || near('not') < Math.min(cue, 3)) return false;
  if (!words.placing.has(lead) && cue > 1 && next !== '(') return false;
  return left('fore') > cue && !isHistory(sight);
}
