import { describe, expect, it } from 'vitest';
import { siteOf } from '../../../lib/sites/registry.ts';
import { isArticleSlug } from '../../../lib/sites/slug.ts';
import { read } from './reading.ts';
import type { Row } from './reading.ts';

const articles: readonly Row[] = [
  ['https://www.theblock.co/post/312345/bitcoin-slides', 'theblock news'],
  ['https://www.theblock.co/post/312345', 'theblock news'],
  ['https://decrypt.co/301234/bitcoin-slides', 'decrypt news'],
  ['https://cryptoslate.com/bitcoin-slides-below-67000/', 'cryptoslate news'],
  ['https://blockworks.co/news/bitcoin-slides', 'blockworks news'],
  ['https://bitcoinmagazine.com/guides/proof-of-stake', 'bitcoinmagazine news'],
  ['https://bitcoinmagazine.com/markets/bitcoin-slides-below-67000', 'bitcoinmagazine news'],
  ['https://beincrypto.com/why-bitcoin-is-down-today/', 'beincrypto news'],
  ['https://u.today/xrp-price-slides', 'utoday news'],
  ['https://www.newsbtc.com/news/bitcoin-slides-below-67000/', 'newsbtc news'],
  ['https://www.newsbtc.com/news/bitcoin/bitcoin-slides/', 'newsbtc news'],
  ['https://coingape.com/why-is-the-crypto-market-down-today/', 'coingape news'],
  ['https://cryptopanic.com/news/20123456/Bitcoin-slides-below-67000', 'cryptopanic news'],
  ['https://www.bloomberg.com/news/articles/2026-02-11/bitcoin-slides', 'bloomberg news'],
  ['https://www.cnbc.com/2026/02/11/bitcoin-slides.html', 'cnbc news'],
  ['https://finance.yahoo.com/markets/crypto/articles/bitcoin-slides-123456789.html', 'yahoo news'],
  ['https://finance.yahoo.com/news/why-ethereum-slides-123456789.html', 'yahoo news'],
];

const others: readonly string[] = [
  'https://www.theblock.co/latest',
  'https://www.theblock.co/post/',
  'https://www.theblock.co/post/bitcoin',
  'https://www.theblock.co/price/248450/bitcoin-bitcoin',
  'https://theblock.co/post/312345/bitcoin-slides',
  'https://decrypt.co/news',
  'https://decrypt.co/price/bitcoin',
  'https://decrypt.co/author/some-body',
  'https://cryptoslate.com/news/',
  'https://cryptoslate.com/press-releases/',
  'https://cryptoslate.com/privacy-policy/',
  'https://cryptoslate.com/coins/bitcoin/',
  'https://cryptoslate.com/people/some-body-known/',
  'https://blockworks.co/news',
  'https://blockworks.co/news/page/2',
  'https://blockworks.co/tag/bitcoin',
  'https://bitcoinmagazine.com/markets',
  'https://bitcoinmagazine.com/tags/lightning-network',
  'https://bitcoinmagazine.com/authors/some-body-known',
  'https://beincrypto.com/bitcoin-news/',
  'https://beincrypto.com/terms-and-conditions/',
  'https://beincrypto.com/about-us/',
  'https://beincrypto.com/shiba-inu/',
  'https://beincrypto.com/price/bitcoin/',
  'https://u.today/bitcoin-news',
  'https://u.today/price-analysis',
  'https://u.today/search/node?keys=x',
  'https://www.newsbtc.com/news/',
  'https://www.newsbtc.com/news/bitcoin/',
  'https://www.newsbtc.com/news/shiba-inu/',
  'https://www.newsbtc.com/author/somebody/',
  'https://coingape.com/news/',
  'https://coingape.com/price-prediction/',
  'https://coingape.com/category/bitcoin-news/',
  'https://cryptopanic.com/news/',
  'https://cryptopanic.com/news/rising/',
  'https://cryptopanic.com/accounts/login/',
  'https://www.bloomberg.com/crypto',
  'https://www.bloomberg.com/news/articles',
  'https://www.cnbc.com/cryptoworld/',
  'https://www.cnbc.com/2026/02/11/',
  'https://www.cnbc.com/2026/13/11/bitcoin-slides.html',
  'https://www.coindesk.com/markets/2026/02/32/bitcoin-slides',
  'https://www.coindesk.com/markets/2026/02/12/',
  'https://finance.yahoo.com/topic/crypto/',
  'https://finance.yahoo.com/news/bitcoin/',
  'https://finance.yahoo.com/news/apple-beats-estimates-123456789.html',
];

describe('addresses of articles', () => {
  it.each(articles)('reads %s as %s', (address, reading) => {
    expect(read(address)).toBe(reading);
  });

  it.each(others)('keeps the panel off %s', address => {
    expect(read(address)).toBeUndefined();
  });
});

describe('the name of an article', () => {
  it.each(['bitcoin-slides', 'why-is-crypto-down', 'a-long-look-at-the-news', 'stocks-slide.html'])('%s is one', slug => {
    expect(isArticleSlug(slug)).toBe(true);
  });

  it.each(['markets', 'bitcoin-news', 'terms-of-service', 'shiba-inu', '', '--', 'about.html'])('%j is none', slug => {
    expect(isArticleSlug(slug)).toBe(false);
  });
});

describe('a site that writes about everything', () => {
  const isOffTopic = (address: string): boolean => siteOf(address)?.read(new URL(address))?.isOffTopic === true;

  it.each([
    'https://www.cnbc.com/2026/02/11/rates-are-held.html',
    'https://www.cnbc.com/2026/02/11/whether-method-matters.html',
    'https://www.bloomberg.com/news/articles/2026-02-11/stocks-rise',
  ])('is off its coins in %s', address => {
    expect(isOffTopic(address)).toBe(true);
  });

  it.each([
    'https://www.cnbc.com/2026/02/11/bitcoin-slides.html',
    'https://www.cnbc.com/2026/02/11/why-cryptocurrencies-fall.html',
    'https://www.bloomberg.com/news/articles/2026-02-11/funds-sell-ether-as-stocks-rise',
  ])('is about coins in %s', address => {
    expect(isOffTopic(address)).toBe(false);
  });

  it('has no topic to miss where it writes about coins alone', () => {
    expect(isOffTopic('https://decrypt.co/301234/rates-are-held')).toBe(false);
  });
});
