/** Free space that is kept to the edges of the window, px. */
export const placeMargin = 12;

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
   * Width and height, px, of the smallest window in which the compact panel covers none of them: in a smaller one, and so in one that is zoomed, it starts
   * as a pill. 720 and 480 where not given.
   */
  readonly compactFrom?: readonly [width: number, height: number];
  /** Where the pill starts in such a window; as the panel would where not given. */
  readonly pill?: Omit<Dock, 'compactFrom' | 'pill'>;
}

/** Where the panel stands in a window: at its left or right side, at a distance from its top or bottom. */
export interface Stand {
  readonly side: 'left' | 'right';
  /** Distance from `side`, px; `placeMargin` where not given. Only a site's own dock has another. */
  readonly inset?: number;
  readonly edge: 'top' | 'bottom';
  /** Distance from `edge`, px. */
  readonly offset: number;
}

/** A dock as the panel is told of it. */
export interface Start {
  /** As in `Dock`. */
  readonly compactFrom: readonly [width: number, height: number];
  readonly compact: Stand;
  readonly pill: Stand;
}
