import { t } from '../i18n/t.ts';
import type { MissingInput, Reason } from '../model/reasons.ts';
import { toSafeText } from './words.ts';

/** Why a figure is absent: the end of the sentence "unknown, because …". What an earlier version stored is a sentence already. */
export function formatReason(reason: Reason): string {
  if (typeof reason === 'string') return t(`reason.${reason}`) || toSafeText(reason);
  return reason.of === 'inputs'
    ? t('reason.inputs', { inputs: formatInputs(reason.inputs) })
    : t(`reason.${reason.of}`, {}, reason.count);
}

/** Inputs that are missing, as a list. */
export const formatInputs = (inputs: readonly MissingInput[]): string =>
  inputs
    .map(input =>
      typeof input === 'string' ? t(`why.input.${input}`) : t('why.input.past', { name: toSafeText(input.past, 30) }),
    )
    .join(', ');
