import type { Answer } from '../model/answer.ts';
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
      ? { kind, text, word: 'No data yet', detail: 'nothing has been heard so far' }
      : { kind, text, word: 'No fresh data', detail: `last heard ${formatMoment(freshAt)}` };
  }
  if (broken === undefined) return { kind, text, word: answer.word, detail: `${base}: ${answer.line}` };
  return { kind, text, word: 'Level broken', detail: `${base} ${formatLevel(broken.price)} since ${formatMoment(broken.since)}` };
}
