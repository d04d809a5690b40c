import { articleScript } from './article-script.ts';
import { articleStyle } from './article-style.ts';
import type { Article, NewsLook } from './looks.ts';
import { schemaOf } from './schema.ts';
import { escaped, type PageParts } from './site.ts';

/** An article page: header, body, and around it what news sites put there: related headlines, advertisements, prices, a newsletter form, comments. */
export function articlePage(look: NewsLook, article: Article): PageParts {
  const { name, prices = [], next } = look;
  const related = look.related.map(title => `<li><a href="#">${escaped(title)}</a></li>`).join('');
  const buttons = Object.entries(look.links).map(
    ([hook, path]) => `<button data-test="${hook}" data-path="${path}">${hook.replace('go-', '')}</button>`,
  );
  const says = look.says ?? ['hidden'];
  const schema = schemaOf(article, look);
  const ticker =
    prices.length === 0
      ? ''
      : `<div class="ticker" data-test="ticker">${prices.map(text => `<span>${escaped(text)}</span>`).join('')}</div>`;
  const body = `${ticker}
<header data-test="header"><strong>${name}</strong><nav>${buttons.join('')}</nav><button data-test="fullscreen">Full screen</button></header>
<div class="columns"><main>${articleOf(look, article, related)}${next === undefined ? '' : `<template data-test="next" data-path="${next.path}">${articleOf({ ...look, lateMs: 0 }, next.article, related)}</template>`}
<section class="comments" data-test="comments"><h2>Comments</h2><p>moonboy21: bitcoin back at $150,000 by Friday, fear index is at 99.</p><p>anna: I lost $3 billion, who else?</p></section></main>
<aside class="side"><h2>Latest</h2><ul>${related}</ul><div class="ad" data-test="ad">Advertisement: earn 900% a year</div><form><label>Newsletter <input type="email" placeholder="you@example.org"></label><button type="button">Subscribe</button></form></aside></div>
<footer>© ${name}. Made-up text for tests.</footer>`;
  return {
    title: `${escaped(article.headline)} | ${name}`,
    head: [
      says.includes('json-ld') ? `<script type="application/ld+json">${schema}</script>` : '',
      says.includes('meta')
        ? `<meta property="og:type" content="article"><meta property="og:title" content="${escaped(article.headline)}"><meta property="article:published_time" content="${article.published}">${article.modified === undefined ? '' : `<meta property="article:modified_time" content="${article.modified}">`}`
        : '',
    ].join(''),
    body: `${says.includes('hidden') ? `<div hidden data-test="schema">${escaped(schema)}</div>` : ''}${body}`,
    style: articleStyle(look),
    script: articleScript(look),
    dark: look.dark,
  };
}

function articleOf(look: NewsLook, { headline, byline, published, paragraphs }: Article, related: string): string {
  const texts = paragraphs.map(escaped);
  const inner = look.build?.(texts) ?? bodyOf(look, texts, related);
  const late = (look.lateMs ?? 0) > 0;
  const bodyClass = look.bodyClass ?? 'body';
  return `<article data-test="article">
<h1>${escaped(headline)}</h1>
<p class="byline">By ${escaped(byline)} <time datetime="${published}">${new Date(published).toUTCString()}</time></p>
<div class="${bodyClass}" data-test="article-body">${late ? `<p class="skeleton">…</p></div><template data-test="late">${inner}</template>` : `${inner}</div>`}
</article>`;
}

function bodyOf(look: NewsLook, texts: readonly string[], related: string): string {
  const shown = texts.map(text => `<p>${text}</p>`);
  const half = Math.ceil((shown.length + 1) / 2);
  const widget = look.prices?.[0];
  return `${shown.slice(0, half).join('')}
<figure><div class="picture"></div><figcaption>A trading floor, pictured in 2019, when one bitcoin was $7,200. Photo: nobody</figcaption></figure>
<aside class="inline" data-test="inline-promo"><h2>Read next</h2><ul>${related}</ul></aside>
${widget === undefined ? '' : `<div class="widget" data-test="price-widget"><b>Bitcoin</b> ${escaped(widget)}</div>`}<div class="ad" data-test="inline-ad">Advertisement: 5 coins for $1</div>
${shown.slice(half).join('')}`;
}
