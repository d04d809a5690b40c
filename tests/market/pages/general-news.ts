import { articlePage } from './article.ts';
import { articleFor, gardening } from './articles.ts';
import * as houses from './houses.ts';
import type { NewsLook } from './looks.ts';
import type { Site } from './site.ts';

/** News sites that write about everything, where coins are one subject among many. */
interface Desk extends Pick<NewsLook, 'name' | 'bodyClass' | 'schema' | 'build'> {
  readonly host: string;
  /** Path of articles up to the slug. */
  readonly path: string;
}

const desks: readonly Desk[] = [
  {
    name: 'Bloomberg',
    host: 'www.bloomberg.com',
    bodyClass: 'body-content',
    build: houses.bloomberg,
    path: '/news/articles/2026-02-12/',
  },
  {
    name: 'CNBC',
    host: 'www.cnbc.com',
    bodyClass: 'ArticleBody-articleBody',
    schema: 'array',
    build: houses.cnbc,
    path: '/2026/02/12/',
  },
  {
    name: 'Yahoo Finance',
    host: 'finance.yahoo.com',
    bodyClass: 'caas-body',
    schema: 'graph',
    build: houses.yahoo,
    path: '/markets/crypto/articles/',
  },
];

export const generalNews: readonly Site[] = desks.map(({ host, path, ...desk }) => {
  const look: NewsLook = {
    ...desk,
    dark: false,
    accent: '#0b57d0',
    says: ['json-ld', 'meta'],
    related: ['Oil at $300, a novel', 'Why $1 trillion is a round number'],
    links: { 'go-section': '/', 'go-other': `${path}bread-prices-rise`, 'go-garden': `${path}roof-garden` },
  };
  return {
    host,
    policy: "upgrade-insecure-requests; frame-ancestors 'self'",
    pages: [
      { paths: [`${path}:slug`], render: ask => articlePage(look, articleFor(ask.params.slug ?? '')) },
      { paths: ['/'], render: () => articlePage(look, { ...gardening, headline: 'Latest headlines' }) },
    ],
  };
});
