import type { VNode } from 'preact';
import { pageText } from '../lib/i18n/page-text.ts';
import { trusted } from './trusted.ts';

/** What the figures of the open view are about: `undefined` for the whole market, else the base of one coin. */
export type Scope = string | undefined;

interface ScopeProps {
  readonly scope: Scope;
  /** The base of the page's pair: it can be chosen, besides Bitcoin and the whole market. */
  readonly coin: string | undefined;
  readonly onScope: (scope: Scope) => void;
}

/** The switch between the whole market and one coin. */
export const ScopeSwitch = ({ scope, coin, onScope }: ScopeProps): VNode => (
  <div class="scope" role="group" aria-label={pageText('panel.figuresOf')}>
    {[...new Set([undefined, 'BTC', coin])].map(each => (
      <button key={each ?? ''} type="button" class="sub" aria-pressed={scope === each} onClick={trusted(() => onScope(each))}>
        {each ?? pageText('panel.allCoins')}
      </button>
    ))}
  </div>
);

interface SubjectProps {
  /** The base of the page's pair, or that it is an article. */
  readonly coin: string;
  /** Whether the figures are of the whole market. */
  readonly whole: boolean;
  readonly onScope: (scope: Scope) => void;
}

/** The two-way switch in the head: what the page is about or the whole market. It shows which it is, and a press takes the other. */
export const SubjectSwitch = ({ coin, whole, onScope }: SubjectProps): VNode => (
  <button
    type="button"
    class="about"
    title={pageText(whole ? 'panel.ofMarket' : 'panel.ofCoin', { coin })}
    onClick={trusted(() => onScope(whole ? coin : undefined))}
  >
    {whole ? pageText('panel.market') : coin}
  </button>
);
