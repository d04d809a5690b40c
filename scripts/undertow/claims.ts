import { joinBlocks } from '../../lib/model/article-body.ts';
import { pipeline } from 'node:stream/promises';
import { text as textOf } from 'node:stream/consumers';
import { readStatedTime } from '../../lib/article/times.ts';
import { readArticleClaims } from '../../lib/claims/article.ts';
import type { Claim } from '../../lib/claims/claim.ts';
import { withHedges } from '../../lib/claims/check/hedges.ts';
import { judge } from '../../lib/claims/check/judge.ts';
import type { CheckMarket } from '../../lib/claims/check/market.ts';
import type { Verdict } from '../../lib/claims/check/verdict.ts';
import type { Inconsistency } from '../../lib/claims/inconsistency.ts';
import { readClaims } from '../../lib/claims/read.ts';
import { findInconsistencies } from '../../lib/claims/sums/find.ts';
import { strategyLedger } from '../../lib/sources/strategy-ledger.ts';
import { isRecord } from '../../lib/std/record.ts';
import { readClaimsArguments } from './claims-arguments.ts';
import { linesOf } from './lines.ts';
import { readHtml } from './read-html.ts';
import { readRecordedMarket } from './recorded-market.ts';

const usage = `npm run -s undertow -- claims [--market FILE] [--html URL]

Reads JSON lines on stdin, a sentence {id, sentence, prev?, title?, date?} or an article {id, body, title?, date?} each, and prints one line for each:
{id, claims: [...], inconsistencies: [{type, ...}]}. A line that is neither is answered by {kind: "rejected", line, reason, path}.

--html URL     stdin is one page, saved from URL; its article is answered by one line, whose id is URL.
--market FILE  a recorded market, which claims are held against: lines as replay reads them (replay --help), and these:
  {"type":"fearGreed","time":ms,"value"}                        {"type":"funding","time":ms,"base","ratePer8h"}
  {"type":"openInterest","time":ms,"base","usd","coins"?}       {"type":"marketCap","time":ms,"base","usd"}
  {"type":"holder","name","coins","costUsd" of one coin,"day":ms or "2026-02-09"}
               base TOTAL is the whole market. Its last line is now. Each claim then has a verdict: {word, reason?, then?, now?, difference?}, word one of
               holds, off, was (true then, not now), contradicts (the article itself), implausible, unchecked (reason: no-date, not-recorded, floor, window,
               kind, beyond). A date without time and zone leaves prices and Fear & Greed alone to be checked.

Exit codes: 0 all was answered; 2 the words were not understood, or FILE could not be read.`;

/** `claims`: from stdin to stdout, one line of JSON for each line, in their order, or for a page. Returns the exit code. */
export async function claims(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const wanted = readClaimsArguments(words);
  if (typeof wanted === 'string') {
    console.error(`undertow: ${wanted}\n\n${usage}`);
    return 2;
  }
  const { html } = wanted;
  let market: CheckMarket | undefined;
  try {
    market = wanted.market === undefined ? undefined : readRecordedMarket(wanted.market);
  } catch (error) {
    console.error(`undertow: ${wanted.market}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  process.stdin.setEncoding('utf8');
  try {
    await pipeline(
      process.stdin,
      async function* (source: AsyncIterable<string>) {
        if (html !== undefined) yield `${JSON.stringify(answerPage(await textOf(source), html, market))}\n`;
        else {
          let number = 0;
          for await (const line of linesOf(source)) {
            number++;
            // The mark of the byte order is no part of the text; trim takes it away.
            if (line.trim() !== '') yield `${JSON.stringify(answer(line.trim(), number, market))}\n`;
          }
        }
      },
      process.stdout,
      { end: false },
    );
  } catch (error) {
    // The reader of our answers has gone (`| head`): there is nobody left to answer.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
  return 0;
}

interface Text {
  readonly body: string;
  readonly title?: string | undefined;
  readonly date?: string | undefined;
  /** When it was last changed, ms. */
  readonly changed?: number | undefined;
  /** False where `date` names no zone. */
  readonly isExact: boolean;
}

function answerPage(page: string, url: string, market: CheckMarket | undefined): unknown {
  const { headline, published, modified, blocks } = readHtml(page, url);
  const body = joinBlocks(blocks);
  const date = published && new Date(published.time).toISOString();
  const text = { body, title: headline, date, changed: modified?.time, isExact: published?.zoneKnown === true };
  return { id: url, title: headline, ...(date !== undefined && { date }), ...check(readArticleClaims(body, text), text, market) };
}

function answer(line: string, number: number, market: CheckMarket | undefined): unknown {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    return { kind: 'rejected', line: number, reason: 'not JSON', path: '' };
  }
  if (!isRecord(row)) return { kind: 'rejected', line: number, reason: 'no object', path: '' };
  const { id } = row;
  const rejected = (reason: string, path: string): unknown => ({ id, kind: 'rejected', line: number, reason, path });
  const texts: Partial<Record<'sentence' | 'body' | 'prev' | 'title' | 'date', string>> = {};
  for (const name of ['sentence', 'body', 'prev', 'title', 'date'] as const) {
    const text = row[name];
    if (typeof text === 'string') texts[name] = text;
    else if (text !== undefined && text !== null) return rejected('no text', name);
  }
  const { sentence, body, prev, title, date } = texts;
  const isExact = readStatedTime(date ?? '', 'meta')?.zoneKnown === true;
  if (body !== undefined)
    return { id, ...check(readArticleClaims(body, { title, date }), { body, title, date, isExact }, market) };
  if (sentence === undefined) return rejected('neither a sentence nor a body', 'sentence');
  return { id, ...check(readClaims(sentence, { prev, title, date }), { body: sentence, date, isExact }, market) };
}

function check(found: readonly Claim[], { body, title, date, changed, isExact }: Text, market: CheckMarket | undefined): object {
  const time = readStatedTime(date ?? '', 'meta')?.time;
  const whole = time === undefined ? undefined : market?.openInterest('TOTAL', time);
  const sums = findInconsistencies(body, found, {
    title,
    date,
    references: { costs: { Strategy: strategyLedger }, ...(whole && { openInterestUsd: { high: 3 * whole.value } }) },
  });
  if (market === undefined) return { claims: found, inconsistencies: sums };
  const verdicts = judge(
    { claims: withHedges(body, found), sums },
    { time, isExact, ...(changed !== undefined && { changed }) },
    market,
  );
  return { claims: found.map((claim, place) => ({ ...claim, verdict: toVerdict(verdicts[place]) })), inconsistencies: sums };
}

/** Without what stands beside it already. */
function toVerdict(verdict: Verdict | undefined): unknown {
  const { claim: _claim, sum, ...rest } = verdict ?? { word: 'unchecked' };
  return { ...rest, ...(sum && { sum: (sum satisfies Inconsistency).type }) };
}
