import { listAround, type Attached } from './attach.ts';
import type { ClaimKind, ClaimWindow } from './claim.ts';
import * as words from './english/words.ts';
import type { TokenFigure } from './figures.ts';
import type { Place, Scene, StatedDate } from './scene.ts';
import { wordsOf } from './sight.ts';
import type { ReadingState } from './state.ts';

// Less than a day is the time of one event, and not of what is told beside it.
function isBurst(window: ClaimWindow | undefined): boolean {
  return window !== undefined && /h$/.test(window) && window !== '24h';
}

// on Monday, at the time of writing, a bounce off the lows of August: not over the time of the sentence before.
function isOfItsOwn(scene: Scene, { to }: Place): boolean {
  const isFromExtreme = scene
    .of('high')
    .some(({ from }) => from < to + 6 && wordsOf(scene, to, from).some(word => words.fromWords.has(word)));
  // down 45% since 20 October
  const isSince = scene.dates.some(({ from }) => from >= to && words.sinceLeads.has(scene.tokens[from - 1]?.lower ?? ''));
  return isFromExtreme || isSince || scene.of('lately').length > 0 || scene.of('press').length > 0;
}

// Whether a figure of the kind stands on the side where the length of time is.
function hasOther(scene: Scene, span: Place, figure: TokenFigure): boolean {
  return scene.figures.some(
    ({ from, unit }) => unit === figure.unit && from > figure.from === span.from > figure.from && from !== figure.from,
  );
}

// in the past hour $20 million, and $90 million over the day, in a week $400 million: a length of time that the next figure of the sort has
function isPastOther(scene: Scene, span: Place, { unit, to }: TokenFigure): boolean {
  return scene.figures.some(
    other =>
      other.unit === unit &&
      other.from >= to &&
      (other.to <= span.from || (other.from === span.to && words.isWall(scene.tokens[to]?.lower ?? ''))),
  );
}

// a 3% weekly loss: that of no other figure but those listed with it, or of other coins
function isOfOther(scene: Scene, { from, to }: Place, figure: TokenFigure): boolean {
  const owner = scene.figures.find(other => other.to === from && other.unit === figure.unit);
  return (
    owner !== undefined &&
    words.moveNouns.has(scene.tokens[to]?.lower ?? '') &&
    !listAround(scene, owner, scene.figures).includes(figure) &&
    !scene.mentions.some(mention => mention.from >= figure.to && mention.to <= owner.from)
  );
}

function wordsBetween(scene: Scene, a: Place, b: Place): readonly string[] {
  return a.to <= b.from ? wordsOf(scene, a.to, b.from) : wordsOf(scene, b.to, a.from);
}

// dropped over the day and the week, by 1% and 4% respectively
function respectiveWindow(scene: Scene, figure: TokenFigure): ClaimWindow | undefined {
  const figures = scene.figures.filter(({ unit }) => unit === figure.unit);
  const run = listAround(scene, figure, figures);
  const end = run.at(-1)?.to ?? 0;
  if (run.length < 2 || !wordsOf(scene, end, end + 2).includes(words.respectively)) return undefined;
  const spans = scene.spans.filter(({ window, to }) => window !== undefined && to <= figure.from);
  return spans.length === run.length ? spans[run.indexOf(figure)]?.window : undefined;
}

// fell 16% between 3 and 6 February; fell 8% from $70,000 on 2 April to $64,000 as of 5 April
function daysBetween(scene: Scene, figure: TokenFigure): ClaimWindow | undefined {
  const [first, second] = scene.dates.filter(({ day, from }) => day !== undefined && from > figure.from);
  if (second === undefined) return undefined;
  const { from, between } = words.rangeWords;
  const isRange = wordsOf(scene, figure.to, first?.from ?? 0).some(word => word === from || word === between);
  const dayOf = ({ month = 0, day = 0 }: StatedDate): number => Date.UTC(2000, month, day) / 864e5;
  const days = dayOf(second) - dayOf(first ?? second);
  // From one day to the next may be nearly two days or a few hours.
  return isRange && days > 1 && days < 31 ? `${days}d` : undefined;
}

/** Over which time a figure is said. */
export function attachWindow(
  scene: Scene,
  figure: TokenFigure,
  kind: ClaimKind,
  state: ReadingState,
): Attached<ClaimWindow | null> {
  const { changeWindow, liquidationWindow, usualWindow } = state;
  if (kind === 'funding') return { value: scene.spans.some(({ window }) => window === '1y') ? '1y' : null, isFromContext: false };
  const isSum = kind === 'liquidations';
  if (!isSum && !kind.endsWith('_change')) return { value: null, isFromContext: false };
  const inherited = isSum
    ? scene.dates.length > 0
      ? undefined
      : (liquidationWindow ?? (usualWindow === '24h' ? undefined : changeWindow))
    : isBurst(changeWindow) || isOfItsOwn(scene, figure)
      ? undefined
      : changeWindow;
  let best: Scene['spans'][number] | undefined;
  let least = 40;
  const other = scene.figures.find(({ from, unit }) => from > figure.from && unit === figure.unit);
  const isPast = (span: Place): boolean => isPastOther(scene, span, figure);
  const hasNearer = scene.spans.some(span => span.window !== undefined && !isPast(span));
  // $8 billion in liquidations since the record
  const tail = wordsOf(scene, figure.to, figure.to + 9);
  const isOpen = isSum && tail.includes(words.since) && !tail.slice(0, tail.indexOf(words.since)).some(words.isWall);
  const ownDay = scene.of('lately').some(({ from }) => from >= figure.to && from < figure.to + 3);
  for (const span of scene.spans) {
    if (isOpen && span.from < figure.to) continue;
    // slid 4% on Tuesday to add to a loss of 12% over the week
    if (ownDay && other !== undefined && span.from > other.to) continue;
    // fell 4% within an hour, while ether …
    if (isBurst(span.window) && wordsBetween(scene, span, figure).some(word => (words.walls[word] ?? 0) > 5)) continue;
    if (
      span.from > 2 &&
      wordsBetween(scene, span, figure).some(
        word => words.subordinate.has(word) || (word === words.but && span.from > figure.from),
      ) &&
      hasOther(scene, span, figure)
    )
      continue;
    // slipped 1% to $0.40, a 3% weekly loss
    if (isOfOther(scene, span, figure)) continue;
    const isNext = span.from >= figure.to && !wordsOf(scene, figure.to, span.from).some(words.isWall);
    const cost =
      scene.distance(span, figure) / (isNext ? 2 : 1) + (span.from < figure.from ? 2 : 0) + (hasNearer && isPast(span) ? 9 : 0);
    if (cost < least) [least, best] = [cost, span];
  }
  const told = respectiveWindow(scene, figure);
  if (told) return { value: told, isFromContext: false };
  if (best && best.same !== true) return { value: best.window ?? null, isFromContext: false };
  if (best) {
    const { from } = best;
    const said = scene.spans.findLast(span => span.from < from && span.window !== undefined)?.window;
    return { value: said ?? inherited ?? changeWindow ?? liquidationWindow ?? null, isFromContext: said === undefined };
  }
  const days = isSum ? undefined : daysBetween(scene, figure);
  if (days !== undefined) return { value: days, isFromContext: false };
  // In February, ether is up by 11%; lost 13% in 2026
  const time = state.time === undefined ? undefined : new Date(state.time);
  const isCurrent = ({ month, day, year, from }: StatedDate): boolean =>
    day === undefined &&
    scene.tokens[from - 1]?.lower === words.inside &&
    (month === undefined ? year === time?.getUTCFullYear() : year === undefined && month === time?.getUTCMonth());
  const current = scene.dates.find(isCurrent);
  if (!isSum && current && scene.distance(current, figure) < 14)
    return { value: current.month === undefined ? 'ytd' : 'mtd', isFromContext: false };
  // A day that the sentence names is another time than the usual one.
  const isDated = scene.of('lately').length > 0 || scene.dates.some(({ month }) => month !== undefined);
  const assumed = isOpen ? undefined : (inherited ?? (isSum && !isDated ? usualWindow : undefined));
  return { value: assumed ?? null, isFromContext: assumed !== undefined };
}
