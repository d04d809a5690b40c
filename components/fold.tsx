import { Component } from 'preact';
import type { ComponentChildren, VNode } from 'preact';
import { trusted } from './trusted.ts';

interface FoldProps {
  /** Stands on the button. */
  readonly head: ComponentChildren;
  readonly tip?: string | undefined;
  readonly children: ComponentChildren;
}

/**
 * A part that opens under its heading. No `details`: a page can make the browser open one, by a search or by a fragment of its address, where this one
 * obeys a person alone, and holds nothing while it is folded.
 */
export class Fold extends Component<FoldProps, { readonly isOpen?: boolean }> {
  override render({ head, tip, children }: FoldProps, { isOpen = false }: { readonly isOpen?: boolean }): VNode {
    return (
      <div class="sec">
        <button
          type="button"
          class="row fold"
          title={tip}
          aria-expanded={isOpen}
          onClick={trusted(() => this.setState({ isOpen: !isOpen }))}
        >
          {head}
        </button>
        {isOpen && children}
      </div>
    );
  }
}
