import type { ParseContext } from '../../lib/model/venue.ts';

interface Fixture {
  readonly source: string;
  readonly made: boolean;
  readonly payload: unknown;
}

const files = import.meta.glob<Fixture>('../fixtures/*/*.json', { eager: true, import: 'default' });

/** 2026-02-12 00:30 UTC: the moment at which the fixtures were received. */
export const received = Date.UTC(2026, 1, 12, 0, 30);

/** What a parser knows before anything is listed. */
export const none: ParseContext = { receivedTime: received, instruments: new Map() };

/** The payload of `tests/fixtures/<owner>/<name>.json`, a fresh copy. Throws when there is no such file. */
export function fixture(owner: string, name: string): unknown {
  const file = files[`../fixtures/${owner}/${name}.json`];
  if (file === undefined) throw new Error(`no fixture ${owner}/${name}`);
  return structuredClone(file.payload);
}

/** Every fixture of an owner by name. Throws when there is none. */
export function fixturesOf(owner: string): readonly { readonly name: string; readonly file: Fixture }[] {
  const found = Object.entries(files).flatMap(([path, file]) => {
    const [folder, name] = path.replace('../fixtures/', '').replace('.json', '').split('/');
    return folder === owner && name !== undefined ? [{ name, file: structuredClone(file) }] : [];
  });
  if (found.length === 0) throw new Error(`no fixtures of ${owner}`);
  return found;
}
