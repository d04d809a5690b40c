import { chosenFrom } from './query.ts';

/**
 * A page that works against what others put into it. `?hostile=` takes any of these words, or `all`:
 * - `css`: every property unset with `!important`, foreign children of the root hidden, moved and made deaf to the pointer;
 * - `zindex`: bars with the highest z-index over every edge;
 * - `shadow`: `attachShadow` patched, each root recorded and forced open;
 * - `observer`: every mutation of the document recorded;
 * - `keys`: capturing listeners for keys, input, pointer, focus, clipboard; `block` also stops the events there;
 * - `fuzz`: 1,000 messages and custom events, names of content-script frameworks among them (`&id=` gives the extension's id).
 * What it learnt stands in `window.__hostile`.
 */
export function hostileParts(query: Readonly<Record<string, string>>): {
  readonly script: string;
  readonly style: string;
  readonly body: string;
} {
  const words = chosenFrom(query.hostile);
  if (words.length === 0) return { script: '', style: '', body: '' };
  const has = (word: string) => words.includes(word) || (words.includes('all') && word !== 'block');
  const parts = [
    start,
    has('shadow') ? shadow : '',
    has('observer') ? observer : '',
    has('keys') || has('block') ? keys(words.includes('block')) : '',
    has('fuzz') ? fuzz(query.id ?? 'undertow', Number(query.seed ?? 1)) : '',
  ];
  const styles = [has('css') ? style : '', has('zindex') ? barStyle : ''];
  return { script: parts.join('\n'), style: styles.join(''), body: has('zindex') ? bars : '' };
}

const start = `window.__hostile = { shadowRoots: [], mutations: [], mutationCount: 0, events: [], fuzz: { sent: 0, errors: [], done: false }, foreignMessages: [], pageErrors: [] };
addEventListener('error', event => window.__hostile.pageErrors.push(String(event.message)));`;

const shadow = `{
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, { ...init, mode: 'open' });
  window.__hostile.shadowRoots.push({ host: this.localName, asked: init && init.mode });
  return root;
};
}`;

const observer = `{
const named = node => node.nodeType === 1 ? node.localName + (node.id ? '#' + node.id : '') : node.nodeName;
new MutationObserver(records => {
  for (const record of records) {
    window.__hostile.mutationCount += 1;
    if (window.__hostile.mutations.length >= 2000) continue;
    window.__hostile.mutations.push({ type: record.type, target: named(record.target), attribute: record.attributeName,
      added: [...record.addedNodes].map(named), removed: [...record.removedNodes].map(named),
      markup: [...record.addedNodes].map(node => (node.outerHTML || '').slice(0, 300)) });
  }
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}`;

function keys(block: boolean): string {
  return `for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'pointerdown', 'click', 'wheel', 'focusin', 'copy', 'paste', 'submit'])
  addEventListener(type, event => {
    const path = event.composedPath().map(step => step.localName || (step.nodeName ?? 'window'));
    if (window.__hostile.events.length < 5000) window.__hostile.events.push({ type, key: event.key, data: event.data, target: event.target && event.target.localName, path });
    ${block ? "event.stopImmediatePropagation(); if (type.startsWith('key')) event.preventDefault();" : ''}
  }, true);`;
}

function fuzz(id: string, seed: number): string {
  return `{
const id = ${JSON.stringify(id.replaceAll('<', ''))};
let state = ${Number.isFinite(seed) ? seed : 1};
const random = () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; };
const pick = list => list[Math.floor(random() * list.length)];
const names = [id + ':overlay:wxt:content-script-started', id + ':content:wxt:content-script-started', 'wxt:content-script-started', 'wxt:locationchange',
  id + ':overlay:wxt:locationchange', 'undertow', 'undertow:snapshot', 'snapshot.get', 'settings.set', 'panel.close', 'message', '__proto__', 'constructor', ''];
const values = () => pick([null, undefined, 0, -1, NaN, '', '{}', 'null', '<img src=x onerror=1>', [], {}, { a: { b: { c: [] } } }, 'x'.repeat(10000), new Date(0), new ArrayBuffer(8), true,
  { usd: -1, longUsd: 'NaN' }, JSON.parse('{"__proto__":{"polluted":1}}')]);
const sent = new Map();
addEventListener('message', event => {
  if (!(event instanceof MessageEvent)) return;
  let key; try { key = JSON.stringify(event.data); } catch { key = String(event.data); }
  const left = sent.get(key) ?? 0;
  if (left > 0) sent.set(key, left - 1);
  else if (window.__hostile.foreignMessages.length < 200) window.__hostile.foreignMessages.push({ data: key, origin: event.origin });
}, true);
const one = number => {
  const name = pick(names);
  const shape = pick(['type', 'event', 'bare', 'custom', 'custom', 'document']);
  try {
    if (shape === 'custom') window.dispatchEvent(new CustomEvent(name, { detail: values() }));
    else if (shape === 'document') document.dispatchEvent(new CustomEvent(name, { detail: { type: name, contentScriptName: 'overlay', messageId: String(number), data: values() } }));
    else {
      const data = shape === 'bare' ? values() : { [shape]: name, id, contentScriptName: pick(['overlay', 'content', id]), messageId: String(number), sender: id, payload: values() };
      // As it will arrive: cloning loses an own __proto__.
      let key; try { key = JSON.stringify(structuredClone(data)); } catch { key = String(data); }
      sent.set(key, (sent.get(key) ?? 0) + 1);
      window.postMessage(data, '*');
    }
  } catch (error) { window.__hostile.fuzz.errors.push(String(error)); }
  window.__hostile.fuzz.sent += 1;
};
// A fifth before anyone can have mounted, the rest over the following seconds.
for (let number = 0; number < 200; number += 1) one(number);
let number = 200;
const timer = setInterval(() => {
  for (let burst = 0; burst < 20; burst += 1) one(number++);
  if (number >= 1000) { clearInterval(timer); window.__hostile.fuzz.done = true; }
}, 100);
}`;
}

const style = `
* { all: unset !important; }
*, *::before, *::after { box-sizing: content-box !important; letter-spacing: 4px !important; text-transform: uppercase !important; font: 40px/3 fantasy !important; color: lime !important; background: maroon !important; }
script, style, head, title, meta { display: none !important; }
html, body, div, main, section, header, article, aside, form, p, h1, h2 { display: block !important; }
html > *:not(head):not(body), body ~ *, html > body ~ * { display: none !important; position: static !important; opacity: 0 !important; visibility: hidden !important; transform: translateX(-9999px) scale(0.01) !important; filter: blur(20px) !important; pointer-events: none !important; z-index: -1 !important; width: 0 !important; height: 0 !important; }
`;

const bars = `<div class="hostile-bar" data-test="hostile-bar">Accept all 1,204 cookies<button type="button">Accept</button></div>`;

const barStyle = `
.hostile-bar { position: fixed !important; right: 0 !important; bottom: 0 !important; width: 420px !important; height: 120px !important; z-index: 2147483647 !important; background: #333 !important; color: #fff !important; }
`;
