import type { CheckMarket } from '../claims/check/market.ts';
import type { Verdict, VerdictFigure } from '../claims/check/verdict.ts';
import type { Inconsistency } from '../claims/inconsistency.ts';
import { t } from '../i18n/t.ts';
import type { Cell, Tone } from '../model/answer.ts';
import type { Passage, ReadText } from '../model/article.ts';
import type { ArticleCheck, CheckRow } from '../model/article-check.ts';
import { dim, toneOf } from './cells.ts';
import { claimTitle, formatFigure, formatRange } from './claim-words.ts';
import type { FigureOf } from './claim-words.ts';
import { writeNumber } from './locale.ts';
import { withMinus } from './missing.ts';
import { formatFloor, formatMoney } from './money.ts';
import { formatShortChange } from './percent.ts';
import { formatPrice } from './price.ts';
import { formatDay, formatMoment } from './time.ts';
import { toSafeText } from './words.ts';

const mostRows = 40;
/** With what was cut from it; the headline. */
const longest = 302;
const dayMs = 86_400_000;

/** Names of messages may hold no hyphen. */
const reasonNames = {
  'no-date': 'noDate',
  'not-recorded': 'notRecorded',
  floor: 'floor',
  window: 'window',
  kind: 'kind',
  beyond: 'beyond',
} as const satisfies Record<NonNullable<Verdict['reason']>, string>;

/** What the words are made of. */
export interface CheckedArticle extends Pick<ArticleCheck, 'key' | 'isCrypto' | 'levels'> {
  readonly article: ReadText;
  readonly verdicts: readonly Verdict[];
  readonly market: Pick<CheckMarket, 'now' | 'holder'>;
}

/** What matters first. */
const order: readonly Verdict['word'][] = ['contradicts', 'implausible', 'off', 'was', 'holds', 'unchecked'];
const tones: Readonly<Record<Verdict['word'], Tone>> = {
  contradicts: 'neg',
  implausible: 'neg',
  off: 'warn',
  was: 'calm',
  holds: 'pos',
  unchecked: 'dim',
};

/** The article, checked, in words; what is told twice has one row. */
export function composeArticleCheck(checked: CheckedArticle): ArticleCheck {
  const { key, isCrypto, levels, article, verdicts, market } = checked;
  const passages = new Map(article.passages.map(passage => [passage.at, passage]));
  const told = new Map<string, { readonly word: Verdict['word']; readonly row: CheckRow }>();
  for (const verdict of verdicts) {
    const row = toRow(verdict, checked, passages);
    const name = `${row.title}\n${row.verdict.text}`;
    if (!told.has(name)) told.set(name, { word: verdict.word, row });
  }
  const all = [...told.values()];
  const count = (...words: readonly Verdict['word'][]): number => all.filter(({ word }) => words.includes(word)).length;
  const holdNot = count('contradicts', 'implausible', 'off');
  const hold = count('holds', 'was');
  const parts = [
    ...(hold > 0 ? [t('article.hold', {}, hold)] : []),
    ...(holdNot > 0 ? [t('article.holdNot', {}, holdNot)] : []),
    ...(count('unchecked') > 0 ? [t('article.notChecked', {}, count('unchecked'))] : []),
  ];
  const none = t('article.none');
  const notes = [...(article.part ? [t(`article.part.${article.part}`)] : []), ...(all.length > 0 ? [] : [none])];
  return {
    key,
    title: t('article.claims', {}, all.length),
    line: parts.length > 0 ? parts.join(' · ') : none,
    tone: holdNot > 0 ? 'warn' : hold > 0 ? 'pos' : 'dim',
    ...(notes.length > 0 && { note: notes.join(' · ') }),
    rows: all
      .toSorted((a, b) => order.indexOf(a.word) - order.indexOf(b.word))
      .slice(0, mostRows)
      .map(({ row }) => row),
    ...(levels && levels.length > 0 && { levels }),
    foot: footOf(article, market.now),
    isCrypto,
    at: market.now,
  };
}

function footOf({ published }: ReadText, now: number): string {
  if (published === undefined) return t('article.undated');
  const { time, zoneKnown } = published;
  const foot = zoneKnown ? t('article.of', { moment: formatMoment(time) }) : t('article.ofDay', { day: formatDay(time) });
  const days = Math.floor((now - time) / dayMs);
  return days < 1 ? foot : t('article.old', { foot }, days);
}

function toRow(verdict: Verdict, checked: CheckedArticle, passages: ReadonlyMap<number, Passage>): CheckRow {
  const { claim, sum, word, reason, difference = 0, isTitle } = verdict;
  const [place] = sum?.places ?? [];
  const isHeadline = claim === undefined ? place?.in === 'title' : isTitle === true;
  const [at] = claim?.span ?? place?.span ?? [0];
  const { text = '', block } = (isHeadline ? undefined : passages.get(at)) ?? {};
  const { line, note } = sum ? lineOfSum(sum, verdict, checked) : lineOf(verdict);
  const isPoints = claim?.unit === 'pct' || claim?.unit === 'index';
  const by = isPoints
    ? t('article.points', { by: writeNumber(Math.abs(difference), claim.unit === 'pct' ? 1 : 0) })
    : `${writeNumber(Math.abs(difference) * 100, Math.abs(difference) < 0.1 ? 1 : 0)}%`;
  return {
    id: `${isHeadline ? 'title' : 'body'} ${at} ${claim?.kind ?? ''} ${claim?.asset ?? ''}`,
    verdict: { text: t(`article.verdict.${word}`, { by }), tone: tones[word] },
    title: titleOf(verdict),
    line: reason === undefined ? line : `${t(`article.reason.${reasonNames[reason]}`)}${line === '' ? '' : ` · ${line}`}`,
    ...(note && { note }),
    sentence: toSafeText(isHeadline ? checked.article.headline : text, longest),
    ...(block !== undefined && { block }),
    details: detailsOf(verdict),
  };
}

function titleOf({ claim, sum }: Verdict): string {
  const [first, second] = sum?.places ?? [];
  if (sum?.type === 'pct_vs_abs' && sum.unit === 'usd' && second) {
    const isInterest = sum.reference?.kind === 'bound' || claim?.kind.startsWith('open_interest') === true;
    const values = { percent: toSafeText(second.text, 20), amount: formatMoney(Math.abs(sum.written)) };
    return t(isInterest ? 'article.claim.percentAmount' : 'article.claim.percentIs', values);
  }
  return claim ? claimTitle(claim) : toSafeText(first?.text ?? '', 60);
}

/** What was seen then and is seen now: `67,460 then · 68,120 now`. */
function lineOf({ claim, then, now }: Verdict): Pick<CheckRow, 'line' | 'note'> {
  if (claim === undefined) return { line: '' };
  if (claim.kind === 'liquidations')
    return then === undefined
      ? { line: '' }
      : { line: t('article.line.observed', { figure: seenText(claim, then) }), ...venuesOf(then) };
  const line = [
    ...(then ? [t('article.line.then', { figure: seenText(claim, then) })] : []),
    ...(now ? [t('article.line.now', { figure: seenText(claim, now) })] : []),
  ].join(' · ');
  const isPrice = claim.kind === 'price' || claim.kind === 'level' || claim.kind === 'market_cap';
  if (!isPrice || then === undefined || now === undefined) return { line, ...(then ? venuesOf(then) : {}) };
  const change = now.value / then.value - 1;
  return { line, note: { text: formatShortChange(change), ...toneOf(change) } };
}

const venuesOf = ({ venues }: VerdictFigure): { readonly note?: Cell } =>
  venues === undefined ? {} : { note: dim(t('article.venues', {}, venues)) };

function seenText(of: FigureOf, { value, high, floor }: VerdictFigure): string {
  if (high !== undefined) return formatRange(of, value, high);
  return floor && of.unit === 'usd' && value > 0 ? formatFloor(value) : formatFigure(of, value);
}

/** What follows from the article's other figures. */
function lineOfSum(
  { type, written, follows, unit, entity, places, reference }: Inconsistency,
  { then }: Verdict,
  { market, article }: CheckedArticle,
): Pick<CheckRow, 'line' | 'note'> {
  const percent = places[1]?.value;
  if (type === 'pct_vs_abs' && reference?.kind === 'bound' && percent) {
    const figure = formatMoney(Math.abs((100 * written) / percent));
    return {
      line: then
        ? t('article.line.impliesSeen', { figure, seen: formatMoney(then.value) })
        : t('article.line.implies', { figure }),
      ...(then ? venuesOf(then) : {}),
    };
  }
  if (type === 'level_broken' && written > 0) {
    const away = follows / written - 1;
    const by = `${writeNumber(Math.abs(away) * 100, Math.abs(away) < 0.1 ? 1 : 0)}%`;
    return { line: t(away < 0 ? 'article.line.below' : 'article.line.above', { by }) };
  }
  const holder = entity === undefined ? undefined : market.holder(entity.toLowerCase(), article.published?.time ?? market.now);
  if (type === 'pnl_price' && reference?.kind === 'holdings' && holder?.costUsd !== undefined)
    return { line: t('article.line.atAverage', { figure: formatMoney(follows), average: formatPrice(holder.costUsd) }) };
  return { line: t('article.line.follows', { figure: formatSum(unit, type, follows) }) };
}

function formatSum(unit: Inconsistency['unit'], type: Inconsistency['type'], value: number): string {
  if (unit === 'pct') return `${withMinus(value, writeNumber(Math.abs(value), 1, 0))}%`;
  if (unit === 'usd') return /price/.test(type) && type !== 'pnl_price' ? formatPrice(value) : formatMoney(value);
  return withMinus(value, writeNumber(Math.abs(value), 2, 0));
}

/** Figures with their sources and times, a line each, and how they were held against each other. */
function detailsOf({ claim, sum, word, then, now }: Verdict): readonly string[] {
  const figure = (key: 'article.detail.then' | 'article.detail.now', seen: VerdictFigure | undefined): readonly string[] => {
    if (seen === undefined) return [];
    const source = seen.venues === undefined ? seen.source : t('article.venues', {}, seen.venues);
    const of: FigureOf =
      word === 'implausible' && sum ? { kind: 'open_interest', unit: 'usd' } : (claim ?? { kind: 'price', unit: 'usd' });
    return [t(key, { figure: seenText(of, seen), source: toSafeText(source, 40), moment: formatMoment(seen.at) })];
  };
  const lines = [...figure('article.detail.then', then), ...figure('article.detail.now', now)];
  if (claim && then?.high !== undefined)
    lines.push(t('article.detail.floor', { low: formatFigure(claim, then.value), high: formatFigure(claim, then.high) }));
  if (sum) {
    lines.push(t('article.detail.sum', { figures: sum.places.map(({ text }) => toSafeText(text, 40)).join(', ') }));
    if (sum.reference?.kind === 'holdings') lines.push(t('article.detail.statement', { day: formatDay(sum.reference.day) }));
    if (sum.reference?.kind === 'bound') lines.push(t('article.detail.bound'));
  } else if (word !== 'unchecked') lines.push(t('article.detail.fit'));
  return lines;
}
