import { attachWindow } from './attach-window.ts';
import { attachAssets, isScope } from './attach.ts';
import type { Claim, ClaimUnit, ClaimWindow, Comparator } from './claim.ts';
import { notTickers, tickers } from './english/assets.ts';
import { comparators } from './english/cues.ts';
import * as words from './english/words.ts';
import type { TokenFigure } from './figures.ts';
import { readKind } from './kinds.ts';
import { createPhraseBook } from './phrases.ts';
import { readPlainText, type PlainText } from './plain-text.ts';
import { readScene, type Scene } from './scene.ts';
import { readSentences, type Sentence } from './sentences.ts';
import { readSide } from './sides.ts';
import type { PlacedReading, Reading } from './sight.ts';
import { nothingRead, type ReadingState } from './state.ts';
import { readTokens } from './tokens.ts';

/** What is known around a sentence; every part may be absent. */
export interface ClaimContext {
  /** The headline. */
  readonly title?: string | undefined;
  /** The sentence before. */
  readonly prev?: string | undefined;
  /** When the text was written, as `Date.parse` reads it; it tells what is history. */
  readonly date?: string | undefined;
}

/** The claims of one sentence in the order of their spans, which are offsets in `sentence`. */
export function readClaims(sentence: string, { title, prev, date }: ClaimContext): readonly Claim[] {
  // Sums of liquidations are those of 24 hours wherever no other time is told.
  const started = startReading(title, date);
  let state: ReadingState = { ...started, usualWindow: started.usualWindow ?? '24h' };
  if (prev !== undefined) {
    ({ state } = readNext(prev, state));
    if (state.wasLately) state = { ...state, usualWindow: undefined };
  }
  if (sentence.length <= longestSentence) return readNext(sentence, state).claims;
  // What is compared with all else of its sentence takes time that grows with the square of it.
  return readInTurn(readSentences(sentence), state);
}

// More than any sentence of a text.
const longestSentence = 4000;

/** What a headline and a date leave for the first sentence. */
export function startReading(title: string | undefined, date: string | undefined): ReadingState {
  // A date that its writer doubts is written with a question mark.
  const time = Date.parse((date ?? '').replace(/\?$/, ''));
  const started = { ...nothingRead, time: Number.isNaN(time) ? undefined : time };
  if (title === undefined) return started;
  const { state } = readNext(title, started);
  const aliases = new Map(state.aliases);
  // A word of the headline that the text writes in capitals is a ticker.
  for (const { type, text } of readTokens(title)) {
    const capitals = text.toUpperCase();
    if (type === 'word' && capitals.length > 2 && capitals.length < 11 && !notTickers.has(capitals))
      aliases.set(capitals, capitals);
  }
  return {
    ...state,
    titleAsset: state.focus ?? onlyCoin(title),
    aliases,
    usualWindow: state.liquidationWindow,
    focus: undefined,
    changeWindow: undefined,
    liquidationWindow: undefined,
    kind: undefined,
    // A headline on bitcoin is one on the market.
    liquidated: state.focus === 'BTC' ? undefined : state.liquidated,
  };
}

// A headline on a coin's holders is one on the coin, where it names no other.
function onlyCoin(title: string): string | undefined {
  const { mentions, tokens } = readScene(title, new Map());
  const coins = mentions.filter(({ type }) => type === 'coin');
  const isOne = coins.every(({ asset, to }) => asset === coins[0]?.asset && words.holdersOf.has(tokens[to]?.lower ?? ''));
  return isOne ? coins[0]?.asset : undefined;
}

/** The claims of sentences one after the other; their spans are offsets in the text that the sentences were cut from. */
export function readInTurn(sentences: readonly Sentence[], started: ReadingState): readonly Claim[] {
  let state = started;
  return sentences.flatMap(({ text, start }) => {
    const read = readNext(text, state);
    state = read.state;
    return read.claims.map(claim => ({ ...claim, span: [claim.span[0] + start, claim.span[1] + start] as const }));
  });
}

/** Reads a sentence: its claims, and what it leaves for the next. */
function readNext(sentence: string, state: ReadingState): { readonly claims: readonly Claim[]; readonly state: ReadingState } {
  const plain = readPlainText(sentence);
  const scene = readScene(plain.text, state.aliases);
  // Also read: …
  if (words.insertedLine.test(plain.text)) return { claims: [], state };
  state = {
    ...state,
    isPresale:
      state.isPresale ||
      scene.tokens.some(
        ({ lower }, at) =>
          words.presaleWords.has(lower) || (words.phaseWords.has(lower) && scene.tokens[at + 1]?.type === 'number'),
      ),
  };
  const readings: PlacedReading[] = [];
  const claims: Claim[] = [];
  let changeWindow = state.changeWindow;
  for (const figure of scene.figures) {
    const reading = readKind(scene, figure, state, readings);
    if (reading === undefined) continue;
    readings.push(reading);
    const known = withClaims(state, claims);
    if (/_change$/.test(reading.kind)) {
      const told = attachWindow(scene, figure, reading.kind, state).value ?? undefined;
      // Of several times the next sentence goes on with the day.
      if (changeWindow !== '24h' || !readings.slice(0, -1).some(({ kind }) => /_change$/.test(kind))) changeWindow = told;
    }
    for (const claim of makeClaims(scene, figure, reading, known, plain)) {
      const price = claim.kind === 'price' ? known.prices.get(claim.asset ?? '') : undefined;
      // No price moves so far within the days that a text is about: it is an amount.
      const isUnlisted = claim.asset !== null && known.isPresale && !tickers.has(claim.asset) && !isScope(claim.asset);
      if (isUnlisted || isImplausible(claim, state.time)) continue;
      if (price === undefined || (claim.value < 3 * price && claim.value > price / 3)) claims.push(claim);
    }
  }
  const spanned = scene.spans.find(({ window }) => window !== undefined)?.window;
  // Gains over the past 24 hours: the sentences after it give them.
  if (
    !scene.figures.some(({ unit }) => unit === 'pct') &&
    spanned !== undefined &&
    scene.of('up').length + scene.of('down').length > 0
  )
    changeWindow = spanned;
  const next = carry(scene, claims, state, changeWindow);
  // A point of a list leaves no time to the next point.
  if (!bullet.test(sentence)) return { claims, state: next };
  return { claims, state: { ...next, changeWindow: state.changeWindow, liquidationWindow: state.liquidationWindow } };
}

const bullet = /^\s*(?:[-–—*•●▪◦‣►➤✅✔]\s|\p{Extended_Pictographic})/u;

// Since the middle of 2017 bitcoin has cost more than a thousand dollars, ether less than fifty thousand, and all coins have been worth more than 50 billion.
function isImplausible({ kind, asset, value, ctx }: Claim, time: number | undefined): boolean {
  if (time !== undefined && time < Date.UTC(2017, 5)) return false;
  // Where the text itself says that it is the market's, it is a slip of the text.
  if (kind === 'market_cap') return asset === 'TOTAL' && ctx?.includes('asset') === true && value < 5e10;
  if (kind !== 'price' && kind !== 'level') return false;
  return asset === 'BTC' ? value < 1e3 : asset === 'ETH' && (value < 50 || value > 5e4);
}

const units: Readonly<Record<TokenFigure['unit'], ClaimUnit>> = { usd: 'usd', pct: 'pct', coin: 'coin', plain: 'usd' };
const comparing = createPhraseBook<Exclude<Comparator, 'eq' | 'range'>>(
  Object.entries(comparators).map(([name, phrases]) => [phrases, name as keyof typeof comparators] as const),
);

function makeClaims(
  scene: Scene,
  figure: TokenFigure,
  reading: Reading,
  state: ReadingState,
  plain: PlainText,
): readonly Claim[] {
  const { kind, sign } = reading;
  const hasAsset = kind !== 'fear_greed' && kind !== 'treasury_pnl';
  const assets = hasAsset ? attachAssets(scene, figure, kind, state) : { value: [null], isFromContext: false };
  const window = attachWindow(
    scene,
    figure,
    kind,
    isScope(assets.value[0]) && kind === 'price_change' ? { ...state, changeWindow: undefined } : state,
  );
  const span = [plain.at(figure.span[0]), plain.at(figure.span[1] - 1) + 1] as const;
  const ctx = [...(assets.isFromContext ? (['asset'] as const) : []), ...(window.isFromContext ? (['window'] as const) : [])];
  const first = figure.signed ? figure.value : sign * Math.abs(figure.value);
  const second = figure.hi === undefined ? undefined : sign * figure.hi;
  // $1,750-$1,700: the nearer end to zero comes first.
  const isTurned = second !== undefined && Math.abs(second) < Math.abs(first);
  const [value, hi] = isTurned ? [second, first] : [first, second];
  const company = kind === 'treasury_pnl' ? (nearest(scene, figure, scene.companies)?.name ?? state.company) : undefined;
  const venue = nearest(scene, figure, scene.venues);
  const isVenue =
    venue !== undefined &&
    (kind === 'liquidations' || kind === 'open_interest' || kind === 'open_interest_change') &&
    scene.distance(venue, figure) < 12;
  return assets.value.map(asset => ({
    kind,
    asset,
    value,
    ...(hi === undefined ? {} : { value_hi: hi }),
    unit: kind === 'fear_greed' ? 'index' : units[figure.unit],
    cmp: hi === undefined ? compare(scene, figure) : 'range',
    side: kind === 'liquidations' ? readSide(scene, figure) : null,
    window: window.value,
    level: reading.level ?? null,
    tense: reading.tense ?? 'now',
    ...(company === undefined ? {} : { entity: company }),
    ...(isVenue ? { venue: venue.name } : {}),
    ...(ctx.length === 0 ? {} : { ctx }),
    span,
    text: plain.text.slice(figure.span[0], figure.span[1]),
  }));
}

function withClaims(state: ReadingState, claims: readonly Claim[]): ReadingState {
  const prices = new Map(state.prices);
  // A range so wide tells no price.
  for (const { kind, asset, value, value_hi: hi = value } of claims)
    if (kind === 'price' && asset !== null && hi < 2 * value) prices.set(asset, value);
  const sum = claims.findLast(({ kind, ctx }) => kind === 'liquidations' && ctx?.includes('asset'));
  return { ...state, prices, summed: sum?.asset ?? undefined };
}

function nearest<Item extends { readonly from: number; readonly to: number }>(
  scene: Scene,
  figure: TokenFigure,
  items: readonly Item[],
): Item | undefined {
  return items.toSorted((a, b) => scene.distance(a, figure) - scene.distance(b, figure))[0];
}

function compare(scene: Scene, { from, to }: TokenFigure): Comparator {
  const start = Math.max(0, from - 4);
  const found = comparing.find(scene.tokens.slice(start, from)).findLast(phrase => phrase.to + start >= from - 1);
  if (found) return found.tag;
  const after = scene.tokens.slice(to, to + 2).map(({ lower }) => lower);
  return after[0] === '+' || after.join(' ') === words.orMore ? 'over' : 'eq';
}

function carry(scene: Scene, claims: readonly Claim[], state: ReadingState, changeWindow: ClaimWindow | undefined): ReadingState {
  const { prices } = withClaims(state, claims);
  const named = scene.mentions.filter(({ type, isAside }) => type !== 'it' && !isAside);
  // One coin is not the many of which a sentence spoke.
  const focus = named.find(({ type }) => type !== 'scope') ?? named.find(({ asset }) => asset === 'TOTAL');
  const coins = new Set(named.flatMap(({ type, asset }) => (type === 'scope' ? [] : [asset])));
  const others = [state.focus, state.titleAsset].flatMap(asset =>
    asset === undefined || coins.has(asset) || isScope(asset) ? [] : [asset],
  );
  const aliases = new Map(state.aliases);
  for (const { from, to, asset, type } of scene.mentions) {
    const name = scene.tokens[from];
    if (type === 'coin' && to - from === 4 && name && name.lower !== asset.toLowerCase()) aliases.set(name.lower, asset);
    if (type === 'coin') aliases.set(asset.toLowerCase(), asset);
  }
  const liquidationWindows = new Set(
    claims.flatMap(({ kind, window }) => (kind === 'liquidations' && window !== null ? [window] : [])),
  );
  const spanned = scene.spans.find(({ window }) => window !== undefined)?.window;
  const liquidation = claims.findLast(({ kind }) => kind === 'liquidations');
  // Some $90 million was wiped off: of what, only the next sentence may tell.
  const isBare =
    scene.mentions.length === 0 &&
    scene.figures.some(({ scaled, to }) => scaled && scene.of('wipe').some(({ from }) => from >= to && from < to + 4));
  const isLiquidation = scene.of('liq').length > 0 || liquidation !== undefined || isBare;
  return {
    ...state,
    wasLately: scene.of('lately').length > 0,
    named: focus?.asset,
    pair: coins.size === 0 || coins.size > 2 ? [] : coins.size === 2 ? [...coins] : [...coins, ...others].slice(0, 2),
    focus: focus?.asset ?? claims.findLast(({ asset }) => asset !== null)?.asset ?? state.focus,
    kind:
      claims.at(-1)?.kind ??
      (isLiquidation
        ? 'liquidations'
        : scene.of('oi').length > 0
          ? 'open_interest'
          : scene.of('fund').length > 0
            ? 'funding'
            : scene.of('dom').length > 0
              ? 'dominance'
              : undefined),
    // Where a price is told, the coin need not be that of the positions.
    liquidated:
      liquidation?.asset ??
      (isLiquidation && !scene.figures.some(({ unit, scaled }) => unit === 'usd' && !scaled) ? focus?.asset : undefined),
    changeWindow,
    // Of several times none is the one that the next sentence goes on with.
    liquidationWindow:
      liquidationWindows.size > 1 ? undefined : ([...liquidationWindows][0] ?? (isLiquidation ? spanned : undefined)),
    hasFunding: scene.of('fund').length > 0 || claims.at(-1)?.kind === 'funding',
    hasFear: state.hasFear || scene.of('fng').length > 0,
    company: scene.companies[0]?.name ?? state.company,
    aliases,
    prices,
  };
}
