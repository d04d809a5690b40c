import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const files: Readonly<Record<string, string>> = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Bare',
    version: '1',
    background: { service_worker: 'worker.js' },
  }),
  'worker.js': 'chrome.runtime.onMessage.addListener((message, sender, respond) => respond({ res: null }));\n',
  'page.html': '<!doctype html><title>Bare</title><p>Nothing but this line.</p>\n',
};

/**
 * Writes an extension that does next to nothing, and gives its folder: a worker that answers every message at once, and `page.html`. What it takes
 * is what the browser takes; the rest is ours.
 */
export function writeBareExtension(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
