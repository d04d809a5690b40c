import { articlePage } from '../market/pages/article.ts';
import { counted, unwinding } from '../market/pages/articles.ts';
import { theblock } from '../market/pages/houses.ts';

/** Sentences without a figure, as most of an article's are. */
const talk = [
  'Those who had borrowed the most were the first to leave, and nobody was in a hurry to take their place.',
  'Desks that usually write to their clients before breakfast had little to add to what the screens showed.',
  'It is the third week in which buyers waited for a sign that did not come, said one who has seen a few of them.',
  'None of this makes a turn more likely by itself, though it has often been the kind of week after which one came.',
  'The mood among miners was no better, since power is dear and machines are paid for in a currency that does not fall.',
  'Lawmakers are away until the end of the month, so that no word is to be expected from that side.',
];
const wordsOf = (text: string): number => text.split(/\s+/).length;

/** Paragraphs of 2,000 words, a third of whose sentences have figures in them. */
export function longArticle(): readonly string[] {
  const figures = [...unwinding.paragraphs, ...counted.paragraphs];
  const paragraphs: string[] = [];
  let words = 0;
  for (let place = 0; words < 2_000; place++) {
    const text = `${figures[place % figures.length] ?? ''} ${talk[place % talk.length] ?? ''} ${talk[(place * 5 + 2) % talk.length] ?? ''}`;
    paragraphs.push(text);
    words += wordsOf(text);
  }
  return paragraphs;
}

/** An article page with everything that stands around such a text. */
export function ordinaryPage(): string {
  const look = {
    name: 'Made',
    dark: false,
    accent: '#000',
    related: talk,
    links: {},
    bodyClass: 'articleContent',
    build: theblock,
  };
  const { title, head = '', body, style } = articlePage(look, { ...unwinding, paragraphs: longArticle() });
  return `<!doctype html><html><head><title>${title}</title>${head}<style>${style}</style></head><body>${body}</body></html>`;
}

/** Scripts that make a page hard to read; each finds the body of an article in `body`. Chromium itself does not survive 5,000 boxes in one another. */
export const hardships: Readonly<Record<string, string>> = {
  '100,000 nodes': `body.append(...Array.from({ length: 50_000 }, (_, place) => Object.assign(document.createElement('p'), { textContent: 'Bitcoin fell by ' + place + '%.' })))`,
  '5 MB in one paragraph': `body.append(Object.assign(document.createElement('p'), { textContent: 'Bitcoin fell to $61,200 in made-up words. '.repeat(125_000) }))`,
  'a million empty text nodes': `for (let place = 0; place < 1_000_000; place++) body.append(document.createTextNode(''))`,
  '1,000 boxes in one another': `let at = body; for (let depth = 0; depth < 1_000; depth++) { const box = document.createElement('div'); at.append(box); at = box; } at.append('Bitcoin fell to $61,200.')`,
  '100,000 articles': `document.querySelector('main').append(...Array.from({ length: 100_000 }, () => document.createElement('article')))`,
  'a headline of 5 MB': `document.querySelector('h1').textContent = 'Bitcoin falls '.repeat(360_000)`,
  'names of 100 kB': `for (let place = 0; place < 500; place++) body.append(Object.assign(document.createElement('p'), { className: 'Ab '.repeat(33_000), textContent: 'Bitcoin fell.' }))`,
};
