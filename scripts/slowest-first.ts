import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The browser tests that take more than a minute, the slowest first, as measured in `npm test` on two cores. */
const slow = [
  'alerts',
  'restart',
  'live',
  'privacy',
  'screens',
  'badge',
  'pages',
  'overlay',
  'lifecycle',
  'figures',
  'popup',
  'faults',
  'news-article',
  'options',
  'first-run',
  'firefox',
  'firefox-first-run',
];

/** Begins with what takes long, so that no browser works alone at the end. By itself a runner begins with the longest text. */
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
