import type { VNode } from 'preact';
import { pure } from './pure.ts';
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
export const ScopeSwitch = pure(({ scope, coin, onScope }: ScopeProps): VNode => (
  <div class="scope" role="group" aria-label="Figures of">
    {[...new Set([undefined, 'BTC', coin])].map(each => (
      <button key={each ?? ''} type="button" class="sub" aria-pressed={scope === each} onClick={trusted(() => onScope(each))}>
        {each ?? 'All coins'}
      </button>
    ))}
  </div>
));
