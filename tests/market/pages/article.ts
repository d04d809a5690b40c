import { escaped, type PageParts } from './site.ts';

/** A made article. Paragraphs are plain text. */
export interface Article {
  readonly headline: string;
  readonly byline: string;
  /** ISO time of publication. */
  readonly published: string;
  readonly paragraphs: readonly string[];
}

export interface NewsLook {
  readonly name: string;
  readonly dark: boolean;
  readonly accent: string;
  /** Headlines beside and below the article, which are no part of it. */
  readonly related: readonly string[];
  /** Test hook to path, without loading a page. */
  readonly links: Readonly<Record<string, string>>;
}

/** An article page: header, body, and around it what news sites put there: related headlines, a newsletter form, comments. */
export function articlePage(look: NewsLook, { headline, byline, published, paragraphs }: Article): PageParts {
  const related = look.related.map(title => `<li><a href="#">${escaped(title)}</a></li>`).join('');
  const [lead = '', ...rest] = paragraphs.map(text => `<p>${escaped(text)}</p>`);
  const half = Math.ceil(rest.length / 2);
  const buttons = Object.entries(look.links).map(
    ([hook, path]) => `<button data-test="${hook}" data-path="${path}">${hook.replace('go-', '')}</button>`,
  );
  const body = `
<header data-test="header"><strong>${look.name}</strong><nav>${buttons.join('')}</nav><button data-test="fullscreen">Full screen</button></header>
<div class="columns"><main><article data-test="article">
<h1>${escaped(headline)}</h1>
<p class="byline">By ${escaped(byline)} <time datetime="${published}">${new Date(published).toUTCString()}</time></p>
<div class="body" data-test="article-body">${lead}${rest.slice(0, half).join('')}
<aside class="inline" data-test="inline-promo"><h2>Read next</h2><ul>${related}</ul></aside>
${rest.slice(half).join('')}</div>
</article>
<section class="comments" data-test="comments"><h2>Comments</h2><p>moonboy21: bitcoin back at $150,000 by Friday, fear index is at 99.</p><p>anna: I lost $3 billion, who else?</p></section></main>
<aside class="side"><h2>Latest</h2><ul>${related}</ul><form><label>Newsletter <input type="email" placeholder="you@example.org"></label><button type="button">Subscribe</button></form></aside></div>
<footer>© ${look.name}. Made-up text for tests.</footer>`;
  const schema = { '@context': 'https://schema.org', '@type': 'NewsArticle', headline, datePublished: published, author: byline };
  return {
    title: `${escaped(headline)} | ${look.name}`,
    body: `<div hidden data-test="schema">${escaped(JSON.stringify(schema))}</div>${body}`,
    style: styleOf(look),
    script: script(look.name),
    dark: look.dark,
  };
}

function script(name: string): string {
  return `
for (const button of document.querySelectorAll('[data-path]')) button.addEventListener('click', () => {
  history.pushState({}, '', button.dataset.path);
  setTimeout(() => { document.title = location.pathname + ' | ${name}'; }, 60);
});
document.querySelector('[data-test=fullscreen]')?.addEventListener('click', () => document.documentElement.requestFullscreen());
`;
}

function styleOf({ dark, accent }: NewsLook): string {
  const [ground, line, text] = dark ? ['#101317', '#2a2f36', '#e8eaed'] : ['#ffffff', '#e4e4e4', '#1b1b1b'];
  return `
:root { color-scheme: ${dark ? 'dark' : 'light'}; }
body { margin: 0; background: ${ground}; color: ${text}; font: 18px/1.6 Georgia, serif; }
header { position: sticky; top: 0; z-index: 999; display: flex; gap: 16px; align-items: center; height: 64px; padding: 0 24px; background: ${ground}; border-bottom: 1px solid ${line}; }
header strong { color: ${accent}; } nav { flex: 1; display: flex; gap: 8px; }
.columns { display: grid; grid-template-columns: minmax(0, 720px) 280px; gap: 48px; justify-content: center; padding: 24px; }
h1 { font-size: 34px; line-height: 1.2; } h2 { font-size: 16px; } .byline { font-size: 14px; opacity: 0.7; }
.inline { border-left: 3px solid ${accent}; padding: 0 16px; font-size: 15px; } .side { font-size: 15px; } .comments, footer { border-top: 1px solid ${line}; font-size: 15px; }
`;
}
