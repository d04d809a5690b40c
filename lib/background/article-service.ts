import type { Claim } from '../claims/claim.ts';
import { judge } from '../claims/check/judge.ts';
import type { Written } from '../claims/check/judge.ts';
import type { CheckMarket, Seen } from '../claims/check/market.ts';
import type { ArticleReading } from '../claims/reading.ts';
import { recallLevel } from '../engine/level-state.ts';
import { averageTrueRanges } from '../engine/true-range.ts';
import { composeArticleCheck } from '../format/article-check.ts';
import { levelRow } from '../format/ladder.ts';
import type { AnswerRow } from '../model/answer.ts';
import { joinBlocks } from '../model/article-body.ts';
import type { Article } from '../model/article.ts';
import type { ArticleCheck } from '../model/article-check.ts';
import { strategyLedger } from '../sources/strategy-ledger.ts';
import { hourMs } from '../store/grains.ts';
import type { ReadMarket } from './check-market.ts';
import { newestPrice } from './fuel-keeper.ts';
import type { BackgroundParts } from './parts.ts';
import type { ReadArticle } from './reading/reader.ts';

/** Texts that are remembered, in memory alone. */
const mostTexts = 8;
/** No open interest of the whole market is so many times what our venues have of it. */
const boundTimes = 3;
const mostLevels = 12;

/** Checks articles, which are read elsewhere. Nothing of a text is stored or logged. Rejects where one could not be read. */
export interface ArticleService {
  check(article: Article): Promise<ArticleCheck>;
  /** A text that was checked lately, against the market of now; `undefined` where it is not remembered. */
  again(key: string): Promise<ArticleCheck | undefined>;
}

/** A text that was read. */
interface Read extends ArticleReading {
  readonly article: Article;
  readonly body: string;
  /** Its sums were held against the open interest of the whole market. */
  readonly isBounded: boolean;
}

const timesOf = ({ published, modified }: Article): readonly number[] =>
  [published, modified].flatMap(stated => (stated === undefined ? [] : [stated.time]));

/** Open interest of the whole market when an article was written. */
const wholeOf = ({ published }: Article, market: CheckMarket): Seen | undefined =>
  market.openInterest('TOTAL', Math.min(published?.time ?? market.now, market.now));

export function createArticleService(
  parts: Pick<BackgroundParts, 'state'>,
  readMarket: ReadMarket,
  readArticle: ReadArticle,
): ArticleService {
  const { state } = parts;
  /** By key, the one that was asked for last at the end. */
  const texts = new Map<string, Promise<Read>>();

  async function read(article: Article): Promise<Read> {
    const { headline, published, blocks } = article;
    const body = joinBlocks(blocks);
    const whole = wholeOf(article, await readMarket([{ kind: 'open_interest', asset: null, window: null }], timesOf(article)));
    const reading = await readArticle({
      headline,
      body,
      ...(published && { date: new Date(published.time).toISOString() }),
      references: {
        ...(whole && { openInterestUsd: { high: boundTimes * whole.value } }),
        costs: { Strategy: strategyLedger },
      },
    });
    return { ...reading, article, body, isBounded: whole !== undefined };
  }

  function remember(key: string, found: Promise<Read>): Promise<Read> {
    texts.delete(key);
    texts.set(key, found);
    for (const oldest of [...texts.keys()].slice(0, -mostTexts)) texts.delete(oldest);
    found.catch(() => {
      if (texts.get(key) === found) texts.delete(key);
    });
    return found;
  }

  async function compose(key: string, { article, body, isBounded, ...reading }: Read): Promise<ArticleCheck> {
    const { published, modified } = article;
    const { claims, title, isCrypto } = reading;
    const written: Written = {
      time: published?.time,
      ...(modified && { changed: modified.time }),
      isExact: published?.zoneKnown === true,
    };
    const market = await readMarket([...claims, ...title], timesOf(article));
    // The whole was not known yet when the text was read.
    const isLate = !isBounded && wholeOf(article, market) !== undefined;
    const { sums } = isLate ? await remember(key, read(article)) : reading;
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

  const answer = async (key: string, found: Promise<Read>): Promise<ArticleCheck> => compose(key, await remember(key, found));

  return {
    async check(article) {
      const key = await keyOf(article);
      return answer(key, texts.get(key) ?? read(article));
    },
    async again(key) {
      const found = texts.get(key);
      return found && answer(key, found);
    },
  };
}
