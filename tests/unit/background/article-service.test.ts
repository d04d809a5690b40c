import { describe, expect, it } from 'vitest';
import { readSentArticle } from '../../../lib/background/article-request.ts';
import { createArticleService } from '../../../lib/background/article-service.ts';
import type { ReadMarket } from '../../../lib/background/check-market.ts';
import { readArticle } from '../../../lib/claims/read-article.ts';
import type { ArticleText } from '../../../lib/claims/reading.ts';
import type { Article } from '../../../lib/model/article.ts';
import type { ArticleCheck } from '../../../lib/model/article-check.ts';
import { isArticleCheck } from '../../../lib/protocol/article-guard.ts';
import { referenceArticle } from '../../fixtures/reference-article.ts';
import { madeMarket, seen } from '../claims/check/made-market.ts';
import { referenceMarket, t0 } from '../claims/check/reference-market.ts';
import { createPartsRig } from './parts-rig.ts';

const hour = 3_600_000;
const { headline, blocks } = referenceArticle;
const article: Article = { site: 'coindesk', headline, blocks, published: { time: t0, source: 'json-ld', zoneKnown: true } };

function createRig(readMarket: ReadMarket = () => Promise.resolve(referenceMarket)) {
  const { parts } = createPartsRig();
  const read: ArticleText[] = [];
  let isBroken = false;
  const service = createArticleService(parts, readMarket, async text => {
    read.push(text);
    if (isBroken) throw new Error('the reading took too long');
    return readArticle(text);
  });
  return { parts, service, read, break: (is: boolean) => void (isBroken = is) };
}

describe('the check of an article', () => {
  it('names the three errors of the reference day, and is of the promised shape', async () => {
    const check = await createRig().service.check(article);
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
    await service.check({ ...article, modified: { time: t0 + hour, source: 'meta', zoneKnown: true } });
    expect(asked.map(([, times]) => times)).toEqual([
      [t0, t0 + hour],
      [t0, t0 + hour],
    ]);
    expect(asked[1]?.[0].some(({ kind, window }) => kind === 'liquidations' && window === '30d')).toBe(true);
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
    const { levels } = await service.check(quoting);
    // The second close below it was eight hours ago.
    expect(levels?.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['75,000', 'support until 11 Feb', 'broken'],
      ['65,000', 'support'],
    ]);
  });

  it('has no levels where no bars of the coin are kept', async () => {
    expect(await createRig().service.check(article)).not.toHaveProperty('levels');
  });

  it('adds what the headline claims and the body does not', async () => {
    const check = await createRig().service.check({
      ...article,
      headline: 'Bitcoin falls to $67,460. Ethereum trades at $1,950',
    });
    const titles = check.rows.map(({ title }) => title);
    expect(titles.filter(title => title.startsWith('BTC at'))).toHaveLength(1);
    expect(titles).toContain('ETH at $1,950');
  });
});

describe('a text that was checked', () => {
  it('is known by its key, for the market of now', async () => {
    let price = 67_460;
    const { service } = createRig(() => Promise.resolve(madeMarket({ now: t0, price: () => seen(price) })));
    const { key } = await service.check(article);
    price = 68_120;
    const again = await service.again(key);
    expect(again?.key).toBe(key);
    expect(again?.rows.find(({ title }) => title === 'BTC at $67,460')?.line).toBe('68,120 then · 68,120 now');
    expect(await service.again('another')).toBeUndefined();
  });

  it('has another key when a word of it is another', async () => {
    const { service } = createRig();
    const { key } = await service.check(article);
    expect((await service.check({ ...article, blocks: [...blocks.slice(1), 'More.'] })).key).not.toBe(key);
    expect((await service.check({ ...article, site: undefined })).key).toBe(key);
  });

  it('is forgotten after eight others', async () => {
    const { service } = createRig();
    const { key } = await service.check(article);
    const other = (place: number) => service.check({ ...article, blocks: [`Text ${place}.`] });
    for (let place = 0; place < 7; place += 1) await other(place);
    expect(await service.again(key)).toBeDefined();
    for (let place = 7; place < 15; place += 1) await other(place);
    expect(await service.again(key)).toBeUndefined();
  });

  it('is read once', async () => {
    const { service, read } = createRig();
    const { key } = await service.check(article);
    await service.check(article);
    await service.again(key);
    expect(read).toHaveLength(1);
    expect(read[0]).toMatchObject({ headline, date: new Date(t0).toISOString() });
  });

  it('is read anew when the open interest that its sums are held against was not known yet', async () => {
    let isKnown = false;
    const { openInterest } = referenceMarket;
    const { service, read } = createRig(async () => ({
      ...referenceMarket,
      openInterest: (...asked) => (isKnown ? openInterest(...asked) : undefined),
    }));
    const titles = ({ rows }: ArticleCheck) => rows.map(({ title }) => title);
    // The double of what the venues are assumed to have is not reached by 26 billion of 4.4 %.
    const before = await service.check(article);
    expect(read.map(({ references }) => references.openInterestUsd)).toEqual([undefined]);
    isKnown = true;
    const after = await service.again(before.key);
    expect(after && titles(after)).toContain('4.4% of OI is $26B');
    await service.again(before.key);
    const whole = openInterest('TOTAL', t0)?.value ?? 0;
    expect(read.map(({ references }) => references.openInterestUsd)).toEqual([undefined, { high: 3 * whole }]);
  });

  it('that could not be read is an error, and is tried anew when it is asked for again', async () => {
    const rig = createRig();
    rig.break(true);
    await expect(rig.service.check(article)).rejects.toThrow('took too long');
    rig.break(false);
    expect((await rig.service.check(article)).title).toBe('13 claims');
    expect(rig.read).toHaveLength(2);
  });
});

describe('what a page sends', () => {
  const page = {
    headlines: [headline, headline, headline],
    blocks: [...blocks],
    data: [],
    published: '2026-02-12T00:30:00Z',
    modified: '',
    time: '',
  };

  it('is made an article, with the date as it is written', () => {
    expect(readSentArticle(page, 'coindesk')).toMatchObject({
      site: 'coindesk',
      headline,
      published: { time: t0, zoneKnown: true },
    });
    expect(readSentArticle({ ...page, published: '2026-02-12T00:30:00' }, undefined)).toMatchObject({
      blocks,
      published: { zoneKnown: false },
    });
  });

  it.each([
    ['nothing', undefined],
    ['an array', [page]],
    ['a block that is no text', { ...page, blocks: ['a', 1] }],
    ['5,001 blocks', { ...page, blocks: Array.from({ length: 5_001 }, () => 'a') }],
    ['more than 200,000 characters', { ...page, blocks: ['a'.repeat(120_000), 'b'.repeat(80_001)] }],
    ['a date without an end', { ...page, published: '1'.repeat(501) }],
    ['eleven scripts', { ...page, data: Array.from({ length: 11 }, () => '{}') }],
  ])('is refused where it is %s', (_name, sent) => {
    expect(() => readSentArticle(sent, 'coindesk')).toThrow('no article');
  });
});
