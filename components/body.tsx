import type { VNode } from 'preact';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { toOldWords } from './freshness.ts';
import { Gauge } from './gauge.tsx';
import { Ladder } from './ladder.tsx';
import { Liquidated } from './liquidated.tsx';
import { Prices } from './prices.tsx';
import type { Scope } from './scope.tsx';
import { ScopeSwitch } from './scope.tsx';
import { Sections } from './sections.tsx';

interface BodyProps {
  readonly snapshot: MarketSnapshot | undefined;
  /** Market time, ms. */
  readonly now: number;
  /** The base of the page's pair; `undefined` when there is none. */
  readonly coin: string | undefined;
  /** Whether the user wants the whole market although the page names a coin. */
  readonly whole?: boolean;
  readonly scope: Scope;
  readonly open: boolean;
  readonly onScope: (scope: Scope) => void;
}

/** The figures, between head and foot: of a compact panel the first of them, of an open one all. */
export function Body({ snapshot, now, coin, whole, scope, open, onScope }: BodyProps): VNode {
  const front = snapshot?.front;
  // Of the open view the coin that was chosen, else that of the page; bitcoin for the whole market, and where nothing is known of its levels.
  const own = (open && scope) || (whole ? undefined : coin);
  const base = own && front?.ladders[own] ? own : 'BTC';
  const words = front?.ladders[base];
  const ladder = <Ladder words={words} base={base} price={front?.prices[base]?.price} old={toOldWords(words?.freshFor, now)} />;
  return (
    <>
      <Prices prices={front?.prices} coin={coin} now={now} layout={open ? 'table' : 'row'} />
      <div class="duo">
        <Gauge fear={front?.fear} old={toOldWords(front?.fear?.freshFor, now)} />
        <Liquidated words={front?.liquidated} />
      </div>
      {open ? <ScopeSwitch scope={scope} coin={coin} onScope={onScope} /> : ladder}
      {open && <Sections snapshot={snapshot} now={now} scope={scope} ladder={ladder} />}
    </>
  );
}
