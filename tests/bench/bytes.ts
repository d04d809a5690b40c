import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Part } from './bench.ts';
import type { Reading } from './reading.ts';

/** The files of the build that count as one, and what they may weigh together, packed. The gate itself is `.size-limit.json`. */
const groups = [
  { name: 'content script', files: ['overlay.js'], atMost: 16_000 },
  { name: 'background', files: ['background.js'], atMost: 125_000 },
  { name: 'popup, first load', files: ['popup.html', 'chunks/*.js', 'assets/*.css'], atMost: 25_000 },
] as const;

/** Sizes of the production build, as they are and packed with gzip at its best. */
export const bytes: Part = {
  name: 'bytes',
  title: 'bytes of the build',
  async measure({ extension }) {
    return groups.flatMap(({ name, files, atMost }): readonly Reading[] => {
      const contents = files
        .flatMap(pattern => globSync(pattern, { cwd: extension }))
        .map(file => readFileSync(join(extension, file)));
      const raw = contents.reduce((sum, content) => sum + content.length, 0);
      const packed = contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
      if (raw === 0) throw new Error(`the build has no ${files.join(', ')}`);
      return [
        { name: `${name}, raw`, unit: 'bytes', show: 'total', samples: [raw] },
        { name: `${name}, gzip`, unit: 'bytes', show: 'total', samples: [packed], target: { of: 'shown', atMost } },
      ];
    });
  },
};
