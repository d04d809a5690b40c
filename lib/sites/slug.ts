import { coinOfSlug } from './coins.ts';

/** Last words of sections, and of pages about the site itself, that are named in two or three words. */
const sections: ReadonlySet<string> = new Set(
  (
    'news analysis prediction predictions markets market reports releases release insights reviews review guides guide terms policy service services ' +
    'conditions disclaimer disclosure guidelines us team events prices price glossary podcast podcasts newsletter newsletters authors project login calendar'
  ).split(' '),
);

/**
 * Whether the last part of a path names an article, on sites where articles lie beside sections: one word is a section (`markets`), and so are a coin
 * (`shiba-inu`) and two or three words that end as sections do (`bitcoin-news`, `terms-of-service`).
 */
export function isArticleSlug(slug: string): boolean {
  const words = slug
    .toLowerCase()
    .replace(/\.html?$/, '')
    .split('-')
    .filter(Boolean);
  return words.length > 1 && coinOfSlug(slug) === undefined && (words.length > 3 || !sections.has(words.at(-1) ?? ''));
}

/** Words of a path that say that an article is about coins, on sites that write about everything. */
export const topic =
  /(^|[/-])(crypto[a-z]*|bitcoins?|btc|ether(eum)?|eth|solana|xrp|ripple|dogecoin|altcoins?|stablecoins?|memecoins?|coinbase|binance|microstrategy|blockchains?|defi|nfts?|tether|digital-(assets?|currenc(y|ies)))(?=[/.-]|$)/i;
