import type { ArticleAdapter } from '../model/article.ts';

/**
 * Where the body of an article stands, by the site's id. The selectors are those of public scrapers as found in November 2026 (CoinDesk, Cointelegraph, CNBC,
 * Yahoo) or of the themes that the sites were known to use (the others); none has been seen live, so that every one is unverified. CoinDesk's body comes in
 * several parts, of which one is a disclosure, and prices of now stand within its sentences (tests of a public scraper that saw it live in September 2026).
 * One that fits nothing leaves the densest block of the page. No site is known to write times without their zone in UTC.
 */
export const articleAdapters: Readonly<Record<string, ArticleAdapter>> = {
  coindesk: {
    body: '.document-body:not(.font-metadata),.at-content-wrapper',
    drop: '.container-jwp,[data-module-name],[data-submodule-name]',
  },
  cointelegraph: { body: '.post-content' },
  theblock: { body: '#articleContent,.articleContent' },
  decrypt: { body: '.post-content' },
  cryptoslate: { body: '.full-article,.post-box,.entry-content' },
  blockworks: { body: '.article-content,.entry-content' },
  bitcoinmagazine: { body: '.entry-content,.m-detail--body' },
  beincrypto: { body: '.entry-content' },
  utoday: { body: '.article__content' },
  newsbtc: { body: '.entry-content' },
  coingape: { body: '.entry-content,.main_content' },
  cryptopanic: { body: '.description-body' },
  bloomberg: { body: '.body-content' },
  cnbc: { body: '[data-module=ArticleBody],.ArticleBody-articleBody' },
  // Prices of now, in an element of the site's own.
  yahoo: { body: '.caas-body,[data-testid=article-content-wrapper]', drop: 'fin-streamer' },
  binance: { body: '#articleBody,.richtext-container' },
};
