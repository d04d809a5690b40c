import { articleAdapters } from '../article/adapters.ts';
import type { Claim } from '../claims/claim.ts';
import { judge } from '../claims/check/judge.ts';
import type { CheckMarket } from '../claims/check/market.ts';
import type { Inconsistency } from '../claims/inconsistency.ts';
import { defaultReferences } from '../claims/sums/references.ts';
import { recallLevel } from '../engine/level-state.ts';
import { averageTrueRanges } from '../engine/true-range.ts';
import { composeArticleCheck } from '../format/article-check.ts';
import { levelRow } from '../format/ladder.ts';
import type { AnswerRow } from '../model/answer.ts';
import type { ArticleCheck } from '../model/article-check.ts';
import { isObject } from '../protocol/guards.ts';
import { strategyLedger } from '../sources/strategy-ledger.ts';
import { hourMs } from '../store/grains.ts';
import type { ReadMarket } from './check-market.ts';
import { newestPrice } from './fuel-keeper.ts';
import type { BackgroundParts } from './parts.ts';
import type { PageReading } from './reading/page-reading.ts';
import type { ReadArticle } from './reading/reader.ts';

/** Texts that are remembered, in memory alone. */
const mostTexts = 8;
/** No open interest of the whole market is so many times what our venues have of it. */
const boundTimes = 3;
const mostLevels = 12;

/** Checks articles, which are read elsewhere. Nothing of a text is stored or logged. Rejects where one could not be read. */
export interface ArticleService {
  /**
   * @param page what the script in a page found there, unread; its shape is looked at where it is read.
   * @param site id of the page's site, `undefined` where it is none of ours.
   */
  check(page: unknown, site: string | undefined): Promise<ArticleCheck>;
  /** A text that was checked lately, against the market of now; `undefined` where it is not remembered. */
  again(key: string): Promise<ArticleCheck | undefined>;
}

export function createArticleService(
  parts: Pick<BackgroundParts, 'state'>,
  readMarket: ReadMarket,
  readArticle: ReadArticle,
): ArticleService {
  const { state } = parts;
  /** By key, the one that was asked for last at the end. */
  const texts = new Map<string, Promise<PageReading>>();

  function read(page: unknown, site: string | undefined): Promise<PageReading> {
    const { zoneless } = articleAdapters[site ?? ''] ?? {};
    // How much the whole market holds is known once it is known of when the text is: until then every amount is told that implies it.
    const references = { openInterestUsd: { high: 0 }, costs: { Strategy: strategyLedger } };
    return readArticle({ page, references, ...(zoneless && { zoneless }) });
  }

  function remember(key: string, found: Promise<PageReading>): Promise<PageReading> {
    texts.delete(key);
    texts.set(key, found);
    for (const oldest of [...texts.keys()].slice(0, -mostTexts)) texts.delete(oldest);
    found.catch(() => {
      if (texts.get(key) === found) texts.delete(key);
    });
    return found;
  }

  async function compose(key: string, article: PageReading): Promise<ArticleCheck> {
    const { published, modified, claims, title, isCrypto } = article;
    const times = [published, modified].flatMap(stated => (stated === undefined ? [] : [stated.time]));
    const whole = article.sums.some(isBound) ? [{ kind: 'open_interest', asset: null, window: null } as const] : [];
    const market = await readMarket([...claims, ...title, ...whole], times);
    const verdicts = judge(
      { claims, title, sums: article.sums.filter(sum => !isBound(sum) || isBeyond(sum, market, published?.time)) },
      { time: published?.time, ...(modified && { changed: modified.time }), isExact: published?.zoneKnown === true },
      market,
    );
    return composeArticleCheck({ key, isCrypto, article, verdicts, market, levels: quotedLevels(claims, market.now) });
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

  async function keyOf(page: unknown): Promise<string> {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(page))));
    return Array.from(digest.subarray(0, 16), byte => byte.toString(16).padStart(2, '0')).join('');
  }

  const answer = async (key: string, found: Promise<PageReading>): Promise<ArticleCheck> =>
    compose(key, await remember(key, found));

  return {
    async check(page, site) {
      // A page that has gone over to another address gives nothing.
      if (!isObject(page)) throw new Error('no article');
      const key = await keyOf(page);
      return answer(key, texts.get(key) ?? read(page, site));
    },
    async again(key) {
      const found = texts.get(key);
      return found && answer(key, found);
    },
  };
}

/** Rests on what the whole market holds. */
const isBound = ({ reference }: Inconsistency): boolean => reference?.kind === 'bound' && reference.leastUsd !== undefined;

/** Implies more open interest than the whole market can have had when it was written. */
function isBeyond({ reference }: Inconsistency, market: CheckMarket, time = market.now): boolean {
  const whole = market.openInterest('TOTAL', Math.min(time, market.now));
  const most = whole ? boundTimes * whole.value : defaultReferences.openInterestUsd.high;
  return reference?.kind === 'bound' && (reference.leastUsd ?? 0) > most;
}
