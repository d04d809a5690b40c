import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOptions, toLiveFeeds, toOff } from '../../../lib/background/options.ts';
import { keyedSources } from '../../../lib/sources/registry.ts';
import type { Settings } from '../../../lib/store/settings.ts';
import { venues } from '../../../lib/venues/registry.ts';

function bench(canAlways = true) {
  const kept: { venues: Record<string, boolean>; liveFeeds: Settings['liveFeeds'] } = { venues: {}, liveFeeds: undefined };
  const written: (readonly [string, string])[] = [];
  const deeds: string[] = [];
  const options = createOptions({
    venues,
    keyedSources,
    canAlways,
    settings: {
      read: async () => ({ sites: {}, ...kept }),
      setVenue: async (venue, on) => void (kept.venues[venue] = on),
      setLiveFeeds: async mode => void (kept.liveFeeds = mode),
    },
    apply: async () => void deeds.push('apply'),
    ready: Promise.resolve({
      keys: {
        write: async (source, key) => void written.push([source, key]),
        state: async source => ({ hasKey: written.some(([each, key]) => each === source && key !== '') }),
      },
    }),
  });
  return { options, kept, written, deeds };
}

describe('the options', () => {
  it('are at first: sockets always where the browser can, every venue on, no key', async () => {
    const view = await bench().options.read();
    expect(view).toMatchObject({ liveFeeds: 'always', canAlways: true });
    expect(view.venues.map(({ id, on }) => [id, on])).toEqual(venues.map(({ id }) => [id, true]));
    expect(view.keys.map(({ source, origin, hasKey }) => [source, origin, hasKey])).toEqual([
      ['coinalyze', 'https://api.coinalyze.net/*', false],
      ['coinglass', 'https://open-api-v4.coinglass.com/*', false],
    ]);
  });

  it('answer with what holds after a change, and have it applied first', async () => {
    const { options, deeds } = bench();
    expect((await options.chooseLiveFeeds({ mode: 'never' })).liveFeeds).toBe('never');
    const { venues: switched } = await options.switchVenue({ id: 'bybit', on: false });
    expect(switched.filter(({ on }) => !on).map(({ id }) => id)).toEqual(['bybit']);
    expect(deeds).toEqual(['apply', 'apply']);
  });

  it('cannot be always where the browser stops sockets', async () => {
    const { options } = bench(false);
    expect(await options.read()).toMatchObject({ liveFeeds: 'visible', canAlways: false });
    await expect(options.chooseLiveFeeds({ mode: 'always' })).rejects.toThrow('no such mode');
    expect(toLiveFeeds({ liveFeeds: 'always' }, false)).toBe('visible');
    expect(toLiveFeeds({ liveFeeds: 'never' }, false)).toBe('never');
  });

  it('keep a key without the space around it, and never answer with it', async () => {
    const { options, written } = bench();
    const view = await options.writeKey({ source: 'coinglass', key: '  abcdef1234567890 \n' });
    expect(written).toEqual([['coinglass', 'abcdef1234567890']]);
    expect(JSON.stringify(view)).not.toContain('abcdef');
    expect(view.keys.find(({ source }) => source === 'coinglass')?.hasKey).toBe(true);
    await options.writeKey({ source: 'coinglass', key: '' });
    expect(written.at(-1)).toEqual(['coinglass', '']);
  });

  it('refuse what is no key without repeating it', async () => {
    const { options, written } = bench();
    for (const key of [
      'short',
      'two words here',
      'line\r\nbreak: header',
      'ключключключ',
      'x'.repeat(201),
      'x'.repeat(1_000_000),
    ]) {
      const refusal = await options.writeKey({ source: 'coinalyze', key }).catch((error: unknown) => String(error));
      expect(refusal).toBe('Error: this is not a key');
    }
    expect(written).toEqual([]);
  });

  it('do nothing for anything else that is sent', async () => {
    const { options, written, deeds } = bench();
    const junk = fc.oneof(
      fc.anything({ maxDepth: 2 }),
      fc.record({
        id: fc.constantFrom('__proto__', 'BYBIT', ''),
        on: fc.boolean(),
        mode: fc.string(),
        source: fc.string(),
        key: fc.string(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(junk, async data => {
        for (const ask of [options.chooseLiveFeeds, options.switchVenue, options.writeKey])
          await expect(ask(data)).rejects.toThrow(/^/);
      }),
      { numRuns: 200, seed: 2 },
    );
    expect([written, deeds]).toEqual([[], []]);
  });

  it('switch off only venues that there are', () => {
    expect([...toOff({ bybit: false, gate: true, nowhere: false }, venues)]).toEqual(['bybit']);
  });
});
