import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { Bench } from './bench.ts';

const root = join(import.meta.dirname, '..', '..');

/** A file of ours with all that it needs, bundled and made small as the background is, and loaded into Node. `entry` is relative to the project. */
export async function loadBundle({ scratch }: Pick<Bench, 'scratch'>, entry: string, name: string): Promise<unknown> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    mode: 'production',
    build: {
      outDir: join(scratch, name),
      emptyOutDir: true,
      lib: { entry: join(root, entry), formats: ['es'], fileName: () => `${name}.mjs` },
      minify: 'terser',
      // As in wxt.config.ts, to which `inline: false` matters most: a call that is left alone is for the engine to inline.
      terserOptions: {
        ecma: 2020,
        safari10: false,
        compress: { passes: 3, unsafe_arrows: true, inline: false, lhs_constants: false },
      },
    },
  });
  return import(pathToFileURL(join(scratch, name, `${name}.mjs`)).href);
}
