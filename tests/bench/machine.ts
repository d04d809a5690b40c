import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../e2e/support/chromium.ts';

const root = join(import.meta.dirname, '..', '..');

/** Where and with what was measured: no figure means anything without it. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  /** Of the last minute, at the start of the run. Above the number of cores, times mean little. */
  readonly load: number;
  readonly node: string;
  readonly chromium: string;
  readonly undertow: string;
  /** Commit, with `+` when files differ from it; `undefined` outside a repository. */
  readonly commit: string | undefined;
}

/** Reads it, now. */
export function readMachine(): Machine {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()} ${arch()}`,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    node: process.version,
    chromium: execFileSync(chromiumPath(), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
    undertow: version,
    commit: readCommit(),
  };
}

function readCommit(): string | undefined {
  try {
    const git = (...words: string[]) =>
      execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    // An unpacked archive has no commit.
    return undefined;
  }
}
