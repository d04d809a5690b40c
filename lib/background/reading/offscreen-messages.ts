import { severities } from '../../model/alerts.ts';
import type { Severity } from '../../model/alerts.ts';
import { isObject } from '../../protocol/guards.ts';
import type { AskedPage } from './page-reading.ts';
import { isPageQuestion } from './question-guard.ts';

/** The name of the port that the offscreen document opens to the background as soon as it runs. */
export const offscreenPortName = 'offscreen';

/** What the background asks of the document. */
export type OffscreenQuestion =
  | { readonly type: 'tone'; readonly severity: Severity; readonly volume: number }
  | { readonly type: 'read'; readonly text: AskedPage }
  /** Ends the thread that reads, and with it what is being read. */
  | { readonly type: 'end' };

/** What the document was asked; `undefined` for everything that is no such question. */
export function readOffscreenQuestion(asked: unknown): OffscreenQuestion | undefined {
  if (!isObject(asked)) return undefined;
  const { type, text, volume } = asked;
  if (type === 'end') return { type };
  if (type === 'read') return isPageQuestion(text) ? { type, text } : undefined;
  const severity = severities.find(each => each === asked['severity']);
  const isTone = type === 'tone' && severity !== undefined && typeof volume === 'number' && volume > 0 && volume <= 1;
  return isTone ? { type, severity, volume } : undefined;
}
