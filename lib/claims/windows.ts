import type { ClaimWindow } from './claim.ts';
import * as times from './english/times.ts';
import * as words from './english/words.ts';
import type { Token } from './tokens.ts';

/** A length of time that a text states; `window` is absent where it is none that a claim can have, `same` where it is the one stated before. */
export interface TimeSpan {
  readonly window?: ClaimWindow | undefined;
  readonly same?: boolean;
  readonly from: number;
  readonly to: number;
}

// Months are of 30 days whatever their length, and a few lengths go by a name of their own.
const named: Readonly<Record<number, ClaimWindow>> = {
  24: '24h',
  504: '21d',
  672: '30d',
  744: '30d',
  1008: '6w',
  8640: '1y',
  8760: '1y',
};

function windowOf(hours: number): ClaimWindow | undefined {
  if (!Number.isInteger(hours) || hours < 1 || hours > 8760) return undefined;
  return named[hours] ?? (hours < 24 || hours % 24 > 0 ? `${hours}h` : `${hours / 24}d`);
}

/** Lengths of time that end at the time of the text. */
export function findTimeSpans(tokens: readonly Token[]): readonly TimeSpan[] {
  const spans: TimeSpan[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const span = isRecord(tokens, at) ? undefined : (readPhrase(tokens, at) ?? readCount(tokens, at));
    if (span === undefined) continue;
    spans.push(span);
    at = span.to - 1;
  }
  return spans;
}

// its lowest in four months
function isRecord(tokens: readonly Token[], at: number): boolean {
  // The largest single-day drop was one of a day.
  if (words.numberWords[tokens[at]?.lower ?? ''] === 1 && !words.fillers.has(tokens[at]?.lower ?? '')) return false;
  return tokens.slice(Math.max(0, at - 2), at).some(({ lower }) => words.superlatives.has(lower));
}

const phrases = Map.groupBy(
  times.timePhrases.flatMap(([window, list]) => list.split('|').map(phrase => ({ parts: phrase.split(' '), window }))),
  ({ parts }) => parts[0],
);

function readPhrase(tokens: readonly Token[], from: number): TimeSpan | undefined {
  for (const { parts, window } of phrases.get(tokens[from]?.lower) ?? []) {
    if (!parts.every((part, index) => tokens[from + index]?.lower === part)) continue;
    const to = from + parts.length;
    const reach = window?.endsWith('td') ? 8 : 0;
    if (
      times.pointWords.has(tokens[from - 1]?.lower ?? '') ||
      tokens.slice(Math.max(0, from - reach), from).some(({ lower }) => words.superlatives.has(lower))
    )
      return undefined;
    if (tokens[to]?.lower === "'s" && tokens[to + 1]?.type !== 'number') return undefined;
    const isOpen = !times.notWindows.has(tokens[to]?.lower ?? '') || isOnChart(tokens, from, to);
    // the annual meeting is on one day
    const isNoYear =
      times.yearly.has(parts[0] ?? '') &&
      tokens[to]?.type === 'word' &&
      !words.moveNouns.has(tokens[to].lower) &&
      !times.yearlyWords.has(tokens[to].lower);
    return isOpen && !isNoYear && !isOfVolume(tokens, to) ? { window, from, to } : undefined;
  }
  const word = tokens[from]?.lower ?? '';
  const next = tokens[from + 1]?.lower ?? '';
  // since the beginning of March, so far in March
  if (times.sinceWords.has(word)) {
    for (let at = from + 1; at < from + 7; at++) {
      const lower = tokens[at]?.lower ?? '';
      if (times.starts.has(lower) || (word === 'so' && lower === 'in')) {
        const unit = tokens.slice(at + 1, at + 5).map(token => token.lower);
        if (unit.some(part => times.months.has(part) || part === 'month')) return { window: 'mtd', from, to: at + 1 };
        if (unit.includes('year')) return { window: 'ytd', from, to: at + 1 };
      }
    }
  }
  // closed the week 3% lower
  const closed = times.closingWords.has(word) && next === words.the ? times.unitHours[tokens[from + 2]?.lower ?? ''] : undefined;
  if (closed !== undefined) return { window: windowOf(closed), from, to: from + 3 };
  if (times.sameWords.has(word) && (times.unitHours[next] !== undefined || times.periods.has(next)))
    return { same: true, from, to: from + 2 };
  return undefined;
}

// daily derivatives volume rose, while …
function isOfVolume(tokens: readonly Token[], to: number): boolean {
  const [kind = '', noun = ''] = tokens.slice(to, to + 2).map(({ lower }) => lower);
  return !words.isWall(kind) && times.volumeWords.has(noun);
}

// dropped on weekly and monthly charts; the weekly candle shows a 7% gain; on the weekly chart the coin is up 7%
function isOnChart(tokens: readonly Token[], from: number, to: number): boolean {
  const noun = tokens[to]?.lower ?? '';
  if (isMovedBehind(tokens, to + 1) && (times.candleWords.has(noun) || (from < 3 && times.chartWords.has(noun)))) return true;
  if (!times.chartWords.has(noun)) return false;
  let lead = from - 1;
  while (lead > from - 5 && times.chartLeads.has(tokens[lead]?.lower ?? '')) lead--;
  return tokens[lead]?.lower === words.on && times.movedWords.has(tokens[lead - 1]?.lower ?? '');
}

// is up about 7%; not: has lost 40% from its peak
function isMovedBehind(tokens: readonly Token[], from: number): boolean {
  const sign = tokens.findIndex(({ lower }, at) => at > from && at < from + 14 && lower === '%');
  if (sign < 0 || words.fromWords.has(tokens[sign + 1]?.lower ?? '')) return false;
  return [...tokens.slice(from, sign), ...tokens.slice(sign + 1, sign + 2)].some(({ lower }) => times.movedWords.has(lower));
}

// (past|last|in|over|a|24|one) … hour|day|week|month|year
function readCount(tokens: readonly Token[], from: number): TimeSpan | undefined {
  let at = from;
  let isLead = false;
  while (
    at < from + 6 &&
    (times.trailing.has(tokens[at]?.lower ?? '') ||
      times.within.has(tokens[at]?.lower ?? '') ||
      words.looseWords.has(tokens[at]?.lower ?? '') ||
      times.timeLeads.has(tokens[at]?.lower ?? ''))
  ) {
    isLead ||= times.trailing.has(tokens[at]?.lower ?? '');
    at++;
  }
  const hasLead = at > from;
  let count: number | undefined;
  let isNumber = false;
  for (; at < from + 8; at++) {
    const token = tokens[at];
    if (token === undefined || times.unitHours[token.lower] !== undefined) break;
    const number = token.type === 'number' ? Number(token.text) : words.numberWords[token.lower];
    if (number === undefined && !words.fillers.has(token.lower)) return undefined;
    isNumber ||= token.type === 'number' || (number ?? 0) > 1;
    // twenty-four
    count = number === undefined ? count : (count ?? 0) > 19 && number < 10 ? (count ?? 0) + number : number;
  }
  const unit = tokens[at];
  const hours = times.unitHours[unit?.lower ?? ''];
  if (hours === undefined || unit === undefined || (unit.text.length === 1 && !unit.glued)) return undefined;
  if (!isLead && count === undefined) return undefined;
  const after = tokens[at + 1]?.lower ?? '';
  // 4% less than a week ago
  const isCompared =
    times.beforeNow.has(after) &&
    (hours < 1000
      ? tokens.slice(Math.max(0, from - 6), from).some(({ lower }) => times.comparedWith.has(lower))
      : times.comparedWith.has(tokens[from - 1]?.lower ?? ''));
  if (
    !isCompared &&
    !hasLead &&
    !isNumber &&
    (words.numberWords[tokens[from]?.lower ?? ''] === undefined || words.fillers.has(tokens[from]?.lower ?? ''))
  )
    return undefined;
  // a 12-month price target
  const behind = tokens.slice(at + 1, at + 5).map(({ lower }) => lower);
  const goal = behind.findIndex(word => times.goalNouns.has(word));
  if (
    goal >= 0 &&
    !behind.slice(0, goal).some(word => words.isWall(word) || words.ofWords.has(word) || words.belowWords.has(word))
  )
    return undefined;
  // "two weeks ago", "the 50-day average", "in the first week": no window that ends now.
  // the biggest loss in the last two months
  const isLongest =
    hours * (count ?? 1) > 300 && tokens.slice(Math.max(0, from - 5), from).some(({ lower }) => words.superlatives.has(lower));
  // after seven weak days
  const isAfter = !hasLead && tokens.slice(Math.max(0, from - 4), from).some(({ lower }) => times.afterWords.has(lower));
  const isNone = times.notWindows.has(after) && !isCompared && !isOnChart(tokens, from, at + 1);
  if (isNone || isLongest || isAfter) return undefined;
  return { window: windowOf(Math.round((count ?? 1) * hours * 60) / 60), from, to: at + 1 };
}
