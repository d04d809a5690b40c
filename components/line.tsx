import type { VNode } from 'preact';
import { pageText } from '../lib/i18n/page-text.ts';

interface LineProps {
  /** Within a box of 280 by 22; empty where there is no past yet. */
  readonly path: string;
  readonly label: string;
}

/** A small line without axes. Where there is none its place stays empty and says so. */
export const Line = ({ path, label }: LineProps): VNode =>
  path ? (
    <svg class="line" viewBox="0 0 280 22" preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={path} />
    </svg>
  ) : (
    <div class="line none sub">{pageText('panel.noPast')}</div>
  );
