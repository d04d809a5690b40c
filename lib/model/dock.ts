/** A corner of the window. Sides are physical: a page written from right to left keeps them. */
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** Where the panel starts on a site, and how large, until the user moves it: where it covers neither order form, book nor chart controls. */
export interface Dock {
  readonly corner: Corner;
  /** Distance from the corner's side, px; 12 where not given. */
  readonly inset?: number;
  /** Distance from the corner's top or bottom, px; 12 where not given. */
  readonly offset?: number;
  /**
   * Width and height, px, of the smallest window in which the compact panel covers none of them: in a smaller one it starts as a pill.
   * Compact in any window where not given.
   */
  readonly compactFrom?: readonly [width: number, height: number];
}
