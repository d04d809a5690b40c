import { inSlices } from '../article/in-slices.ts';
import { readingArticleClaims } from '../claims/article.ts';
import type { Claim } from '../claims/claim.ts';
import { judge } from '../claims/check/judge.ts';
import type { Written } from '../claims/check/judge.ts';
import { isAboutCrypto } from '../claims/is-about-crypto.ts';
import { readClaims } from '../claims/read.ts';
import { findInconsistencies } from '../claims/sums/find.ts';
import { recallLevel } from '../engine/level-state.ts';
import { averageTrueRanges } from '../engine/true-range.ts';
import { composeArticleCheck } from '../format/article-check.ts';
import { levelRow } from '../format/ladder.ts';
import type { AnswerRow } from '../model/answer.ts';
import { joinBlocks } from '../model/article-body.ts';
import type { Article } from '../model/article.ts';
import type { ArticleCheck } from '../model/article-check.ts';
import { sleep } from '../std/clock.ts';
import { strategyLedger } from '../sources/strategy-ledger.ts';
import { hourMs } from '../store/grains.ts';
import type { ReadMarket } from './check-market.ts';
import { newestPrice } from './fuel-keeper.ts';
import type { BackgroundParts } from './parts.ts';

/** Texts that are remembered, in memory alone. */
const mostTexts = 8;
const sliceMs = 8;
/** No open interest of the whole market is so many times what our venues have of it. */
const boundTimes = 3;
const mostLevels = 12;
/** Sums are looked for in so many characters, several times the length of an article: every figure is held against others, all in one go. */
const mostSummed = 40_000;

/** Checks articles. Nothing of a text is stored or logged. */
export interface ArticleService {
  check(article: Article): Promise<ArticleCheck>;
  /** A text that was checked lately, against the market of now; `undefined` where it is not remembered. */
  again(key: string): Promise<ArticleCheck | undefined>;
}

/** A text that was read. */
interface Read {
  readonly article: Article;
  readonly body: string;
  readonly claims: readonly Claim[];
  readonly title: readonly Claim[];
  readonly isCrypto: boolean;
}

export function createArticleService(
  parts: Pick<BackgroundParts, 'state' | 'clock' | 'timers'>,
  readMarket: ReadMarket,
): ArticleService {
  const { state, clock, timers } = parts;
  /** By key, the one that was asked for last at the end. */
  const texts = new Map<string, Promise<Read>>();

  async function read(article: Article): Promise<Read> {
    const { headline, published, blocks } = article;
    const body = joinBlocks(blocks);
    const context = { title: headline, date: published && new Date(published.time).toISOString() };
    let begun = clock.monotonic();
    const claims = await inSlices(
      readingArticleClaims(body, context),
      () => clock.monotonic() - begun >= sliceMs,
      async () => {
        await sleep(timers, 0);
        begun = clock.monotonic();
      },
    );
    const isTold = (one: Claim): boolean =>
      claims.some(({ kind, asset, value }) => kind === one.kind && asset === one.asset && value === one.value);
    return {
      article,
      body,
      claims,
      title: readClaims(headline, { date: context.date }).filter(claim => !isTold(claim)),
      isCrypto: isAboutCrypto(headline, body, claims),
    };
  }

  async function compose(key: string, { article, body, claims, title, isCrypto }: Read): Promise<ArticleCheck> {
    const { headline, published, modified } = article;
    const written: Written = {
      time: published?.time,
      ...(modified && { changed: modified.time }),
      isExact: published?.zoneKnown === true,
    };
    const market = await readMarket(
      [...claims, ...title],
      [published, modified].flatMap(stated => (stated === undefined ? [] : [stated.time])),
    );
    const whole = market.openInterest('TOTAL', Math.min(published?.time ?? market.now, market.now));
    const sums = findInconsistencies(
      body.slice(0, mostSummed),
      claims.filter(({ span }) => span[1] <= mostSummed),
      {
        title: headline,
        date: published && new Date(published.time).toISOString(),
        references: {
          ...(whole && { openInterestUsd: { high: boundTimes * whole.value } }),
          costs: { Strategy: strategyLedger },
        },
      },
    );
    const verdicts = judge({ claims, title, sums }, written, market);
    return composeArticleCheck({ key, isCrypto, article, body, verdicts, market, levels: quotedLevels(claims, market.now) });
  }

  /** Support and resistance of the text, the highest first, with what became of each by now. */
  function quotedLevels(claims: readonly Claim[], now: number): readonly AnswerRow[] {
    const quoted = claims.filter(
      ({ kind, level, unit, tense }) => kind === 'level' && level !== null && unit === 'usd' && tense !== 'dated',
    );
    const isAlone = new Set(quoted.map(({ asset }) => asset)).size < 2;
    const seen = new Set<string>();
    return quoted
      .toSorted((a, b) => b.value - a.value)
      .flatMap(({ asset, value: price }): readonly AnswerRow[] => {
        const base = asset ?? '';
        const bars = (state.bars.get(base)?.bars ?? []).filter(({ openTime }) => openTime + hourMs <= now);
        const usd = newestPrice(parts, base)?.usd ?? bars.at(-1)?.close;
        if (usd === undefined || bars.length === 0 || seen.has(`${base} ${price}`)) return [];
        seen.add(`${base} ${price}`);
        const record = recallLevel(price, bars, averageTrueRanges(bars), now);
        const row = levelRow({ price, role: price <= usd ? 'support' : 'resistance', ...record, reasons: [] }, 0);
        const [first, ...more] = row.cells;
        return [isAlone || first === undefined ? row : { ...row, cells: [{ ...first, text: `${base} ${first.text}` }, ...more] }];
      })
      .slice(0, mostLevels);
  }

  async function keyOf({ headline, blocks, published, modified }: Article): Promise<string> {
    const text = JSON.stringify([headline, published?.time, modified?.time, ...blocks]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return Array.from(digest.subarray(0, 16), byte => byte.toString(16).padStart(2, '0')).join('');
  }

  async function answer(key: string, found: Promise<Read>): Promise<ArticleCheck> {
    texts.delete(key);
    texts.set(key, found);
    for (const oldest of [...texts.keys()].slice(0, -mostTexts)) texts.delete(oldest);
    return compose(key, await found);
  }

  return {
    async check(article) {
      const key = await keyOf(article);
      const found = texts.get(key) ?? read(article);
      found.catch(() => texts.delete(key));
      return answer(key, found);
    },
    async again(key) {
      const found = texts.get(key);
      return found && answer(key, found);
    },
  };
}
