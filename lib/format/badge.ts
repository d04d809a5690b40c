import type { Answer } from '../model/answer.ts';
import { t } from '../i18n/t.ts';
import type { BadgeFigure, BadgeKind } from '../model/snapshot.ts';
import { formatLevel } from './price.ts';
import { formatMoment } from './time.ts';

/** What is to be said, and of what. */
export interface BadgeWords {
  readonly kind: BadgeKind;
  readonly text: string;
  readonly broken?: { readonly price: number; readonly since: number };
  /** The coin that is watched. */
  readonly base: string;
  readonly answer: Pick<Answer, 'word' | 'line'>;
  /** Market time of the newest good frame or answer, ms. */
  readonly freshAt: number | undefined;
}

/** The badge with its words: the phase in all cases but one, that nothing fresh was heard. */
export function composeBadge({ kind, text, broken, base, answer, freshAt }: BadgeWords): BadgeFigure {
  if (kind === 'stale') {
    return freshAt === undefined
      ? { kind, text, word: t('badge.noData'), detail: t('badge.noDataDetail') }
      : { kind, text, word: t('badge.stale'), detail: t('badge.staleDetail', { time: formatMoment(freshAt) }) };
  }
  const { word, line } = answer;
  if (broken === undefined) return { kind, text, word, detail: t('badge.phaseDetail', { coin: base, line }) };
  const [price, time] = [formatLevel(broken.price), formatMoment(broken.since)];
  return { kind, text, word: t('badge.level'), detail: t('badge.levelDetail', { coin: base, price, time }) };
}
