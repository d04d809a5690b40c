import { placeMargin } from '../model/dock.ts';
import type { Stand, Start } from '../model/dock.ts';
import { isObject } from '../protocol/guards.ts';

/** How much of the panel is shown. */
export type PanelSize = 'pill' | 'compact' | 'open';

/** How the panel stands on a site. */
export interface Place extends Stand {
  readonly size: PanelSize;
  /** What the figures are about: true for the whole market, false for the page's coin, `undefined` while the user chose neither. */
  readonly whole?: boolean | undefined;
}

interface Area {
  readonly width: number;
  readonly height: number;
}

type View = Pick<Window, 'innerWidth' | 'innerHeight'>;

const snapWithin = 28;

/** Where a panel starts that the user never moved, in a window of this size; compact in a corner where nobody said. */
export function toFirstPlace(start: Start | undefined, { innerWidth, innerHeight }: View): Place {
  const [width, height] = start?.compactFrom ?? [0, 0];
  const size = innerWidth < width || innerHeight < height ? 'pill' : 'compact';
  return { size, side: 'left', edge: 'bottom', offset: placeMargin, ...start?.[size] };
}

/** The place of a panel dropped with its upper left corner at `left`, `top`: at the nearer side, measured from the nearer edge. */
export function dropAt(left: number, top: number, panel: Area, { innerWidth, innerHeight }: View): Omit<Stand, 'inset'> {
  const below = innerHeight - top - panel.height;
  const edge = top <= below ? 'top' : 'bottom';
  const most = Math.max(placeMargin, innerHeight - panel.height - placeMargin);
  const offset = Math.min(Math.max(edge === 'top' ? top : below, placeMargin), most);
  return {
    side: left + panel.width / 2 < innerWidth / 2 ? 'left' : 'right',
    edge,
    offset: offset < snapWithin ? placeMargin : Math.round(offset),
  };
}

/** Reads a stored place. `undefined` for everything that is none. */
export function readPlace(value: unknown): Place | undefined {
  if (!isObject(value)) return undefined;
  const { size, side, inset, edge, offset, whole } = value;
  if (size !== 'pill' && size !== 'compact' && size !== 'open') return undefined;
  if ((side !== 'left' && side !== 'right') || (edge !== 'top' && edge !== 'bottom')) return undefined;
  if (!isDistance(offset)) return undefined;
  return {
    size,
    side,
    edge,
    offset,
    ...(isDistance(inset) && { inset }),
    ...(typeof whole === 'boolean' && { whole }),
  };
}

const isDistance = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value < Infinity;

/** What is needed of `storage.local`. Never named `storage` in code: the build takes that word for an import of WXT. */
export interface PlaceStorage {
  get(key: string): Promise<Readonly<Record<string, unknown>>>;
  set(items: Readonly<Record<string, unknown>>): Promise<void>;
}

const placeKey = (siteId: string): string => `place:${siteId}`;

/** The place that the user chose on this site. `undefined` when none was chosen, or when the storage does not answer. */
export async function loadPlace(area: PlaceStorage, siteId: string): Promise<Place | undefined> {
  try {
    return readPlace((await area.get(placeKey(siteId)))[placeKey(siteId)]);
  } catch {
    // The panel can stand at its default place; it must not stay away for that.
    return undefined;
  }
}

/** Remembers the place for this site. False when the browser refused: then it holds until the page is left. */
export async function savePlace(area: PlaceStorage, siteId: string, place: Place): Promise<boolean> {
  try {
    await area.set({ [placeKey(siteId)]: place });
    return true;
  } catch {
    return false;
  }
}
