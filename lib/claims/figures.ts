import { tickers } from './english/assets.ts';
import * as times from './english/times.ts';
import * as words from './english/words.ts';
import { readPlainText } from './plain-text.ts';
import { readTokens, type Token } from './tokens.ts';

/** A number as it stands in a text. `coin`: an amount of coins (714,644 BTC); `plain`: no unit is written. */
export interface Figure {
  readonly value: number;
  /** The other end of a range. */
  readonly hi?: number;
  readonly unit: 'usd' | 'pct' | 'coin' | 'plain';
  /** The ticker of an amount of coins. */
  readonly coin?: string;
  /** Offsets in the text that was read, in UTF-16 units, the end exclusive. */
  readonly span: readonly [start: number, end: number];
}

/** A figure and the tokens that it is made of. */
export interface TokenFigure extends Figure {
  /** Index of its first token. */
  readonly from: number;
  /** Index after its last token. */
  readonly to: number;
  /** Whether a sign is written. */
  readonly signed: boolean;
  /** Whether a million or more is written as a word or letter. */
  readonly scaled: boolean;
  /** Whether it is written with a thousands comma or decimals. */
  readonly isGrouped: boolean;
}

/** Every amount of dollars, percentage, amount of coins and plain number of a text, in order; years, dates, times and amounts of other money are none. */
export function readFigures(text: string): readonly Figure[] {
  const plain = readPlainText(text);
  return findFigures(readTokens(plain.text)).map(({ value, hi, unit, coin, span: [start, end] }) => ({
    value,
    ...(hi === undefined ? {} : { hi }),
    unit,
    ...(coin === undefined ? {} : { coin }),
    span: [plain.at(start), plain.at(end - 1) + 1],
  }));
}

type Draft = { -readonly [Key in keyof TokenFigure]: TokenFigure[Key] } & { scale: number };

const foreign = /^[€£¥₩₹₽₺₿฿₫₴]$/;
const dashes = /^[-–—]$/;

/** The figures of tokens, ranges as one. */
export function findFigures(tokens: readonly Token[]): readonly TokenFigure[] {
  const drafts: Draft[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const draft = readNumber(tokens, at) ?? readWords(tokens, at);
    if (draft === undefined) continue;
    at = draft.to - 1;
    const before = drafts.at(-1);
    const range = before && join(before, draft, tokens);
    if (range) drafts.splice(-1, 1, range);
    else drafts.push(draft);
  }
  // 14 and 16 percent
  for (const [at, draft] of drafts.entries()) {
    const next = drafts[at + 1];
    if (
      draft.unit === 'plain' &&
      next?.unit === 'pct' &&
      next.from === draft.to + 1 &&
      words.listWords.has(tokens[draft.to]?.lower ?? '')
    )
      draft.unit = 'pct';
  }
  return drafts.filter(draft => draft.unit !== 'plain' || !isDate(draft, tokens));
}

function readNumber(tokens: readonly Token[], at: number): Draft | undefined {
  const token = tokens[at];
  if (token?.type !== 'number') return undefined;
  let number = Number(token.text.replaceAll(',', ''));
  let from = at;
  let before = tokens[from - 1];
  let usd = false;
  let sign = '';
  const readSign = (): void => {
    const glue = tokens[from - 2];
    // A dash with a space behind opens a line or joins two clauses.
    const isSign =
      before &&
      (tokens[from]?.glued === true || !dashes.test(before.text)) &&
      (/^[-+–]$/.test(before.text)
        ? !(before.glued && /[\p{L}\p{N}%]$/u.test(glue?.text ?? ''))
        : signs[before.lower] !== undefined);
    if (!isSign || sign !== '') return;
    sign = signs[before?.lower ?? ''] ?? '';
    before = tokens[--from - 1];
  };
  readSign();
  if (before && (foreign.test(before.text) || (before.text === '/' && before.glued && token.glued))) return undefined;
  if (before?.text === '$') {
    usd = true;
    const country = before.glued ? tokens[from - 2] : undefined;
    before = tokens[--from - 1];
    if (country?.type === 'word') {
      if (words.otherDollars.has(country.lower)) return undefined;
      if (country.lower === 'us') before = tokens[--from - 1];
    }
    readSign();
  } else if (before && words.dollarWords.has(before.lower) && before.lower.startsWith('usd')) {
    usd = true;
    from--;
  }
  let to = at + 1;
  // $6 000
  const group = tokens[to];
  if (usd && /^\d{1,3}$/.test(token.text) && group && !group.glued && /^\d{3}$/.test(group.text)) {
    number = number * 1e3 + Number(group.text);
    to++;
  }
  let scale = 1;
  let next = tokens[to];
  const factor = words.scales[next?.lower ?? ''];
  if (
    next?.type === 'word' &&
    factor !== undefined &&
    (next.text.length > 4 || next.glued || (next.text.length < 4 && (usd || words.dollarWords.has(tokens[to + 1]?.lower ?? ''))))
  ) {
    scale = factor;
    next = tokens[++to];
  }
  let unit: Figure['unit'] = usd ? 'usd' : 'plain';
  let coin: string | undefined;
  if (!usd && next) {
    if (next.text === '%' || words.percentWords.has(next.lower)) [unit, to] = ['pct', to + 1];
    else if (next.lower === 'per' && tokens[to + 1]?.lower === 'cent') [unit, to] = ['pct', to + 2];
    else if (/^(?:US?|U\.S\.)$/.test(next.text) && words.dollarWords.has(tokens[to + 1]?.lower ?? ''))
      [unit, to] = ['usd', to + 2];
    else if (words.dollarWords.has(next.lower)) [unit, to] = ['usd', to + 1];
    else if (words.centWords.has(next.lower)) [unit, to, scale] = ['usd', to + 1, scale / 100];
    else if (words.otherMoney.has(next.lower) || foreign.test(next.text)) return undefined;
    else if (next.text === '×' || (words.notFigures.has(next.lower) && (next.glued || next.text.length > 2))) return undefined;
    else if ((tickers.has(next.text) && !(next.glued && isYear(token.text))) || next.lower === 'coins')
      [unit, coin, to] = ['coin', next.text, to + 1];
    else if (next.type === 'word' && next.glued && !isYear(token.text)) return undefined;
  } else if (next && words.dollarWords.has(next.lower)) to++;
  else if (next?.lower === 's' && next.glued) return undefined;
  // 20/100, 20 out of 100
  const top = next?.text === '/' ? 1 : next?.lower === words.out && tokens[to + 1]?.lower === words.of ? 2 : 0;
  if (unit === 'plain' && top > 0 && tokens[to + top]?.text === '100') to += top + 1;
  else if (unit === 'plain' && next && /^[:/]$/.test(next.text) && tokens[to + 1]?.glued && tokens[to + 1]?.type === 'number')
    return undefined;
  const end = tokens[to - 1]?.end ?? token.end;
  return {
    value: (sign === '-' ? -1 : 1) * exact(number, scale),
    unit,
    ...(coin === undefined ? {} : { coin }),
    span: [tokens[from]?.start ?? token.start, end],
    from,
    to,
    signed: sign !== '',
    scale,
    scaled: scale > 1e3,
    isGrouped: /[,.]/.test(token.text),
  };
}

const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text);

const signs: Readonly<Record<string, string>> = { '-': '-', '–': '-', '+': '+', ...words.signWords };

// 67.46K is 67460, not 67459.99….
function exact(number: number, scale: number): number {
  return Number((number * scale).toPrecision(15));
}

// half a billion, a quarter of a billion, two million: only with a scale that is written out.
function readWords(tokens: readonly Token[], at: number): Draft | undefined {
  const first = tokens[at];
  if (first?.type !== 'word') return undefined;
  const part = words.fractions[first.lower];
  const number = part ?? words.numberWords[first.lower];
  if (number === undefined) return undefined;
  let to = at + 1;
  if (part !== undefined) while (words.fillers.has(tokens[to]?.lower ?? '') && to < at + 3) to++;
  const word = tokens[to];
  const scale = words.scales[word?.lower ?? ''];
  if (scale === undefined || word === undefined || word.text.length < 6) return undefined;
  to++;
  const hasSign = tokens[at - 1]?.text === '$';
  const after = tokens[to]?.lower ?? '';
  const isUsd =
    hasSign ||
    words.dollarWords.has(after) ||
    (/^(?:US?|U\.S\.)$/.test(tokens[to]?.text ?? '') && words.dollarWords.has(tokens[to + 1]?.lower ?? ''));
  if (isUsd && !hasSign) to += words.dollarWords.has(after) ? 1 : 2;
  const end = tokens[to - 1]?.end ?? word.end;
  return {
    value: exact(number, scale),
    unit: isUsd ? 'usd' : 'plain',
    span: [first.start, end],
    from: at,
    to,
    signed: false,
    scale,
    scaled: true,
    isGrouped: false,
  };
}

function join(a: Draft, b: Draft, tokens: readonly Token[]): Draft | undefined {
  if (b.from !== a.to + 1 || a.hi !== undefined) return undefined;
  const link = tokens[a.to];
  // $70 million—$24 million of which …
  if (tokens[b.to + 1]?.lower === words.which) return undefined;
  const isDash = link !== undefined && dashes.test(link.text) && (link.text !== '—' || link.glued);
  // the $62K/$64K range
  const isSlash =
    link?.text === '/' && link.glued && a.unit === 'usd' && b.unit === 'usd' && words.rangeTails.has(tokens[b.to]?.lower ?? '');
  const lead = leadOf(tokens, a.from);
  const isTo =
    link?.lower === words.rangeWords.to &&
    !tokens.slice(Math.max(0, a.from - 9), a.from).some(({ lower }) => lower === words.rangeWords.from) &&
    (a.unit === 'pct' || isBounded(tokens, a.from, b.to));
  // resistance stretching from $68 to $71, spanning $68 to $71
  const isSpan =
    link?.lower === words.rangeWords.to &&
    words.spanning.has(tokens[a.from - (lead === words.rangeWords.from ? 2 : 1)]?.lower ?? '');
  const isAnd = link?.lower === words.rangeWords.and && lead === words.rangeWords.between;
  if (!isDash && !isTo && !isSpan && !isAnd && !isSlash) return undefined;
  const unit = a.unit === 'plain' ? b.unit : b.unit === 'plain' ? a.unit : a.unit === b.unit ? a.unit : undefined;
  if (unit === undefined || unit === 'plain' || (a.unit === 'pct' && b.unit === 'plain')) return undefined;
  const shares = a.scale === 1 && b.scale > 1 && Math.abs(a.value) < (10 * Math.abs(b.value)) / b.scale;
  const value = shares ? exact(a.value, b.scale) : a.value;
  const ratio = Math.abs(b.value / value);
  // "slipped 2% to 56%" and "dropped $4,000 to $60,000" are moves.
  const widest = isTo || isSpan ? (unit === 'pct' ? 3 : 1.6) : 20;
  if (!(ratio <= widest && ratio >= 1 / widest)) return undefined;
  return {
    ...b,
    value,
    hi: b.value,
    unit,
    from: a.from,
    span: [a.span[0], b.span[1]],
    signed: a.signed,
    scaled: a.scaled || b.scaled,
  };
}

// The word before a figure, past those that only say how exact it is.
function leadOf(tokens: readonly Token[], from: number): string {
  let at = from - 1;
  while (at > from - 3 && words.looseWords.has(tokens[at]?.lower ?? '')) at--;
  return tokens[at]?.lower ?? '';
}

function isBounded(tokens: readonly Token[], from: number, to: number): boolean {
  const lead = leadOf(tokens, from);
  const before = tokens[from - 1]?.lower ?? '';
  return (
    words.rangeLeads.has(lead) ||
    words.rangeLeads.has(before) ||
    words.rangeTails.has(tokens[to]?.lower ?? '') ||
    words.rangeTails.has(tokens[to + 1]?.lower ?? '')
  );
}

// Years, days of a month, lengths of time, numbers of an address.
function isDate(draft: Draft, tokens: readonly Token[]): boolean {
  const { from, to, value, scale } = draft;
  const text = tokens[from]?.text ?? '';
  const after = tokens[to];
  if (scale > 1) return false;
  if (isYear(text)) return true;
  if (times.months.has(tokens[from - 1]?.lower ?? '') && value < 32) return true;
  if (after && (times.months.has(after.lower) || times.unitHours[after.lower] !== undefined)) return true;
  const before = tokens[from - 1];
  const isChained = /^[-:]$/.test(before?.text ?? '') && before?.glued && tokens[from]?.glued;
  return isChained === true || (after?.text === '-' && after.glued);
}
