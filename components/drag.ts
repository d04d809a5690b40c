import type { Place } from '../lib/client/place.ts';
import { trusted } from './trusted.ts';
import { dropAt } from '../lib/client/place.ts';

/** Less than this is a press, px. */
const slackPx = 4;

/** The pointer went down on an element of the panel. */
export type GripEvent = PointerEvent & { readonly currentTarget: HTMLElement };

interface DragOptions {
  readonly window: Window & typeof globalThis;
  /** The panel was dropped at a new place. */
  readonly onDrop: (dropped: ReturnType<typeof dropAt>) => void;
}

/**
 * Moves the panel with the pointer from its going down until it goes up. Only events of a person count.
 *
 * @returns whether it was moved so far, for the click that follows a drag.
 */
export function startDrag(down: GripEvent, { window, onDrop }: DragOptions): () => boolean {
  const grip = down.currentTarget;
  const panel = grip.closest<HTMLElement>('.u');
  let moved = false;
  if (down.button !== 0 || !panel) return () => moved;
  const start = panel.getBoundingClientRect();
  const over = new AbortController();
  grip.setPointerCapture(down.pointerId);
  const end = (): void => {
    over.abort();
    panel.style.transform = '';
  };
  const on = (
    type: 'pointermove' | 'pointerup' | 'pointercancel' | 'lostpointercapture',
    run: (x: number, y: number) => void,
  ): void =>
    grip.addEventListener(
      type,
      trusted((event: PointerEvent) => run(event.clientX - down.clientX, event.clientY - down.clientY)),
      { signal: over.signal },
    );
  on('pointermove', (x, y) => {
    moved ||= Math.hypot(x, y) >= slackPx;
    if (moved) panel.style.transform = `translate(${x}px, ${y}px)`;
  });
  on('pointerup', (x, y) => {
    end();
    if (moved) onDrop(dropAt(start.left + x, start.top + y, start, window));
  });
  on('lostpointercapture', end);
  on('pointercancel', end);
  return () => moved;
}

/** A place that a person chose: the distance from the side that the site's layout asked for is given up. */
export function toMoved({ inset: _, ...place }: Place, moved: Partial<Place>): Place {
  return { ...place, ...moved };
}

const stepPx = 16;

/** The place after an arrow key: left and right dock to that side, up and down move along it. `undefined` for every other key. */
export function toNudged(place: Place, key: string, viewHeight: number): Place | undefined {
  if (key === 'ArrowLeft') return toMoved(place, { side: 'left' });
  if (key === 'ArrowRight') return toMoved(place, { side: 'right' });
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const away = (key === 'ArrowDown') === (place.edge === 'top');
  const offset = Math.max(12, place.offset + (away ? stepPx : -stepPx));
  // Past the middle it hangs on the other edge, so that it stays near there when the window changes.
  return offset > viewHeight ? { ...place, edge: place.edge === 'top' ? 'bottom' : 'top', offset: 12 } : { ...place, offset };
}
