import type { VNode } from 'preact';

/** The sign and the name of the product, at the head of our own pages. */
export const Logo = (): VNode => (
  <>
    <svg viewBox="0 0 36 36" aria-hidden="true">
      <path d="M5 12c4 0 4 4 8.5 4s4.5-4 9-4 4.5 4 8.5 4M5 21c4 0 4 4 8.5 4s4.5-4 9-4 4.5 4 8.5 4" />
    </svg>
    Undertow
  </>
);
