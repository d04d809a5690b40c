import * as words from './english/words.ts';
import type { TokenFigure } from './figures.ts';
import type { Place, Scene } from './scene.ts';
import { wordsOf } from './sight.ts';

interface Side extends Place {
  readonly side: 'long' | 'short';
}

// In words, where a sentence names one side and one figure only.
const reach = 11;

/** Whose positions an amount of liquidations is of; `both` where nobody says. */
export function readSide(scene: Scene, figure: TokenFigure): 'long' | 'short' | 'both' {
  const sides = (['long', 'short'] as const)
    .flatMap(side => scene.of(side).map(({ from, to }): Side => ({ side, from, to })))
    .toSorted((a, b) => a.from - b.from);
  const amounts = scene.figures.filter(({ unit }) => unit === figure.unit);
  const at = amounts.indexOf(figure);
  const before = amounts[at - 1];
  const after = behind(scene, sides, figure, amounts[at + 1]);
  const taken = before && behind(scene, sides, before, figure);
  const ahead = sides.findLast(({ from, to }) => to <= figure.from && from >= (taken?.to ?? before?.to ?? 0));
  // long and short positions: $464 million and $157 million, respectively
  const first = sides.findIndex((side, index) => isPair(scene, side, sides[index + 1]));
  const pair = sides[first];
  if (pair && (after === pair || ahead === sides[first + 1] || (before && !ahead && !after))) {
    if (!scene.tokens.some(({ lower }) => lower === words.respectively)) return 'both';
    return sides[first + amounts.filter(({ from }) => from > pair.to).indexOf(figure)]?.side ?? 'both';
  }
  if (after) return wordsOf(scene, figure.to, after.from).some(word => words.mostWords.has(word)) ? 'both' : after.side;
  if (ahead) return ahead.side;
  const [only, other] = sides;
  const isOnly = amounts.length === 1 && only !== undefined && other === undefined;
  const isMost =
    only !== undefined &&
    [...wordsOf(scene, figure.to, only.from), ...wordsOf(scene, only.to, only.to + 4)].some(
      word => words.mostWords.has(word) || word === words.and,
    );
  return isOnly && !isMost && scene.distance(only, figure) < reach ? only.side : 'both';
}

// $144 million for short positions: what follows an amount in its own clause, and is not the head of the next one.
function behind(scene: Scene, sides: readonly Side[], { to: end }: Place, next: Place | undefined): Side | undefined {
  // $30 million (60%) came from longs
  const to =
    scene.tokens[end]?.text === '('
      ? scene.tokens.findIndex(({ text }, at) => at > end && text === ')') + 1
      : end + (scene.tokens[end + 1]?.lower === words.which ? 2 : 0);
  const side = sides.find(({ from }) => from >= to);
  if (side === undefined || side.from - to > 6 || (next !== undefined && next.from < side.to)) return undefined;
  const isHead =
    next !== undefined &&
    wordsOf(scene, side.to, next.from).every(word => words.loose.has(word) || words.placing.has(word) || word === words.worth);
  return isHead || wordsOf(scene, to, side.from).some(words.isWall) ? undefined : side;
}

function isPair(scene: Scene, a: Side, b: Side | undefined): boolean {
  return b !== undefined && a.side !== b.side && b.from - a.to === 1 && words.listWords.has(scene.tokens[a.to]?.lower ?? '');
}
