import type { VNode } from 'preact';
import { pure } from './pure.ts';
import { trusted } from './trusted.ts';

/** What the figures of the open view are about: `undefined` for the whole market, else the base of one coin. */
export type Scope = string | undefined;

interface ScopeProps {
  readonly scope: Scope;
  /** Coins that can be chosen, besides the whole market. */
  readonly coins: readonly string[];
  readonly onScope: (scope: Scope) => void;
}

/** The switch between the whole market and one coin. */
export const ScopeSwitch = pure(({ scope, coins, onScope }: ScopeProps): VNode => (
  <div class="scope" role="group" aria-label="Figures of">
    {[undefined, ...coins].map(each => (
      <button key={each ?? ''} type="button" aria-pressed={scope === each} onClick={trusted(() => onScope(each))}>
        {each ?? 'All coins'}
      </button>
    ))}
  </div>
));
