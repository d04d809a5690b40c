import { describe, expect, it } from 'vitest';
import { createArticleService } from '../../../lib/background/article-service.ts';
import type { ReadMarket } from '../../../lib/background/check-market.ts';
import { readAsked } from '../../../lib/background/reading/claims-worker.ts';
import type { AskedPage } from '../../../lib/background/reading/page-reading.ts';
import type { PageText } from '../../../lib/model/article.ts';
import type { ArticleCheck } from '../../../lib/model/article-check.ts';
import { isArticleCheck } from '../../../lib/protocol/article-guard.ts';
import { referenceArticle } from '../../fixtures/reference-article.ts';
import { madeMarket, seen } from '../claims/check/made-market.ts';
import { referenceMarket, t0 } from '../claims/check/reference-market.ts';
import { createPartsRig } from './parts-rig.ts';

const hour = 3_600_000;
const { headline, blocks } = referenceArticle;
const site = 'coindesk';
const article: PageText = {
  headlines: [headline, headline, headline],
  blocks,
  data: [],
  published: '2026-02-12T00:30:00Z',
  modified: '',
  time: '',
};

function createRig(readMarket: ReadMarket = () => Promise.resolve(referenceMarket)) {
  const { parts } = createPartsRig();
  const read: AskedPage[] = [];
  let isBroken = false;
  const service = createArticleService(parts, readMarket, async asked => {
    read.push(asked);
    if (isBroken) throw new Error('the reading took too long');
    return readAsked(asked);
  });
  return { parts, service, read, break: (is: boolean) => void (isBroken = is) };
}

describe('the check of an article', () => {
  it('names the three errors of the reference day, and is of the promised shape', async () => {
    const check = await createRig().service.check(article, site);
    expect(isArticleCheck(check)).toBe(true);
    expect(check).toMatchObject({ title: '13 claims', line: '10 hold · 3 do not', isCrypto: true });
    expect(check.rows.slice(0, 3).map(({ title }) => title)).toEqual([
      'Strategy down $900M',
      '$75,000 remains support',
      '4.4% of OI is $26B',
    ]);
  });

  it('asks the market for what the text claims, at the times of the text', async () => {
    const asked: Parameters<ReadMarket>[] = [];
    const { service } = createRig((claims, times) => {
      asked.push([claims, times]);
      return Promise.resolve(referenceMarket);
    });
    await service.check({ ...article, modified: '2026-02-12T01:30:00Z' }, site);
    expect(asked.map(([, times]) => times)).toEqual([[t0, t0 + hour]]);
    expect(asked[0]?.[0].some(({ kind, window }) => kind === 'liquidations' && window === '30d')).toBe(true);
  });

  it('tells the levels that it quotes with what became of them, the highest first', async () => {
    const { parts, service } = createRig();
    const now = referenceMarket.now;
    // Above 75,000 and 65,000 until ten hours ago, then between them.
    parts.state.bars.set('BTC', {
      source: 'Binance',
      bars: Array.from({ length: 48 }, (_none, place) => {
        const openTime = now - (48 - place) * hour;
        const usd = place < 38 ? 78_000 : 67_460;
        return { openTime, open: usd, high: usd, low: usd, close: usd };
      }),
    });
    const quoting = { ...article, blocks: [...blocks, 'The next support for bitcoin is at $65,000.'] };
    const { levels } = await service.check(quoting, site);
    // The second close below it was eight hours ago.
    expect(levels?.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['75,000', 'support until 11 Feb', 'broken'],
      ['65,000', 'support'],
    ]);
  });

  it('has no levels where no bars of the coin are kept', async () => {
    expect(await createRig().service.check(article, site)).not.toHaveProperty('levels');
  });

  it('adds what the headline claims and the body does not', async () => {
    const headlines = ['Bitcoin falls to $67,460. Ethereum trades at $1,950'];
    const check = await createRig().service.check({ ...article, headlines }, site);
    const titles = check.rows.map(({ title }) => title);
    expect(titles.filter(title => title.startsWith('BTC at'))).toHaveLength(1);
    expect(titles).toContain('ETH at $1,950');
  });
});

describe('a text that was checked', () => {
  it('is known by its key, for the market of now', async () => {
    let price = 67_460;
    const { service } = createRig(() => Promise.resolve(madeMarket({ now: t0, price: () => seen(price) })));
    const { key } = await service.check(article, site);
    price = 68_120;
    const again = await service.again(key);
    expect(again?.key).toBe(key);
    expect(again?.rows.find(({ title }) => title === 'BTC at $67,460')?.line).toBe('68,120 then · 68,120 now');
    expect(await service.again('another')).toBeUndefined();
  });

  it('has another key when a word of it is another', async () => {
    const { service } = createRig();
    const { key } = await service.check(article, site);
    expect((await service.check({ ...article, blocks: [...blocks.slice(1), 'More.'] }, site)).key).not.toBe(key);
    expect((await service.check(article, undefined)).key).toBe(key);
  });

  it('is forgotten after eight others', async () => {
    const { service } = createRig();
    const { key } = await service.check(article, site);
    const other = (place: number) => service.check({ ...article, blocks: [`Text ${place}.`] }, site);
    for (let place = 0; place < 7; place += 1) await other(place);
    expect(await service.again(key)).toBeDefined();
    for (let place = 7; place < 15; place += 1) await other(place);
    expect(await service.again(key)).toBeUndefined();
  });

  it('is read once', async () => {
    const { service, read } = createRig();
    const { key } = await service.check(article, site);
    await service.check(article, site);
    await service.again(key);
    expect(read).toHaveLength(1);
    expect(read[0]).toMatchObject({ page: article });
  });

  it('is held against the open interest of its time as soon as that is known', async () => {
    let whole: number | undefined;
    const asked: Parameters<ReadMarket>[0][] = [];
    const { service, read } = createRig(async claims => {
      asked.push(claims);
      return { ...referenceMarket, openInterest: () => (whole === undefined ? undefined : seen(whole)) };
    });
    const titles = async (found: Promise<ArticleCheck | undefined>) => (await found)?.rows.map(({ title }) => title);
    const told = { ...article, blocks: ['Open interest fell 4% over the past day, or $16 billion.'] };
    const { key } = await service.check(told, site);
    // At the least 15.5 of 4.5 %: 344 billion, less than the 450 that are assumed. Three times 110 are less, three times 120 more.
    expect(await titles(service.again(key))).not.toContain('4% of OI is $16B');
    whole = 110e9;
    expect(await titles(service.again(key))).toContain('4% of OI is $16B');
    whole = 120e9;
    expect(await titles(service.again(key))).not.toContain('4% of OI is $16B');
    expect(read).toHaveLength(1);
    expect(asked[0]).toContainEqual({ kind: 'open_interest', asset: null, window: null });
  });

  it('of which a part was read says so', async () => {
    const walled = { '@type': 'NewsArticle', headline, datePublished: article.published, isAccessibleForFree: false };
    const check = await createRig().service.check(
      { ...article, blocks: blocks.slice(0, 1), data: [JSON.stringify(walled)] },
      site,
    );
    expect(check.note).toBe('Only the part before the paywall was read.');
  });

  it('that could not be read is an error, and is tried anew when it is asked for again', async () => {
    const rig = createRig();
    rig.break(true);
    await expect(rig.service.check(article, site)).rejects.toThrow('took too long');
    rig.break(false);
    expect((await rig.service.check(article, site)).title).toBe('13 claims');
    expect(rig.read).toHaveLength(2);
  });
});

describe('a page that gives nothing', () => {
  it.each([undefined, null, 'a text', [article]])('is not read: %j', async sent => {
    const { service, read } = createRig();
    await expect(service.check(sent, site)).rejects.toThrow('no article');
    expect(read).toEqual([]);
  });
});
