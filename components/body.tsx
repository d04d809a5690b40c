import type { VNode } from 'preact';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { toOldWords } from './freshness.ts';
import { Gauge } from './gauge.tsx';
import { Hours } from './hours.tsx';
import { Ladder } from './ladder.tsx';
import { Liquidated } from './liquidated.tsx';
import { Prices } from './prices.tsx';
import type { Scope } from './scope.tsx';
import { ScopeSwitch } from './scope.tsx';
import { Section } from './section.tsx';

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

const lines = ({ openInterest, fearGreed }: MarketSnapshot) => ({
  interest: { points: openInterest.market?.line ?? [] },
  fear: { points: (fearGreed?.days ?? []).map(({ day, value }) => [day, value] as const).toReversed(), low: 0, high: 100 },
});

function Open({ snapshot, now, coin, scope, onScope }: BodyProps): VNode {
  const answer = snapshot?.answers[scope ?? ''];
  const drawn: Readonly<Record<string, ReturnType<typeof lines>['fear' | 'interest']>> = snapshot ? lines(snapshot) : {};
  return (
    <>
      <ScopeSwitch scope={scope} coin={coin} onScope={onScope} />
      {answer?.sections.map(section => (
        <>
          <Section key={section.id} section={section} now={now} line={drawn[section.id]} />
          {section.id === 'windows' && <Hours hours={snapshot?.liquidations.hours} trend={answer.trend} />}
        </>
      ))}
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
