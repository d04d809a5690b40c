import { pipeline } from 'node:stream/promises';
import { siteOf } from '../../lib/sites/registry.ts';
import type { PageSubject } from '../../lib/sites/site.ts';
import { linesOf } from './lines.ts';

/** What an address is about, as it is printed; null for what the address does not say. */
export interface SiteLine {
  /** The site's id; null for an address of no site of ours: another host, plain http, another port, a user's name before the host. */
  readonly site: string | null;
  /** Null for every page of the site on which no panel belongs. */
  readonly kind: PageSubject['kind'] | null;
  readonly base: string | null;
  readonly quote: string | null;
  /** What is traded on margin is spot. */
  readonly market: 'spot' | 'perp' | 'future' | null;
}

/** Reads an address. `undefined` for text that is none. */
export function toSiteLine(address: string): SiteLine | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const site = siteOf(url);
  const { kind, base, quote, market } = site?.read(url) ?? {};
  return {
    site: site?.id ?? null,
    kind: kind ?? null,
    base: base ?? null,
    quote: quote ?? null,
    market: market === 'margin' ? 'spot' : (market ?? null),
  };
}

/**
 * `site <url>...`: one line of JSON for each address; `-` stands for those on stdin, one a line. Returns the exit code: 2 where there was no address, or where one was
 * none; the others are answered all the same.
 */
export async function site(words: readonly string[]): Promise<number> {
  if (words.length === 0) return refuse('name an address, or - for those on standard input');
  let code = 0;
  async function* answers(): AsyncGenerator<string> {
    for await (const address of addressesOf(words)) {
      const line = toSiteLine(address);
      if (line === undefined) code = refuse(`${JSON.stringify(address)} is no address: write it whole, with https://`);
      else yield `${JSON.stringify(line)}\n`;
    }
  }
  try {
    await pipeline(answers, process.stdout, { end: false });
  } catch (error) {
    // The reader of our answers has gone (`| head`): there is nobody left to answer.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
  return code;
}

async function* addressesOf(words: readonly string[]): AsyncGenerator<string> {
  for (const word of words) {
    if (word !== '-') {
      yield word;
      continue;
    }
    process.stdin.setEncoding('utf8');
    for await (const line of linesOf(process.stdin)) if (line.trim() !== '') yield line.trim();
  }
}

function refuse(reason: string): number {
  console.error(`undertow: ${reason}`);
  return 2;
}
