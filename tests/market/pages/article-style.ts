import type { NewsLook } from './looks.ts';

/** The style sheet of a news site's pages: two columns, sticky header, a ticker that runs. */
export function articleStyle({ dark, accent }: Pick<NewsLook, 'dark' | 'accent'>): string {
  const [ground, line, text] = dark ? ['#101317', '#2a2f36', '#e8eaed'] : ['#ffffff', '#e4e4e4', '#1b1b1b'];
  return `
:root { color-scheme: ${dark ? 'dark' : 'light'}; }
body { margin: 0; background: ${ground}; color: ${text}; font: 18px/1.6 Georgia, serif; }
.ticker { display: flex; gap: 32px; height: 32px; padding: 0 24px; overflow: hidden; font-size: 13px; white-space: nowrap; }
header { position: sticky; top: 0; z-index: 999; display: flex; gap: 16px; align-items: center; height: 64px; padding: 0 24px; background: ${ground}; border-bottom: 1px solid ${line}; }
header strong { color: ${accent}; } nav { flex: 1; display: flex; gap: 8px; }
.columns { display: grid; grid-template-columns: minmax(0, 720px) 280px; gap: 48px; justify-content: center; padding: 24px; }
h1 { font-size: 34px; line-height: 1.2; } h2 { font-size: 16px; } .byline { font-size: 14px; opacity: 0.7; }
article { min-height: 1700px; } .skeleton { height: 1400px; } figure { margin: 16px 0; } .picture { height: 240px; background: ${line}; } figcaption { font-size: 13px; opacity: 0.7; }
.ad, .widget, .wall { margin: 16px 0; padding: 24px; border: 1px solid ${line}; font-size: 15px; }
.inline { border-left: 3px solid ${accent}; padding: 0 16px; font-size: 15px; } .side { font-size: 15px; } .comments, footer { border-top: 1px solid ${line}; font-size: 15px; }
`;
}
