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

/** One list for all that is not known, so that it is the same from one drawing to the next. */
const none: readonly never[] = [];

/** The figures, between head and foot: of a compact panel the first of them, of an open one all. */
export function Body({ snapshot, now, coin, scope, open, onScope }: BodyProps): VNode {
  const front = snapshot?.front;
  // Of the open view the coin that was chosen, of the compact one that of the page; bitcoin where nothing is known of its levels.
  const own = (open && scope) || coin;
  const base = own && front?.ladders[own] ? own : 'BTC';
  const words = front?.ladders[base];
  const ladder = <Ladder words={words} base={base} price={front?.prices[base]?.price} old={toOldWords(words?.freshFor, now)} />;
  const [evidence, ...sections] = snapshot?.answers[scope ?? '']?.sections ?? [];
  return (
    <>
      <Prices prices={front?.prices} coin={coin} now={now} layout={open ? 'table' : 'row'} />
      <div class="duo">
        <Gauge fear={front?.fear} old={toOldWords(front?.fear?.freshFor, now)} />
        <Liquidated words={front?.liquidated} />
      </div>
      {open ? <ScopeSwitch scope={scope} coin={coin} onScope={onScope} /> : ladder}
      {open && snapshot && evidence && (
        <>
          <Section section={evidence} old={undefined} />
          {/* Made anew when a section has more rows or less: what stands below it appears, and is not pushed. */}
          <div key={[evidence, ...sections].map(({ rows }) => rows.length).join()}>
            <Hours words={front?.hours} />
            {sections.map(section => (
              <>
                <Section
                  section={section}
                  old={toOldWords(section.freshFor, now)}
                  {...(section.id === 'interest' && { points: snapshot.openInterest.market?.line ?? none })}
                  {...(section.id === 'fear' && { days: snapshot.fearGreed?.days ?? none })}
                />
                {section.id === 'stabilising' && ladder}
              </>
            ))}
          </div>
        </>
      )}
    </>
  );
}
