import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'vitest';

/*
 * Payloads that were recorded, or stand in the venues' documents. They are not part of this repository: a folder `captures` beside it, or one
 * level below a neighbour, is read where there is one. Without it these tests are skipped, and say so.
 */
const beside = resolve(import.meta.dirname, '../../..');
const folder = [
  beside,
  ...readdirSync(beside, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [resolve(beside, entry.name)] : [])),
]
  .map(parent => resolve(parent, 'captures'))
  .find(captures => existsSync(resolve(captures, 'liquidations')) && existsSync(resolve(captures, 'context')));
if (folder === undefined) console.warn('skipped: no folder of recorded payloads (captures) near this repository');

/** A test that needs the recorded payloads. */
export const recorded = folder === undefined ? it.skip : it;

/** The recorded file as JSON. */
export function load(path: string): unknown {
  return JSON.parse(readFileSync(resolve(folder ?? '', path), 'utf8')) as unknown;
}

/** The answer in a recorded request. */
export function responseOf(path: string): unknown {
  return (load(path) as { readonly response: unknown }).response;
}

/** What the server sent in a recorded conversation, in order. */
export function framesOf(path: string): readonly unknown[] {
  const messages = load(path) as readonly { readonly dir: string; readonly msg?: unknown }[];
  return messages.filter(({ dir }) => dir.startsWith('server') || dir === 'received').map(({ msg }) => msg);
}
