import type { Claim, ClaimWindow } from './claim.ts';
import { readInTurn, startReading } from './read.ts';
import { readSentences } from './sentences.ts';

/** What is known of an article beside its body. */
export interface ArticleContext {
  readonly title?: string | undefined;
  readonly date?: string | undefined;
}

/** The claims of an article in the order of their spans, which are offsets in `body`. */
export function readArticleClaims(body: string, { title, date }: ArticleContext): readonly Claim[] {
  const sentences = readSentences(body);
  const started = startReading(title, date);
  const read = (usualWindow: ClaimWindow | undefined) =>
    readInTurn(sentences, { ...started, usualWindow: usualWindow ?? started.usualWindow });
  const claims = read(undefined);
  const windows = claims.filter(({ kind, window }) => kind === 'liquidations' && window !== null);
  const has24h = windows.some(({ window }) => window === '24h') || claims.some(({ window }) => window === '24h');
  // Where the article tells the time of its liquidations once, its other sums are of that time too.
  return has24h && claims.some(({ kind, window }) => kind === 'liquidations' && window === null) ? read('24h') : claims;
}
