import type { Place } from '../lib/client/place.ts';
import { dropAt } from '../lib/client/place.ts';

/** Less than this is a press, px. */
const slackPx = 4;

interface DragOptions {
  readonly window: Window & typeof globalThis;
  /** The panel was dropped at a new place. */
  readonly onDrop: (place: Omit<Place, 'size'>) => void;
}

/**
 * Moves the panel with the pointer from its going down until it goes up. Only events of a person count.
 *
 * @returns whether it was moved so far, for the click that follows a drag.
 */
export function startDrag(down: PointerEvent, { window, onDrop }: DragOptions): () => boolean {
  const grip = down.currentTarget;
  const panel = grip instanceof window.HTMLElement ? grip.closest('.u') : null;
  let moved = false;
  if (down.button !== 0 || !(grip instanceof window.HTMLElement) || !(panel instanceof window.HTMLElement)) return () => moved;
  const start = panel.getBoundingClientRect();
  const over = new AbortController();
  const { signal } = over;
  grip.setPointerCapture(down.pointerId);
  const end = (): void => {
    over.abort();
    panel.style.transform = '';
  };
  grip.addEventListener(
    'pointermove',
    event => {
      const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
      if (!event.isTrusted || (!moved && Math.hypot(x, y) < slackPx)) return;
      moved = true;
      panel.style.transform = `translate(${x}px, ${y}px)`;
    },
    { signal },
  );
  grip.addEventListener(
    'pointerup',
    event => {
      if (!event.isTrusted) return;
      end();
      if (!moved) return;
      const view = { width: window.innerWidth, height: window.innerHeight };
      onDrop(dropAt(start.left + event.clientX - down.clientX, start.top + event.clientY - down.clientY, start, view));
    },
    { signal },
  );
  grip.addEventListener('lostpointercapture', end, { signal });
  grip.addEventListener('pointercancel', end, { signal });
  return () => moved;
}

const stepPx = 16;

/** The place after an arrow key: left and right dock to that side, up and down move along it. `undefined` for every other key. */
export function toNudged(place: Place, key: string, viewHeight: number): Place | undefined {
  if (key === 'ArrowLeft') return { ...place, side: 'left' };
  if (key === 'ArrowRight') return { ...place, side: 'right' };
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const away = (key === 'ArrowDown') === (place.edge === 'top');
  const offset = Math.max(12, place.offset + (away ? stepPx : -stepPx));
  // Past the middle it hangs on the other edge, so that it stays near there when the window changes.
  return offset > viewHeight ? { ...place, edge: place.edge === 'top' ? 'bottom' : 'top', offset: 12 } : { ...place, offset };
}
