import type { VNode } from 'preact';
import type { Cell, Shares } from '../lib/model/answer.ts';

/** One text. It comes from our own background: it is words, and not markup. */
export const Text = ({ text, tone, strong, guess }: Cell): VNode => (
  <span class={`${tone ?? ''}${guess ? ' guess' : ''}`}>{strong ? <b>{text}</b> : text}</span>
);

/** Parts of a whole on a hatched ground: what no part covers is not known. Made anew when a part changes, so that none is pushed aside. */
export const Bar = ({ shares }: { readonly shares: Shares }): VNode => (
  <div class="split unheard" key={JSON.stringify(shares)}>
    {shares.map(({ share, tone }) => (
      <i key={tone} class={tone} style={{ flex: share }} />
    ))}
  </div>
);
