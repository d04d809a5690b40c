import { describe, expect, it } from 'vitest';
import { dropAt, loadPlace, readPlace, savePlace, toFirstPlace } from '../../../lib/client/place.ts';
import { toStart } from '../../../lib/sites/docks.ts';

const view = { innerWidth: 1280, innerHeight: 720 };
const panel = { width: 320, height: 320 };

describe('the first place', () => {
  const place = (dock: Parameters<typeof toStart>[0], innerWidth = 1_280, innerHeight = 720) =>
    toFirstPlace(toStart(dock), { innerWidth, innerHeight });

  it('is the corner of the site, compact, twelve pixels from both edges', () => {
    expect(place('top-right')).toEqual({ size: 'compact', side: 'right', edge: 'top', offset: 12 });
  });

  it('is away from the corner where the site has something there', () => {
    expect(place({ corner: 'bottom-left', inset: 68, offset: 320 })).toEqual({
      size: 'compact',
      side: 'left',
      inset: 68,
      edge: 'bottom',
      offset: 320,
    });
  });

  it('is a pill in a window that is narrower or lower than the site needs for more', () => {
    const size = (width: number, height: number) => place({ corner: 'bottom-left', compactFrom: [width, height] }).size;
    expect([size(1_280, 720), size(1_281, 720), size(1_280, 721)]).toEqual(['compact', 'pill', 'pill']);
  });

  it('is that of the pill in a small window, where the site has one', () => {
    const pill = { corner: 'top-left', inset: 312, offset: 67 } as const;
    const dock = { corner: 'bottom-right', offset: 40, compactFrom: [1_000, 500], pill } as const;
    expect(place(dock, 640, 400)).toEqual({ size: 'pill', side: 'left', inset: 312, edge: 'top', offset: 67 });
    expect(place(dock, 1_000, 500)).toEqual({ size: 'compact', side: 'right', edge: 'bottom', offset: 40 });
  });

  it('is a pill on every site where half of the window would be covered', () => {
    expect(
      [place('top-left', 720, 480), place('top-left', 719, 480), place('top-left', 720, 479)].map(({ size }) => size),
    ).toEqual(['compact', 'pill', 'pill']);
  });

  it('is compact in a corner where nobody said', () => {
    const small = { innerWidth: 300, innerHeight: 200 };
    expect(toFirstPlace(undefined, small)).toEqual({ size: 'compact', side: 'left', edge: 'bottom', offset: 12 });
  });
});

describe('dropping the panel', () => {
  it('docks it to the nearer side', () => {
    // Its middle at 480 + 160 = 640 is no longer left of the window's middle.
    expect(dropAt(479, 100, panel, view).side).toBe('left');
    expect(dropAt(480, 100, panel, view).side).toBe('right');
  });

  it('measures from the nearer edge', () => {
    // 720 - 320 = 400 px are free: 150 above leave 250 below, 300 above leave 100 below.
    expect(dropAt(0, 150, panel, view)).toEqual({ side: 'left', edge: 'top', offset: 150 });
    expect(dropAt(0, 300, panel, view)).toEqual({ side: 'left', edge: 'bottom', offset: 100 });
  });

  it('snaps to an edge that is near', () => {
    expect(dropAt(0, 27, panel, view)).toEqual({ side: 'left', edge: 'top', offset: 12 });
    expect(dropAt(0, 28, panel, view).offset).toBe(28);
  });

  it('keeps it inside the window', () => {
    expect(dropAt(-500, -500, panel, view)).toEqual({ side: 'left', edge: 'top', offset: 12 });
    expect(dropAt(5_000, 5_000, panel, view)).toEqual({ side: 'right', edge: 'bottom', offset: 12 });
  });

  it('takes a window that is smaller than the panel', () => {
    expect(dropAt(10, 40, panel, { innerWidth: 200, innerHeight: 200 }).offset).toBe(12);
  });
});

describe('a stored place', () => {
  const place = { size: 'open', side: 'right', edge: 'top', offset: 40 } as const;

  it('is read back as it was written, for its site only', async () => {
    const kept = new Map<string, unknown>();
    const storage = {
      get: async (key: string) => ({ [key]: kept.get(key) }),
      set: async (items: Readonly<Record<string, unknown>>) =>
        Object.entries(items).forEach(([key, value]) => kept.set(key, value)),
    };
    expect(await savePlace(storage, 'gate', place)).toBe(true);
    expect([...kept.keys()]).toEqual(['place:gate']);
    expect(await loadPlace(storage, 'gate')).toEqual(place);
    expect(await loadPlace(storage, 'okx')).toBeUndefined();
  });

  it('keeps what the site and the user said besides, where it is in order', () => {
    expect(readPlace({ ...place, inset: 68, whole: false })).toEqual({ ...place, inset: 68, whole: false });
    expect(readPlace({ ...place, inset: -1, whole: 'yes' })).toEqual(place);
  });

  it('is forgotten when the storage fails, and the panel comes all the same', async () => {
    const broken = { get: () => Promise.reject(new Error('gone')), set: () => Promise.reject(new Error('gone')) };
    expect(await loadPlace(broken, 'gate')).toBeUndefined();
    expect(await savePlace(broken, 'gate', place)).toBe(false);
  });

  it.each([
    null,
    'left',
    {},
    { ...place, size: 'huge' },
    { ...place, side: 'middle' },
    { ...place, edge: 'left' },
    { ...place, offset: '40' },
    { ...place, offset: Number.NaN },
    { ...place, offset: -1 },
  ])('is none when it is not one: %j', value => {
    expect(readPlace(value)).toBeUndefined();
  });
});
