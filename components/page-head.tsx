import type { VNode } from 'preact';
import { t } from '../lib/i18n/t.ts';

/** Our own pages, in the order of their links. The first three are tabs of one page. */
const pages = [
  ['dashboard.html', 'market'],
  ['dashboard.html#feeds', 'feeds'],
  ['dashboard.html#replay', 'replay'],
  ['options.html', 'options'],
] as const;

export type PageName = (typeof pages)[number][1];

interface PageHeadProps {
  readonly current: PageName;
  /** At the right end: how fresh the page is. */
  readonly words: string;
}

/** The head of every page of ours that has no tabs: the name, and the way to the others. */
export const PageHead = ({ current, words }: PageHeadProps): VNode => (
  <header>
    <h1>
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <path d="M5 12c4 0 4 4 8.5 4s4.5-4 9-4 4.5 4 8.5 4M5 21c4 0 4 4 8.5 4s4.5-4 9-4 4.5 4 8.5 4" />
      </svg>
      Undertow
    </h1>
    <nav aria-label={t('dashboard.pages')}>
      {pages.map(([href, name]) => (
        <a key={href} href={href} {...(name === current && { 'aria-current': 'page' })}>
          {t(`dashboard.tab.${name}`)}
        </a>
      ))}
    </nav>
    <span class="sub age">{words}</span>
  </header>
);
