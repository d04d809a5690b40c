import type { VNode } from 'preact';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { FearDays } from './fear-days.tsx';
import { toOldWords } from './freshness.ts';
import { Gauge } from './gauge.tsx';
import { Hours } from './hours.tsx';
import { Interest } from './interest.tsx';
import { Ladder } from './ladder.tsx';
import { Liquidated, Windows } from './liquidated.tsx';
import { Prices } from './prices.tsx';
import type { Scope } from './scope.tsx';
import { ScopeSwitch } from './scope.tsx';

interface BodyProps {
  readonly snapshot: MarketSnapshot | undefined;
  /** Market time, ms. */
  readonly now: number;
  /** The base of the page's pair; `undefined` when there is none. */
  readonly coin: string | undefined;
  readonly scope: Scope;
  readonly open: boolean;
  readonly onScope: (scope: Scope) => void;
}

/** The part of a section that is about the whole market, or about one coin. */
const inScope = <Figure,>(
  section: { readonly market?: Figure; readonly coins: Readonly<Record<string, Figure>> } | undefined,
  scope: Scope,
): Figure | undefined => (scope === undefined ? section?.market : section?.coins[scope]);

function Open({ snapshot, now, coin, scope, onScope }: BodyProps): VNode {
  const interest = inScope(snapshot?.openInterest, scope);
  const other = scope === undefined ? 'BTC' : undefined;
  return (
    <>
      <ScopeSwitch scope={scope} coin={coin} onScope={onScope} />
      <Windows
        totals={inScope(snapshot?.liquidations, scope)}
        otherName={other ?? 'all'}
        otherTotals={inScope(snapshot?.liquidations, other)}
      />
      <Hours hours={snapshot?.liquidations.hours} />
      <Interest figure={interest} name={scope ?? 'all coins'} old={toOldWords('openInterest', interest, now)} />
      <FearDays figure={snapshot?.fearGreed} />
    </>
  );
}

/** The figures, between head and foot: of a compact panel the first of them, of an open one all. */
export function Body(props: BodyProps): VNode {
  const { snapshot, now, coin, open } = props;
  const base = coin !== undefined && snapshot?.levels[coin] !== undefined ? coin : 'BTC';
  const levels = snapshot?.levels[base];
  return (
    <>
      <Prices prices={snapshot?.prices} coin={coin} now={now} layout={open ? 'table' : 'row'} />
      <div class="duo">
        <Gauge figure={snapshot?.fearGreed} old={toOldWords('fearGreed', snapshot?.fearGreed, now)} />
        <Liquidated total={snapshot?.liquidations.market['24h']} />
      </div>
      {open && <Open {...props} />}
      <Ladder
        figure={levels}
        base={base}
        price={snapshot?.prices[base]?.usd}
        each={open ? 3 : 2}
        old={toOldWords('levels', levels, now)}
      />
    </>
  );
}
