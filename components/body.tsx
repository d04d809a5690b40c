import type { VNode } from 'preact';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { FearDays } from './fear-days.tsx';
import { freshForMs } from './freshness.ts';
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

/** Age of a figure when it is too old to stand as it is, to the minute, so that an old figure is not drawn anew each second. */
function oldMs(figure: { readonly at: number } | undefined, now: number, freshMs: number): number | undefined {
  const ageMs = figure && now - figure.at;
  return ageMs !== undefined && ageMs > freshMs ? Math.floor(ageMs / 60_000) * 60_000 : undefined;
}

const bitcoin = ['BTC'] as const;
let coinsOf: readonly string[] = bitcoin;

/** The coins of the switch. The same list again while the coin is the same: views compare by reference. */
function toCoins(coin: string | undefined): readonly string[] {
  if (coin === undefined || coin === 'BTC') return bitcoin;
  if (coinsOf[1] !== coin) coinsOf = ['BTC', coin];
  return coinsOf;
}

function Open({ snapshot, now, coin, scope, onScope }: BodyProps): VNode {
  const { market, coins } = snapshot?.liquidations ?? {};
  const interest = scope === undefined ? snapshot?.openInterest.market : snapshot?.openInterest.coins[scope];
  const name = scope ?? 'all coins';
  return (
    <>
      <ScopeSwitch scope={scope} coins={toCoins(coin)} onScope={onScope} />
      <Windows
        totals={scope === undefined ? market : coins?.[scope]}
        otherName={scope === undefined ? 'BTC' : 'all'}
        otherTotals={scope === undefined ? coins?.['BTC'] : market}
      />
      <Hours hours={snapshot?.liquidations.hours} />
      <Interest figure={interest} name={name} oldMs={oldMs(interest, now, freshForMs.openInterest)} />
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
        <Gauge figure={snapshot?.fearGreed} oldMs={oldMs(snapshot?.fearGreed, now, freshForMs.fearGreed)} />
        <Liquidated total={snapshot?.liquidations.market['24h']} />
      </div>
      {open && <Open {...props} />}
      <Ladder
        figure={levels}
        base={base}
        price={snapshot?.prices[base]?.usd}
        each={open ? 3 : 2}
        oldMs={oldMs(levels, now, freshForMs.levels)}
      />
    </>
  );
}
