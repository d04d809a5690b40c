import type { Article, NewsLook } from './looks.ts';

/** The data block of an article page (https://schema.org/NewsArticle) as it may stand in a script. */
export function schemaOf(article: Article, { name, related, schema }: Pick<NewsLook, 'name' | 'related' | 'schema'>): string {
  const own = newsArticle(article);
  const page = { '@type': 'WebPage', name: article.headline, datePublished: '2020-01-01T00:00:00Z' };
  const house = { '@type': 'Organization', name };
  const others = related.map(headline => newsArticle({ headline, byline: 'nobody', published: '2025-03-04T05:06:07Z' }));
  const text = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
  if (schema === 'graph') return text({ '@context': 'https://schema.org', '@graph': [house, page, own] });
  if (schema === 'array') return text([house, page, own]);
  if (schema === 'several') return text([...others, own]);
  return schema === 'broken'
    ? text(own).replace('"headline":"', '"description":"two\nlines","headline":"').replace(/\}$/, ',}')
    : text(own);
}

function newsArticle({ headline, published, modified, byline }: Omit<Article, 'paragraphs'>): unknown {
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline,
    datePublished: published,
    ...(modified !== undefined && { dateModified: modified }),
    author: { '@type': 'Person', name: byline },
  };
}
