import type { VNode } from 'preact';
import { formatTotal } from '../../lib/format/money.ts';
import type { Answer } from '../../lib/model/answer.ts';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import { pure } from '../pure.ts';

/** The answer for a coin, or for all when the name is empty; that of all where the coin has none. */
export const answerOf = (snapshot: MarketSnapshot, coin: string): Answer | undefined =>
  snapshot.answers[coin] ?? snapshot.answers[''];

/** What was forced out of longs in a day, as the narrative writes it; `undefined` where it does not say. */
function toMarked(snapshot: MarketSnapshot, coin: string): string | undefined {
  const totals = coin === '' ? snapshot.liquidations.market : snapshot.liquidations.coins[coin];
  const total = totals?.['24h'];
  return total && formatTotal({ usd: total.longUsd, floor: total.floor });
}

interface SayProps {
  readonly snapshot: MarketSnapshot;
  readonly coin: string;
}

/** The answer: the phase and the first sentence in large type, with the sum of forced longs in its colour; then the rest of it. */
export const Say = pure(({ snapshot, coin }: SayProps): VNode => {
  const answer = answerOf(snapshot, coin);
  const [text = '', ...rest] = answer?.narrative ?? [];
  const marked = toMarked(snapshot, coin);
  const at = marked === undefined ? -1 : text.indexOf(marked);
  return (
    <>
      <p class="say">
        {answer && <b class={`say-${answer.phase ?? 'unknown'}`}>{answer.word}.</b>}{' '}
        {marked === undefined || at < 0 ? (
          text
        ) : (
          <>
            {text.slice(0, at)}
            <b class="neg">{marked}</b>
            {text.slice(at + marked.length)}
          </>
        )}
      </p>
      <p class="say-more">{rest.join(' ')}</p>
    </>
  );
});
