import type { ClaimKind } from './claim.ts';
import { isPassed } from './clauses.ts';
import { isMark } from './english/clauses.ts';
import { closingWords } from './english/times.ts';
import * as words from './english/words.ts';
import type { TokenFigure } from './figures.ts';
import type { Cue, Mention, Place, Scene } from './scene.ts';
import type { ReadingState } from './state.ts';

/** What a figure is said to be. */
export interface Reading {
  readonly kind: ClaimKind;
  /** 1, or -1 where words make the figure negative. */
  readonly sign: number;
  readonly level?: 'support' | 'resistance' | undefined;
  readonly tense?: 'recent' | undefined;
}

/** A reading and the index after the last token of its figure. */
export interface PlacedReading extends Reading {
  readonly to: number;
}

// What is said of a list is near to all of it.
const longestRun = 12;
// Nothing asks whether a forecast is farther away.
const mostOpen = 40;
/** The distance of what is not there. */
export const far = 1e3;

/** What stands around one figure of a sentence. Distances are in words, more where a clause ends in between; `far` where there is nothing. */
export interface Sight {
  readonly scene: Scene;
  readonly figure: TokenFigure;
  readonly state: ReadingState;
  /** The figures before it in the sentence. */
  readonly before: readonly PlacedReading[];
  /** To the nearest phrase of a cue. Those that follow count `extra` more, unless a preposition joins them to the figure. */
  readonly near: (cue: Cue, extra?: number) => number;
  readonly left: (cue: Cue) => number;
  readonly right: (cue: Cue) => number;
  readonly has: (cue: Cue) => boolean;
  /** The word before the figure, past those of comparison. */
  readonly lead: string;
  /** The word right before it. */
  readonly word: string;
  readonly next: string;
  /**
   * What the sentence goes on with: the figure before, where no other coin stands in between; else what the sentence before was about, where a word stands for
   * it.
   */
  readonly topic: ClaimKind | undefined;
}

/** The words of a sentence from one token to before another, lower case. */
export function wordsOf({ tokens }: Scene, from: number, to: number): readonly string[] {
  return tokens.slice(Math.max(0, from), Math.max(0, to)).map(({ lower }) => lower);
}

/** Looks around a figure. */
export function lookAround(scene: Scene, figure: TokenFigure, state: ReadingState, before: readonly PlacedReading[]): Sight {
  const rival = scene.figures.find(({ from, unit }) => from > figure.from && unit === figure.unit);
  // Solana ($37 million) and XRP ($16 million) saw liquidations: what follows is said of all of them.
  const isRun =
    rival !== undefined &&
    scene.tokens
      .slice(figure.to, rival.from)
      .every(
        ({ lower }, at) =>
          words.listWords.has(lower) ||
          words.gapWords.has(lower) ||
          words.closers.has(lower) ||
          words.stakes.has(lower) ||
          words.inside === lower ||
          scene.mentions.some(({ from, to }) => from <= figure.to + at && figure.to + at < to),
      );
  const left = (cue: Cue): number =>
    Math.min(
      far,
      ...scene.of(cue).map(place => {
        const distance = place.to > figure.from ? far : scene.distance(place, figure);
        const isLeft =
          (cue === 'fore' || cue === 'hyp') &&
          distance < mostOpen &&
          (isPassed(scene, figure, place) ||
            isSeen(scene, figure, place) ||
            isRunning(scene, figure, place) ||
            isCause(scene, place));
        return isLeft ? far : distance;
      }),
    );
  const right = (cue: Cue): number => {
    let least = far;
    for (const place of scene.of(cue)) {
      const distance = place.from < figure.to ? far : scene.distance(place, figure);
      // What follows the next figure of the sort is said of that one.
      if (distance < least && (distance < 10 || rival === undefined || place.from < rival.from || isRun))
        least = isRun ? Math.min(distance, longestRun) : distance;
    }
    return least;
  };
  let lead = figure.from - 1;
  // stands at a lofty 70%
  const isQualified = words.articles.has(scene.tokens[lead - 1]?.lower ?? '') && scene.tokens[lead]?.type === 'word';
  if (isQualified) lead -= 2;
  while (lead > figure.from - 5 && words.loose.has(scene.tokens[lead]?.lower ?? '')) lead--;
  const next = scene.tokens[figure.to]?.lower ?? '';
  const last = before.at(-1);
  const isOther = scene.mentions.some(
    ({ from, type }) => type !== 'it' && last !== undefined && from >= last.to && from < figure.from,
  );
  const mark = scene.tokens.findIndex(({ text }, at) => at > figure.to && isMark(text));
  const toMark = mark < 0 ? far : scene.distance(figure, { from: mark, to: mark }) + 1;
  const stands = wordsOf(scene, 0, 8).some(word => words.topicWords.has(word));
  return {
    scene,
    figure,
    state,
    before,
    left,
    right,
    near: (cue, extra = 2) => {
      const after = right(cue);
      const isJoined = words.joins.has(next) && after < Math.min(7, toMark);
      return Math.min(left(cue), after + (isJoined ? -1 : words.isWall(next) ? extra + 6 : extra));
    },
    has: cue => scene.of(cue).length > 0,
    lead: scene.tokens[lead]?.lower ?? '',
    word: scene.tokens[figure.from - 1]?.lower ?? '',
    next,
    topic: last ? (isOther ? undefined : last.kind) : stands ? state.kind : undefined,
  };
}

// sees 5% drop, sees $300 million liquidated: a headline tells what was; sees bitcoin at $90,000: somebody foretells. A coin that sees losses has them.
function isSeen(scene: Scene, figure: TokenFigure, { from, to }: Place): boolean {
  if (!words.seeing.has(scene.tokens[from]?.lower ?? '')) return false;
  const isOfCoin = scene.mentions.some(mention => mention.to <= from && mention.to > from - 2);
  return (to === figure.from && figure.to < scene.tokens.length) || (isOfCoin && figure.unit === 'pct');
}

// set to close the week 2% lower, headed for a weekly loss of 3%: of a time that is running the change is that of now.
function isRunning(scene: Scene, figure: TokenFigure, { from, to }: Place): boolean {
  if (figure.unit !== 'pct' || !words.bound.has(scene.tokens[from]?.lower ?? '')) return false;
  const behind = wordsOf(scene, to, to + 2);
  const span = scene.spans.find(each => each.from >= to && each.from < figure.to + 2);
  return (
    span !== undefined &&
    !wordsOf(scene, to, span.from).some(words.isWall) &&
    (behind.some(word => closingWords.has(word)) || words.moveNouns.has(scene.tokens[span.to]?.lower ?? ''))
  );
}

// likely attributed to a 3% drop, possibly due to: it is the cause that is guessed
function isCause({ tokens }: Scene, { to }: Place): boolean {
  return tokens[to - 1]?.lower.endsWith('ly') === true && words.causeLinks.has(tokens[to]?.lower ?? '');
}

/** The coin that stands alone in brackets behind a figure: from 5% (Cardano) to 9% (Solana). */
export function bracketed({ tokens, mentions }: Scene, { to }: Place): Mention | undefined {
  return tokens[to]?.text === '('
    ? mentions.find(each => each.from === to + 1 && each.type === 'coin' && tokens[each.to]?.text === ')')
    : undefined;
}

/** Whether the clause of a figure is of a map of positions. */
export function isMapped(scene: Scene, figure: Place): boolean {
  return scene.of('heat').some(({ from }) => !wordsOf(scene, figure.to, from).some(word => (words.walls[word] ?? 0) > 4));
}

/** Whether what is said in general is said of a figure, and not of what an aside or the clause behind it explains. */
export function isGeneral(scene: Scene, figure: Place): boolean {
  const isOpen = (from: number, to: number): boolean => !scene.tokens.slice(from, to).some(({ text }) => isMark(text));
  const first = scene.tokens[0]?.lower ?? '';
  return scene
    .of('gen')
    .some(
      ({ from, to }) =>
        (isOpen(to, figure.from) && isOpen(figure.to, from)) ||
        (to <= figure.from ? isOpen(0, from) : words.articles.has(first) || words.frameLeads.has(first)),
    );
}

/** Whether a word is one of moving. */
export function isMoveAt(scene: Scene, at: number): boolean {
  return [...scene.of('up'), ...scene.of('down')].some(place => place.from <= at && at < place.to);
}

/** The index of what moved, where a verb of moving leads to a token; else that of the token before. */
export function subjectAt(scene: Scene, end: number): number {
  return scene.tokens.findLastIndex(
    ({ lower }, at) => at < end && !words.auxiliaries.has(lower) && !words.loose.has(lower) && !isMoveAt(scene, at),
  );
}

/** How far the nearest coin or scope is that a figure may be said of; `isBefore` leaves out those that follow. */
export function nearestCoin(scene: Scene, figure: Place, isBefore = false): number {
  let least = far;
  for (const mention of scene.mentions) {
    // by Solana's 8% slide
    const isOwner =
      scene.tokens[mention.from - 1]?.lower === words.by &&
      scene.tokens[mention.to]?.lower === "'s" &&
      mention.to + 1 === figure.from;
    if ((mention.isAside && !isOwner) || (isBefore && mention.to > figure.from)) continue;
    least = Math.min(least, scene.distance(mention, figure) + (!isBefore && isCounted(scene, mention) ? 20 : 0));
  }
  return least;
}

// deposits on Solana, odds of bitcoin: what is counted of the coin, and not the coin.
function isCounted(scene: Scene, mention: Place): boolean {
  const from = mention.from - (scene.tokens[mention.from - 1]?.text === '$' ? 1 : 0);
  if (!words.ofWords.has(scene.tokens[from - 1]?.lower ?? '')) return false;
  return [...scene.of('not'), ...scene.of('vol')].some(({ to }) => to < from && to >= from - 2);
}

/** The direction, where a figure is by how much something moved: "shed $40 billion", "a loss of about $3 billion". */
export function readMove({ scene, figure, lead, before }: Sight): number | undefined {
  const last = before.at(-1);
  if (words.equals.has(lead) && last?.kind === 'open_interest_change') return last.sign;
  const reaches = (cue: 'up' | 'down'): boolean =>
    scene.of(cue).some(({ to }) => {
      const between = wordsOf(scene, to, figure.from);
      return (
        to <= figure.from &&
        between.length < 5 &&
        between.every(word => words.loose.has(word) !== words.bounds.has(word) || words.byWords.has(word))
      );
    });
  if (reaches('down')) return -1;
  return reaches('up') ? 1 : undefined;
}

/** Open interest of options is no figure of the perpetuals. */
export function isOfOptions(scene: Scene): boolean {
  const has = (named: ReadonlySet<string>): boolean => scene.tokens.some(({ lower }) => named.has(lower));
  return has(words.optionWords) && !has(words.futureWords);
}
