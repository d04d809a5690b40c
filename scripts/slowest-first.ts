import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests that take a minute or more, the slowest first, as measured on two cores: one of a whole background, then those in browsers. */
const slow = [
  'replay-30-days',
  'alerts',
  'live',
  'restart',
  'kills',
  'pages',
  'privacy',
  'faults',
  'figures',
  'keyed',
  'screens',
  'sockets',
  'firefox',
  'firefox-first-run',
  'badge',
  'screenshots',
  'news-article',
  'popup',
  'overlay',
  'lifecycle',
  'options',
  'first-run',
  'tabs',
];

/** Begins with what takes long, so that none works alone at the end. By itself a runner begins with the longest text. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = slow.indexOf(basename(moduleId, '.test.ts'));
      return found < 0 ? slow.length : found;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
