import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberStyles, timeZones } from '../../../lib/model/formats.ts';
import { densities, palettes } from '../../../lib/model/appearance.ts';
import { readSettingsFile, toSettingsFile } from '../../../lib/store/settings-file.ts';

/** What a user of some weeks has stored; the last three are no settings. */
const stored = {
  'site:gate': true,
  'site:okx': false,
  'venue:bybit': false,
  'live-feeds': 'visible',
  levels: { BTC: [65_000, 72_500.5], PEPE: [0.0000071] },
  appearance: { palette: 'purple-teal', swapped: true, density: 'compact' },
  formats: { numbers: 'de-DE', zone: 'local' },
  'settings:version': 1,
  'place:gate': { size: 'pill', side: 'left', edge: 'top', offset: 12 },
  'key/coinglass': 'a-secret-of-mine',
};

const parse = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
const fileOf = (members: object): string => JSON.stringify({ undertow: 'settings', version: 1, ...members });

describe('a file of settings', () => {
  it('has everything that was chosen, what was not as it is at first, and nothing else', () => {
    const file = parse(toSettingsFile(stored));
    expect(file).toMatchObject({
      undertow: 'settings',
      version: 1,
      sites: { gate: true, okx: false },
      venues: { bybit: false },
      liveFeeds: 'visible',
      levels: stored.levels,
      appearance: stored.appearance,
      formats: stored.formats,
    });
    expect(Object.keys(file).sort()).toEqual(
      ['alerts', 'appearance', 'formats', 'levels', 'liveFeeds', 'sites', 'undertow', 'venues', 'version'].sort(),
    );
    expect(toSettingsFile(stored)).not.toContain('secret');
  });

  it('leaves out when feeds are live where that was never chosen', () => {
    expect(parse(toSettingsFile({}))).not.toHaveProperty('liveFeeds');
  });

  it('changes nothing where it came from', () => {
    expect(readSettingsFile(toSettingsFile(stored), stored)).toMatchObject({ kind: 'read', changes: [], remove: [] });
  });

  it('brings back on an empty browser what was chosen, whatever that was', () => {
    const levels = fc.dictionary(
      fc.stringMatching(/^[A-Z0-9]{1,15}$/),
      fc.uniqueArray(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 5 }),
      { maxKeys: 8, noNullPrototype: true },
    );
    const appearance = fc.record({
      palette: fc.constantFrom(...palettes),
      swapped: fc.boolean(),
      density: fc.constantFrom(...densities),
    });
    const formats = fc.record({ numbers: fc.constantFrom(...numberStyles), zone: fc.constantFrom(...timeZones) });
    const site = fc.boolean();
    fc.assert(
      fc.property(fc.record({ 'site:gate': site, 'venue:okx': site, levels, appearance, formats }), items => {
        const read = readSettingsFile(toSettingsFile(items), {});
        if (read.kind === 'refused') throw new Error(`${read.fault} at ${read.path}`);
        expect(read.set).toMatchObject(items);
      }),
    );
  });

  it('takes the place of what it names, whole, and leaves what it does not name', () => {
    const read = readSettingsFile(fileOf({ sites: { okx: true }, levels: {} }), stored);
    expect(read).toEqual({
      kind: 'read',
      changes: [
        { path: 'sites.gate', before: 'true' },
        { path: 'sites.okx', before: 'false', after: 'true' },
        { path: 'levels.BTC', before: '[65000,72500.5]' },
        { path: 'levels.PEPE', before: '[0.0000071]' },
      ],
      set: { 'site:okx': true, levels: {} },
      remove: ['site:gate'],
    });
  });

  it.each([
    ['{"undertow": ', 'json', ''],
    ['', 'json', ''],
    ['[]', 'kind', 'undertow'],
    ['null', 'kind', 'undertow'],
    ['{"name": "x"}', 'kind', 'undertow'],
    ['{"undertow": "settings", "version": 2}', 'version', 'version'],
    [fileOf({ theme: 'dark' }), 'value', 'theme'],
    [fileOf({ toString: 1 }), 'value', 'toString'],
    ['{"undertow": "settings", "version": 1, "__proto__": {"x": 1}}', 'value', '__proto__'],
    [fileOf({ liveFeeds: 'sometimes' }), 'value', 'liveFeeds'],
    [fileOf({ sites: { gate: 'yes' } }), 'value', 'sites.gate'],
    [fileOf({ sites: { 'a b': true } }), 'value', 'sites.a b'],
    [fileOf({ levels: { BTC: [65_000, -1] } }), 'value', 'levels.BTC[1]'],
    [fileOf({ levels: { BTC: [65_000, 65_000] } }), 'value', 'levels.BTC[1]'],
    [fileOf({ levels: { BTC: ['65000'] } }), 'value', 'levels.BTC'],
    [fileOf({ levels: { btc: [65_000] } }), 'value', 'levels.btc'],
    [fileOf({ levels: { BTC: Array.from({ length: 21 }, (_, place) => place + 1) } }), 'value', 'levels.BTC[20]'],
    [fileOf({ appearance: { palette: 'classic', swapped: false } }), 'missing', 'appearance.density'],
    [fileOf({ appearance: { palette: 'green', swapped: false, density: 'compact' } }), 'value', 'appearance.palette'],
    [fileOf({ formats: { numbers: 'words', zone: 'utc', week: 1 } }), 'value', 'formats.week'],
    [fileOf({ alerts: { kinds: {} } }), 'missing', 'alerts.kinds.phases'],
  ])('is refused whole with the path of what is wrong: %s', (text, fault, path) => {
    expect(readSettingsFile(text, stored)).toEqual({ kind: 'refused', fault, path });
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map(json => `{"undertow":"settings","version":1,"alerts":${json}}`),
        ),
        text => {
          expect(['read', 'refused']).toContain(readSettingsFile(text, stored).kind);
        },
      ),
    );
  });
});
