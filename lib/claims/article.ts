import type { Claim, ClaimWindow } from './claim.ts';
import { readNext, startReading } from './read.ts';
import { readSentences, type Sentence } from './sentences.ts';
import type { ReadingState } from './state.ts';

/** What is known of an article beside its body. */
export interface ArticleContext {
  readonly title?: string | undefined;
  readonly date?: string | undefined;
}

/** The claims of an article in the order of their spans, which are offsets in `body`. */
export function readArticleClaims(body: string, context: ArticleContext): readonly Claim[] {
  const reading = readingArticleClaims(body, context);
  for (;;) {
    const { done, value } = reading.next();
    if (done === true) return value;
  }
}

/** The same, with a stop after each sentence: who reads on a thread that others need goes on when it is theirs again. */
export function* readingArticleClaims(body: string, { title, date }: ArticleContext): Generator<undefined, readonly Claim[]> {
  const sentences = readSentences(body);
  const started = startReading(title, date);
  const read = (usualWindow: ClaimWindow | undefined) =>
    readAll(sentences, { ...started, usualWindow: usualWindow ?? started.usualWindow });
  const claims = yield* read(undefined);
  const windows = claims.filter(({ kind, window }) => kind === 'liquidations' && window !== null);
  const has24h = windows.some(({ window }) => window === '24h') || claims.some(({ window }) => window === '24h');
  // Where the article tells the time of its liquidations once, its other sums are of that time too.
  return has24h && claims.some(({ kind, window }) => kind === 'liquidations' && window === null) ? yield* read('24h') : claims;
}

function* readAll(sentences: readonly Sentence[], started: ReadingState): Generator<undefined, readonly Claim[]> {
  let state = started;
  const claims: Claim[] = [];
  for (const { text, start } of sentences) {
    const read = readNext(text, state);
    state = read.state;
    for (const claim of read.claims) claims.push({ ...claim, span: [claim.span[0] + start, claim.span[1] + start] });
    yield;
  }
  return claims;
}
