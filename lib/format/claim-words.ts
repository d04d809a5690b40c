import type { Claim } from '../claims/claim.ts';
import { t } from '../i18n/t.ts';
import { writeNumber } from './locale.ts';
import { withMinus, withSign } from './missing.ts';
import { formatMoney } from './money.ts';
import { formatPrice } from './price.ts';
import { toSafeText } from './words.ts';

/** What a claim's figures are written as. */
export type FigureOf = Pick<Claim, 'kind' | 'unit'>;

const isSigned = ({ kind }: FigureOf): boolean => /_change$|funding/.test(kind);

/** A figure that was seen, in the manner of the claim that it is held against: `67,460`, `$229M`, `−4.4%`, `5`. */
export function formatFigure(of: FigureOf, value: number): string {
  if (of.kind === 'price' || of.kind === 'level') return formatPrice(value);
  if (of.unit === 'usd') return formatMoney(value);
  if (of.unit === 'pct') {
    const size = Math.abs(value);
    const text = `${writeNumber(size, size < 0.1 ? 4 : size < 10 ? 2 : 1)}%`;
    return isSigned(of) ? withSign(value, text) : withMinus(value, text);
  }
  return withMinus(value, writeNumber(Math.abs(value), of.unit === 'index' ? 0 : 2, 0));
}

/** From one figure to another, in one unit where they have the same: `$229–241M`, `67,310–67,590`. */
export function formatRange(of: FigureOf, low: number, high: number): string {
  const [from, to] = [formatFigure(of, low), formatFigure(of, high)];
  if (from === to) return from;
  const unit = /[KMBT]$/.exec(from)?.[0];
  const start = unit !== undefined && to.endsWith(unit) ? from.slice(0, -1) : from;
  return `${start}–${from.startsWith('$') ? to.replace(/^\$/, '') : to}`;
}

/** `0.012` of `negative 0.012 percent`, `5-9` of `5-9%`. */
const percents = /\d[\d.,]*(?:\s*[-–—]\s*\d[\d.,]*)?/;

/** What the claim says, with its comparator: prices and percentages as they are written, amounts shortened. */
function saidFigure(claim: Claim): string {
  const { value, value_hi: end, unit, cmp, text } = claim;
  const written = toSafeText(text, 40);
  const figure =
    unit === 'usd' && claim.kind !== 'price' && claim.kind !== 'level'
      ? end === undefined
        ? formatMoney(Math.abs(value))
        : formatRange(claim, Math.min(Math.abs(value), Math.abs(end)), Math.max(Math.abs(value), Math.abs(end)))
      : unit === 'pct'
        ? (isSigned(claim) ? withSign : withMinus)(value, `${percents.exec(written)?.[0] ?? written}%`)
        : written;
  return cmp === 'over' || cmp === 'under' ? t(`article.cmp.${cmp}`, { figure }) : figure;
}

/** One claim in a few words: `BTC at $67.46K`, `$237M longs in 24h`. */
export function claimTitle(claim: Claim): string {
  const { kind, asset, side, window, level, value, unit } = claim;
  const isWhole = asset === null || asset === 'TOTAL';
  const figure = unit === 'usd' && kind === 'open_interest_change' ? withSign(value, saidFigure(claim)) : saidFigure(claim);
  const values = {
    figure,
    asset: isWhole ? t('article.whole') : toSafeText(asset, 15),
    entity: toSafeText(claim.entity ?? '', 30),
  };
  const what =
    kind === 'liquidations'
      ? `${isWhole ? '' : `${values.asset} `}${t(`article.claim.${side === 'long' ? 'longs' : side === 'short' ? 'shorts' : kind}`, values)}`
      : kind === 'level'
        ? t(`article.claim.${level ?? kind}`, values)
        : kind === 'treasury_pnl'
          ? t(`article.claim.${value < 0 ? 'down' : 'up'}`, values)
          : kind.startsWith('open') && isWhole
            ? t('article.claim.ofWhole', values)
            : t(`article.claim.${kind}`, values);
  return window === null ? what : t('article.inWindow', { what, window });
}
