import { describe, expect, it } from 'vitest';
import { followAppearance } from '../../../lib/client/appearance.ts';
import type { AppearanceStorage } from '../../../lib/client/appearance.ts';

type Listener = Parameters<AppearanceStorage['onChanged']['addListener']>[0];

function createArea(stored: unknown) {
  const listeners = new Set<Listener>();
  const area: AppearanceStorage = {
    get: async key => {
      if (stored instanceof Error) throw stored;
      return { [key]: stored };
    },
    onChanged: { addListener: each => listeners.add(each), removeListener: each => listeners.delete(each) },
  };
  const change = (changes: Parameters<Listener>[0]): void => listeners.forEach(listener => listener(changes));
  return { area, change, count: () => listeners.size };
}

const settled = () => new Promise(resolve => setTimeout(resolve));

describe('the look of a page', () => {
  it('is what was chosen, and follows the choice until told to stop', async () => {
    const { area, change, count } = createArea({ palette: 'blue-orange', swapped: true, density: 'comfortable' });
    const worn: string[] = [];
    const ended = new AbortController();
    followAppearance(area, look => void worn.push(look), ended.signal);
    await settled();
    expect(worn).toEqual(['blue-orange swapped']);
    change({ appearance: { newValue: { palette: 'classic', swapped: false, density: 'compact' } } });
    change({ levels: { newValue: {} } });
    change({ appearance: {} });
    expect(worn).toEqual(['blue-orange swapped', ' dense', '']);
    ended.abort();
    expect(count()).toBe(0);
  });

  it('is as at first where nothing was chosen, and where the storage does not answer', async () => {
    for (const [stored, expected] of [
      [undefined, ['']],
      ['red', ['']],
      [new Error('gone'), []],
    ] as const) {
      const worn: string[] = [];
      followAppearance(createArea(stored).area, look => void worn.push(look));
      await settled();
      expect(worn).toEqual(expected);
    }
  });
});
