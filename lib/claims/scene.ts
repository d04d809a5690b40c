import { anaphors, coinNames, companies, epithets, exchanges, notTickers, scopes, tickers } from './english/assets.ts';
import * as clauses from './english/clauses.ts';
import { aliens, cues, refusals } from './english/cues.ts';
import * as times from './english/times.ts';
import * as words from './english/words.ts';
import { findFigures, type TokenFigure } from './figures.ts';
import { createPhraseBook } from './phrases.ts';
import { readTokens, type Token } from './tokens.ts';
import { findTimeSpans, type TimeSpan } from './windows.ts';

/** A run of tokens. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** What a phrase says: a name of `cues`, `not` for a refusal, or `alien` for another market. */
export type Cue = keyof typeof cues | 'not' | 'alien' | 'firm';

/** A coin, the market or a part of it as a sentence names it; `it` for a word that stands for one. */
export interface Mention extends Place {
  readonly asset: string;
  readonly type: 'coin' | 'scope' | 'epithet' | 'it';
  /** Compared with, or part of the name of another thing. */
  readonly isAside: boolean;
}

/** A sentence, read word by word. */
export interface Scene {
  readonly tokens: readonly Token[];
  readonly figures: readonly TokenFigure[];
  readonly spans: readonly TimeSpan[];
  readonly mentions: readonly Mention[];
  readonly companies: readonly (Place & { readonly name: string })[];
  readonly venues: readonly (Place & { readonly name: string })[];
  /** Dates of a month or a year. */
  readonly dates: readonly StatedDate[];
  readonly of: (cue: Cue) => readonly Place[];
  /** How far apart two places are in words, more where a clause ends between them. */
  readonly distance: (a: Place, b: Place) => number;
}

/** A month, a year or both; a month counts from 0. */
export interface StatedDate extends Place {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

const cueBook = createPhraseBook<Cue>([
  ...Object.entries(cues).map(([cue, phrases]) => [phrases, cue as keyof typeof cues] as const),
  ...Object.values(refusals).map(phrases => [phrases, 'not'] as const),
  ...Object.entries(aliens).map(([name, phrases]) => [phrases, name === 'firms' ? 'firm' : 'alien'] as const),
]);
const moves = createPhraseBook<true>([
  [cues.up, true],
  [cues.down, true],
]);
const verbs = createPhraseBook<true>([
  [cues.up, true],
  [cues.down, true],
  [cues.price, true],
]);
type Named = readonly [type: Mention['type'] | 'company' | 'venue', name: string];
const nameBook = createPhraseBook<Named>([
  ...coinNames.map(([name, ticker]) => [name, ['coin', ticker]] as const),
  ...[...tickers].map(ticker => [ticker, ['coin', ticker]] as const),
  ...Object.entries(scopes).map(([scope, phrases]) => [phrases, ['scope', scope]] as const),
  ...Object.entries(epithets).map(([ticker, phrases]) => [phrases, ['epithet', ticker]] as const),
  [anaphors, ['it', '']] as const,
  ...Object.entries(companies).map(([name, phrases]) => [phrases, ['company', name]] as const),
  ...exchanges.split('|').map(name => [name, ['venue', name]] as const),
]);

/** Reads a sentence without deciding anything. `aliases`: names of coins that the text gave itself, lower case, with their tickers. */
export function readScene(text: string, aliases: ReadonlyMap<string, string>): Scene {
  const tokens = readTokens(text);
  const figures = findFigures(tokens);
  const names = nameBook.find(tokens);
  const cuesFound = cueBook.find(tokens);
  const terms = new Set(cuesFound.flatMap(({ tag, to }) => (tag === 'liq' || tag === 'oi' || tag === 'fund' ? [to] : [])));
  const asides = findAsides(tokens, figures, terms);
  const inAside = (from: number): boolean => asides.some(aside => aside.from <= from && from < aside.to);
  const placesOf = new Map<Cue, Place[]>();
  for (const { tag, from, to } of cuesFound) {
    if (asides.some(aside => aside.isDefinition && aside.from <= from && from < aside.to)) continue;
    // digital gold is no gold, and what only explains a name is not spoken of.
    const isName = (): boolean => names.some(name => name.tag[0] === 'epithet' && name.from <= from && to <= name.to);
    if (tag === 'fore' && times.months.has(tokens[from]?.lower ?? '') && words.dateLeads.has(tokens[from - 1]?.lower ?? ''))
      continue;
    // open positions were liquidated
    if (tag === 'oi' && words.stakes.has(tokens[to - 1]?.lower ?? '') && cuesFound.some(cue => cue.tag === 'liq')) continue;
    // the total value of open positions
    if (tag === 'cap' && tokens[to]?.lower === words.of && tokens.slice(to, to + 4).some(({ lower }) => words.stakes.has(lower)))
      continue;
    // its share of the total crypto market cap
    if (tag === 'cap' && cuesFound.some(cue => cue.tag === 'dom' && cue.from < from && cue.to >= from)) continue;
    // the 50-day high
    if (tag === 'ma' && words.extremes.has(tokens[to]?.lower ?? '')) continue;
    // sent bitcoin to $60,000, moved above $70,000: a price, and no money
    const goal = words.senders.has(tokens[from]?.lower ?? '') ? figures.find(figure => figure.from >= to) : undefined;
    if (
      goal?.unit === 'usd' &&
      !goal.scaled &&
      tokens.slice(goal.from - 2, goal.from).some(({ lower }) => words.reaching.has(lower))
    )
      continue;
    if ((tag === 'alien' || tag === 'firm' || tag === 'cap') && (inAside(from) || isName())) continue;
    const places = placesOf.get(tag);
    if (places) places.push({ from, to });
    else placesOf.set(tag, [{ from, to }]);
  }
  const base = weigh(tokens, figures, asides);
  const named = (type: 'company' | 'venue') =>
    names.filter(({ tag }) => tag[0] === type).map(({ tag, from, to }) => ({ name: tag[1], from, to }));
  return {
    tokens,
    figures,
    spans: findTimeSpans(tokens),
    mentions: findMentions(tokens, names, aliases)
      .filter(({ from }) => !figures.some(figure => figure.from <= from && from < figure.to))
      .map(mention => (inAside(mention.from) ? { ...mention, isAside: true } : mention)),
    companies: named('company'),
    venues: named('venue'),
    dates: findDates(tokens),
    of: cue => placesOf.get(cue) ?? [],
    distance: (a, b) => (a.to <= b.from ? (base[b.from] ?? 0) - (base[a.to] ?? 0) : (base[a.from] ?? 0) - (base[b.to] ?? 0)),
  };
}

// Sums of weights up to each token.
function weigh(tokens: readonly Token[], figures: readonly TokenFigure[], asides: readonly Place[]): readonly number[] {
  const weights = tokens.map(({ lower }) => words.walls[lower] ?? 1);
  for (const { from, to } of figures) weights.fill(0, from, to).fill(5, from, from + 1);
  for (const { from, to } of asides) weights.fill(0, from, to);
  const sums = [0];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  return sums;
}

interface Aside extends Place {
  readonly isDefinition: boolean;
}

const longestAside = 16;
const longestDefinition = 36;

// Solana, the third coin by value, fell: what stands between two commas or brackets only to explain a name.
// The open interest – the value of all contracts – rose: the same between two dashes behind a term of the market.
function findAsides(tokens: readonly Token[], figures: readonly TokenFigure[], terms: ReadonlySet<number>): readonly Aside[] {
  const asides: Aside[] = [];
  for (const [from, { text }] of tokens.entries()) {
    const isBracket = text === '(';
    const isDefinition = terms.has(from) && /^[-–—]$/.test(text);
    if (
      from < (asides.at(-1)?.to ?? 1) ||
      !(isBracket || isDefinition || (text === ',' && words.asideLeads.has(tokens[from + 1]?.lower ?? '')))
    )
      continue;
    const inside = tokens.slice(from + 1, from + (isDefinition ? longestDefinition : longestAside));
    const length = inside.findIndex(token => token.text === (isBracket ? ')' : text));
    const to = from + length + 2;
    // among them solana, which gained 6%: that is told of it
    const isExample = words.asideExamples.has(tokens[from + 1]?.lower ?? '') && tokens[to]?.lower === words.which;
    if (
      length < 1 ||
      isExample ||
      figures.some(figure => figure.to > from && figure.from < to) ||
      (!isDefinition && verbs.find(inside.slice(0, length)).length > 0)
    )
      continue;
    asides.push({ from, to, isDefinition });
  }
  return asides;
}

function findMentions(
  tokens: readonly Token[],
  names: readonly { readonly tag: Named; readonly from: number; readonly to: number }[],
  aliases: ReadonlyMap<string, string>,
): readonly Mention[] {
  const mentions: Mention[] = [];
  const add = (type: Mention['type'], asset: string, from: number, to: number): void => {
    const before = mentions.at(-1);
    // Of BTC/USDT the second is what it is paid in.
    // bitcoin BTC
    // Bitcoin (BTC), Solana [SOL]: one mention, and what stands in brackets counts.
    const bracket = tokens[to];
    const inside = tokens[to + 1];
    const isBracket =
      (bracket?.text === '(' || bracket?.text === '[') && inside?.type === 'word' && /^[)\]]$/.test(tokens[to + 2]?.text ?? '');
    // bitcoin BTC, Lido DAO (LDO)
    if (before?.to === from && before.asset === asset && type === 'coin' && before.type === 'coin') {
      mentions[mentions.length - 1] = { ...before, to: isBracket && inside.text === asset ? to + 3 : to };
      return;
    }
    if (before && (before.to > from || (before.to === from - 1 && tokens[from - 1]?.text === '/'))) return;
    if (isBracket && type !== 'it' && type !== 'scope' && isTicker(inside.text)) {
      mentions.push({
        type: 'coin',
        // Cardano (AD): a slip
        asset: type === 'coin' && !tickers.has(inside.text) ? asset : inside.text.replace(/(?<=..)USDT$/, ''),
        from,
        to: to + 3,
        isAside: isAside(tokens, from, to + 3),
      });
      return;
    }
    // such as DOGE and BONK
    const isListed = before?.isAside === true && before.to === from - 1 && tokens[from - 1]?.lower === words.and;
    mentions.push({ type, asset, from, to, isAside: isListed || isAside(tokens, from, to) });
  };
  const starts = new Map(names.map(found => [found.from, found]));
  for (const found of names) if (found.tag[0] === 'coin') starts.set(found.from, found);
  for (const [at, token] of tokens.entries()) {
    const found = starts.get(at);
    if (found) {
      const [type, name] = found.tag;
      // non-stablecoin, the Ethereum-killer
      if (words.notNames.has(tokens[at - 1]?.lower ?? '') || words.notNames.has(tokens[found.to]?.lower ?? '')) continue;
      const isVenue =
        type === 'coin' &&
        names.some(({ tag, from }) => from === at && tag[0] === 'venue') &&
        words.venueLeads.has(tokens[at - 1]?.lower ?? '');
      // Gate (GT)
      const ticker = tokens[found.to + 1]?.text ?? '';
      const isToken =
        type === 'venue' && tokens[found.to]?.text === '(' && tokens[found.to + 2]?.text === ')' && isTicker(ticker);
      if (isToken) add('coin', ticker, at, found.to);
      // the third-largest cryptocurrency is not the largest
      else if (type === 'epithet' && clauses.ranks.has(tokens[at - 1]?.lower ?? '')) add('it', '', at, found.to);
      else if (type !== 'company' && type !== 'venue' && !isVenue) add(type, name, at, found.to);
      continue;
    }
    if (token.type !== 'word') continue;
    const alias = aliases.get(token.text) ?? aliases.get(token.lower);
    const isCapital = /^\p{Lu}/u.test(token.text);
    const hasDollar = tokens[at - 1]?.text === '$' && token.glued;
    if (alias !== undefined && isCapital) add('coin', alias, at, at + 1);
    else if (tickers.has(token.text.replace(/USDT?$/, ''))) add('coin', token.text.replace(/USDT?$/, ''), at, at + 1);
    else if (
      // H (+7%)
      (isTicker(token.text) || (isCapital && token.text.length === 1 && tokens[at + 1]?.text === '(')) &&
      (hasDollar || tickers.has(token.text) || isMoving(tokens, at) || isOwned(tokens, at) || isCalledCoin(tokens, at))
    )
      add('coin', token.text, at, at + 1);
    else if (
      (isCapital || tickers.has(tokens[at + 2]?.text ?? '')) &&
      /^[([]$/.test(tokens[at + 1]?.text ?? '') &&
      /^[)\]]$/.test(tokens[at + 3]?.text ?? '') &&
      isTicker(tokens[at + 2]?.text ?? '') &&
      !isAcronym(tokens, at + 2) &&
      !words.notTheCoin.has(token.lower)
    )
      add('coin', tokens[at + 2]?.text ?? '', at, at + 1);
  }
  return mentions;
}

function isTicker(text: string): boolean {
  return /^[A-Z][A-Z0-9]{1,9}$/.test(text) && (tickers.has(text) || !notTickers.has(text));
}

// Realized Price Distribution (RPD): the initials of a term are no ticker.
function isAcronym(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  const initials = tokens.slice(Math.max(0, at - 1 - text.length), at - 1).map(token => token.text.slice(0, 1).toUpperCase());
  return !tickers.has(text) && text.length > 2 && initials.toSorted().join('') === Array.from(text).toSorted().join('');
}

// Audiera's BEAT
function isOwned(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at - 1]?.lower === "'s" &&
    /^\p{Lu}\p{Ll}/u.test(tokens[at - 2]?.text ?? '') &&
    !/^\p{Lu}/u.test(tokens[at + 1]?.text ?? '')
  );
}

// the coin GRELT, the GRELT token
function isCalledCoin(tokens: readonly Token[], at: number): boolean {
  const isPrice = tokens[at - 1]?.lower === words.of && words.priceNouns.has(tokens[at - 2]?.lower ?? '');
  return (
    isPrice ||
    words.coinNouns.has(tokens[at - 1]?.lower ?? '') ||
    words.coinNouns.has(tokens[at + 1]?.lower ?? '') ||
    words.priceNouns.has(tokens[at + 1]?.lower ?? '')
  );
}

// RATS (+30%), BEAT has plunged: capitals that nobody knows are a coin where they move.
function isMoving(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 1]?.text === '(') return /^[-+]$/.test(tokens[at + 2]?.text ?? '') && tokens[at + 3]?.type === 'number';
  // WIF, the dog's token, rose
  const closing =
    tokens[at + 1]?.text === ',' ? tokens.slice(at + 2, at + longestAside).findIndex(({ text }) => text === ',') : -1;
  const start = closing < 0 ? at + 1 : at + closing + 3;
  const next = words.auxiliaries.has(tokens[start]?.lower ?? '') ? start + 1 : start;
  return (
    (tokens[at]?.text.length ?? 0) > 2 &&
    (moves.find(tokens.slice(next, next + 1)).length > 0 || words.tradingVerbs.has(tokens[next]?.lower ?? ''))
  );
}

function isAside(tokens: readonly Token[], from: number, to: number): boolean {
  const word = (at: number): string => tokens[at]?.lower ?? '';
  let before = from - 1;
  while (
    words.asideFillers.has(word(before)) ||
    words.superlatives.has(word(before)) ||
    (tokens[before]?.type === 'number' && (before < from - 1 || words.superlatives.has(word(before - 1))))
  )
    before--;
  if (words.notTheCoin.has(word(to))) return true;
  if (words.comparing.has(word(before)) && !words.leading.has(word(before - 1))) return true;
  // such as DOGE; a token on Ethereum; the largest loss in the market
  const [ahead, lead] = [word(before - 1), word(before)];
  return (
    (words.asLeads.has(ahead) && lead === words.as) ||
    (words.apart.has(ahead) && lead === words.from) ||
    (words.hosted.has(ahead) && lead === words.on) ||
    (words.besides.has(ahead) && (lead === words.beside || lead === words.to)) ||
    (words.amidWords.has(lead) &&
      tokens.slice(Math.max(0, before - 4), before).some(({ lower }) => words.superlatives.has(lower)))
  );
}

function findDates(tokens: readonly Token[]): readonly StatedDate[] {
  const dates: StatedDate[] = [];
  for (const [at, token] of tokens.entries()) {
    const month = token.type === 'word' && /^[A-Z]/.test(token.text) ? times.monthOf(token.lower) : undefined;
    const isYear =
      /^(?:19|20)\d\d$/.test(token.text) &&
      tokens[at - 1]?.text !== '$' &&
      !times.zones.has(tokens[at + 1]?.lower ?? '') &&
      !(tokens[at + 1]?.glued && tokens[at + 1]?.text === '-');
    if (month === undefined && !isYear) continue;
    const before = tokens[at - 1]?.lower ?? '';
    if (month === undefined) {
      const last = dates.at(-1);
      if (last && last.to >= at - 2 && !words.sinceLeads.has(before) && last.year === undefined && last.month !== undefined) {
        dates[dates.length - 1] = { ...last, year: Number(token.text), to: at + 1 };
      } else dates.push({ year: Number(token.text), from: at, to: at + 1 });
      continue;
    }
    const next = Number(tokens[at + 1]?.text === '.' ? tokens[at + 2]?.text : tokens[at + 1]?.text);
    const day = Number.isInteger(next) && next > 0 && next < 32 ? next : /^\d\d?$/.test(before) ? Number(before) : undefined;
    const isMay = token.lower === 'may' || token.lower === 'march' || token.lower === 'mar';
    if (
      isMay &&
      day === undefined &&
      !words.dateLeads.has(before) &&
      !words.sinceLeads.has(before) &&
      !/^(?:19|20)\d\d$/.test(tokens[at + 1]?.text ?? '')
    )
      continue;
    dates.push({ month, day, from: at, to: at + (next === day ? 2 : 1) });
  }
  return dates;
}
