import type { VNode } from 'preact';
import { t } from '../lib/i18n/t.ts';
import { Logo } from './logo.tsx';

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
      <Logo />
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
