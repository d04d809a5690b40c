import { addAfter, addToList, addToUnion } from './edits.ts';
import { fixtureFiles, testFile, toConstant, venueFile } from './templates.ts';
import type { NewVenue } from './templates.ts';

/** Files that exist and are added to. */
export const edited = {
  ids: 'lib/model/trade.ts',
  registry: 'lib/venues/registry.ts',
  readers: 'lib/venues/readers.ts',
  words: 'lib/format/venue-words.ts',
  contract: 'tests/contract/venues.contract.test.ts',
} as const;

/** "Every forced order, at its bankruptcy price." "What was not heard: it keeps no history." */
const words = "words('venue.common.everyAtBankruptcy', 'venue.common.notHeard')";

/**
 * Every file of a new venue by its path in the project: its own, and those that are added to. `read` gives the text of a file that exists.
 * Throws a `RangeError` when the id is none, or is taken.
 */
export function scaffoldVenue(venue: NewVenue, read: (path: string) => string): ReadonlyMap<string, string> {
  const { id } = venue;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) throw new RangeError(`${id} is no id: lower-case words with hyphens`);
  const ids = read(edited.ids);
  if (ids.includes(`'${id}'`)) throw new RangeError(`there is a venue ${id} already`);
  const constant = toConstant(id);
  const type = constant.replace(/^./, letter => letter.toUpperCase());
  const key = id.includes('-') ? `'${id}'` : id;
  return new Map([
    [`lib/venues/${id}.ts`, venueFile(venue)],
    [`tests/unit/venues/${id}.test.ts`, testFile(venue)],
    ...Object.entries(fixtureFiles(venue)).map(
      ([name, fixture]) => [`tests/fixtures/${id}/${name}.json`, `${JSON.stringify(fixture, null, 2)}\n`] as const,
    ),
    [edited.ids, addToUnion(ids, 'VenueId', id)],
    [
      edited.registry,
      addToList(
        read(edited.registry),
        'export const venues: readonly Venue[] = [',
        `import { ${constant} } from './${id}.ts';`,
        constant,
      ),
    ],
    [
      edited.readers,
      addToList(
        read(edited.readers),
        'export const readers: Readonly<Partial<Record<VenueId, PayloadReader>>> = {',
        `import { read${type} } from './${id}.ts';`,
        `${key}: read${type}`,
      ),
    ],
    [edited.words, addAfter(read(edited.words), 'Record<VenueId, VenueWords>> = {', `${key}: ${words}`)],
    [
      edited.contract,
      addAfter(read(edited.contract), 'Readonly<Record<string, readonly string[]>> = {', `${key}: ['contracts']`),
    ],
  ]);
}
