import { prerenderScript, reportScript } from './prerender.ts';
import { chosenFrom } from './query.ts';

/**
 * Things that ordinary pages do and that are hard on what others put into them. `?trap=` takes any of these words:
 * - `transform`, `filter`, `contain`: on the root and the body, so that what is fixed inside them hangs on the document and not on the window;
 * - `modal`: a window of the page's own with the highest z-index over everything, and bars at all edges;
 * - `zoom`: the root enlarged by a half;
 * - `body`: the body is replaced by a new one at each change of the address;
 * - `strangers`: so is whatever the page did not put below the root itself;
 * - `still`: the page may be kept by the browser for the way back (no `no-store`, nothing that forbids it);
 * - `prerender`: has the browser prepare another page unseen and goes there; that one `reports` what it sees of itself.
 */
export function trapParts(query: Readonly<Record<string, string>>): {
  readonly script: string;
  readonly style: string;
  readonly body: string;
  readonly isStill: boolean;
} {
  const words = chosenFrom(query.trap);
  const styles = words.map(word => rootStyles[word] ?? '').join('');
  return {
    script: words.map(word => rootScripts[word] ?? '').join('\n'),
    style: styles,
    body: words.includes('modal') ? modal : '',
    isStill: words.includes('still'),
  };
}

const rootStyles: Readonly<Record<string, string>> = {
  transform: 'html, body { transform: translateZ(0); min-height: 200vh; }',
  filter: 'html { filter: brightness(1.01); min-height: 200vh; } body { backdrop-filter: blur(0); will-change: transform; }',
  contain: 'html { contain: paint; } body { contain: strict; min-height: 200vh; }',
  zoom: 'html { zoom: 1.5; }',
  modal: `.trap { position: fixed; z-index: 2147483647; background: #444; color: #fff; } .trap-top { inset: 0 0 auto 0; height: 40px; }
.trap-bottom { inset: auto 0 0 0; height: 60px; } .trap-whole { inset: 0; opacity: 0.2; pointer-events: none; }`,
};

const modal =
  '<div class="trap trap-top">New: zero fees on pairs that nobody trades</div><div class="trap trap-bottom">We use cookies.</div><div class="trap trap-whole"></div>';

const rootScripts: Readonly<Record<string, string>> = {
  // As frameworks do that draw the whole document: what they did not make is no part of it.
  body: `addEventListener('redraw', () => { document.body.replaceWith(document.body.cloneNode(true)); });`,
  strangers: `addEventListener('redraw', () => { document.documentElement.replaceChildren(document.head, document.body); });`,
  prerender: prerenderScript,
  reports: reportScript,
};
