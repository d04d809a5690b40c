import type { VNode } from 'preact';
import { pure } from './pure.ts';

/** The answer in three sentences, to be read out and to be copied: the same words in both. */
export const Narrative = pure(({ sentences }: { readonly sentences: readonly string[] }): VNode => (
  <div class="sec narrative">{sentences.join(' ')}</div>
));
