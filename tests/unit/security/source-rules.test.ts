import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findMarkup, findRemoteCode, nameOf, nodesOf } from './code-scan.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folders = ['lib', 'components', 'entrypoints'];

const files = folders.flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => `${folder}/${name}`),
);
const codes = new Map(files.map(name => [name, nodesOf(readFileSync(join(root, name), 'utf8'), name)]));

/** Names that our code does not use at all, and why. */
const forbidden: Readonly<Record<string, string>> = {
  eval: 'code out of text',
  importScripts: 'code from elsewhere',
  innerHTML: 'markup out of text',
  outerHTML: 'markup out of text',
  insertAdjacentHTML: 'markup out of text',
  dangerouslySetInnerHTML: 'markup out of text',
  createContextualFragment: 'markup out of text',
  DOMParser: 'markup out of text',
  srcdoc: 'markup out of text',
  dispatchEvent: 'the page would hear it',
  CustomEvent: 'the page would hear it',
  BroadcastChannel: 'the page could share it',
  SharedWorker: 'the page could share it',
  localStorage: 'the page could read it',
  sessionStorage: 'the page could read it',
  cookie: 'the user could be known by it',
  cookieStore: 'the user could be known by it',
  MutationObserver: 'the page is not watched',
  onMessageExternal: 'others may not speak to us',
  onConnectExternal: 'others may not speak to us',
  onUserScriptMessage: 'others may not speak to us',
  XMLHttpRequest: 'the only network is lib/feeds',
  EventSource: 'the only network is lib/feeds',
  RTCPeerConnection: 'the only network is lib/feeds',
  sendBeacon: 'the only network is lib/feeds',
};

/** Names that stand in these files only. */
const confined: Readonly<Record<string, readonly string[]>> = {
  attachShadow: ['components/host.ts'],
  executeScript: ['lib/background/article-pages.ts', 'lib/background/site-scripts.ts'],
  registerContentScripts: ['lib/background/site-scripts.ts'],
  Worker: ['lib/background/reading/thread.ts'],
};

const namesIn = (nodes: readonly ts.Node[]): ReadonlySet<string> =>
  new Set(nodes.flatMap(node => (ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? [node.text] : [])));

const usesOf = (name: string): readonly string[] =>
  [...codes].filter(([, nodes]) => namesIn(nodes).has(name)).map(([file]) => file);

/** Where something is listened to, by the event's name: the text of what listens. */
const listeners = (type: string) =>
  [...codes].flatMap(([file, nodes]) =>
    nodes
      .filter(ts.isCallExpression)
      .filter(call => nameOf(call.expression) === 'addEventListener' && namesIn(call.arguments.slice(0, 1)).has(type))
      .map(call => `${file}: ${call.expression.getText()}`),
  );

describe('the sources', () => {
  it('are all read', () => expect(files.length).toBeGreaterThan(110));

  it.each(Object.entries(forbidden))('do not use %s (%s)', name => expect(usesOf(name)).toEqual([]));

  it.each(Object.entries(confined))('use %s only where they must', (name, allowed) => {
    const used = usesOf(name);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter(file => !allowed.includes(file))).toEqual([]);
  });

  it('take the browser’s own fetch in one place alone, where it is handed to the feeds', () => {
    const bare = [...codes].flatMap(([file, nodes]) =>
      nodes
        .filter(node => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'fetch')
        .map(() => file),
    );
    expect([...new Set(bare)]).toEqual(['lib/background/main.ts']);
  });

  it('make no code and no markup out of text', () => {
    const own = [...codes].flatMap(([file, nodes]) =>
      [
        ...findRemoteCode(nodes).filter(text => !/^(?:import|export)\s/.test(text)),
        ...findMarkup(nodes).map(({ text }) => text),
      ].map(text => `${file}: ${text}`),
    );
    expect(own).toEqual([]);
  });

  it.each([
    [`new Worker('/ours.js')`, true],
    [`new Worker('//theirs.example/it.js')`, false],
    [`new Worker('https://theirs.example/it.js')`, false],
    ['new Worker(URL.createObjectURL(text))', false],
    ['new SharedWorker("/ours.js")', false],
  ])('would be found out with %s: %s', (code, isOurs) => {
    expect(findRemoteCode(nodesOf(code, 'code.js')).length === 0).toBe(isOurs);
  });

  it('listen to messages of sockets and of the worker that reads alone, never of a window, and post to it and to ports alone', () => {
    const reading = 'lib/background/reading';
    expect(listeners('message').filter(where => !where.startsWith('lib/feeds/'))).toEqual([
      `${reading}/claims-worker.ts: scope.addEventListener`,
      `${reading}/thread.ts: worker.addEventListener`,
    ]);
    expect(usesOf('onmessage')).toEqual([]);
    // A worker hears nobody but who made it.
    expect(usesOf('serveReadings')).toEqual(['lib/background/reading/claims-worker.ts', 'entrypoints/claims-worker.ts']);
    const posts = [...codes].flatMap(([file, nodes]) =>
      nodes
        .filter(ts.isCallExpression)
        .filter(call => nameOf(call.expression) === 'postMessage')
        .map(call => `${file}: ${call.expression.getText().replace(/\s+/g, '')}`),
    );
    expect(posts.length).toBeGreaterThan(0);
    expect(posts.filter(post => !/: port\??\.postMessage$/.test(post))).toEqual([
      `${reading}/claims-worker.ts: scope.postMessage`,
      `${reading}/thread.ts: worker.postMessage`,
    ]);
  });

  it('close the root of the panel', () => {
    const host = readFileSync(join(root, 'components/host.ts'), 'utf8');
    expect(host).toMatch(/const shadowMode = 'closed';/);
    expect(host.match(/attachShadow\([^)]*\)/g)).toEqual(['attachShadow({ mode: shadowMode })']);
  });
});

/** Elements into which one can type, that load something, or that lead away. */
const notInPanel = [
  'a',
  'area',
  'audio',
  'embed',
  'form',
  'frame',
  'iframe',
  'img',
  'input',
  'link',
  'object',
  'option',
  'script',
  'select',
  'textarea',
  'video',
];

type Element = ts.JsxOpeningElement | ts.JsxSelfClosingElement;
const elementsIn = (nodes: readonly ts.Node[]): readonly Element[] =>
  nodes.filter(node => ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node));
const isOfPage = (element: Element): boolean => /^[a-z]/.test(element.tagName.getText());

const views = [...codes].filter(([file]) => file.startsWith('components/') && file.endsWith('.tsx'));

/** Everything that a file of `components` draws on, itself included. */
function drawnBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const nodes = codes.get(file);
  if (nodes === undefined || seen.has(file)) return seen;
  seen.add(file);
  for (const node of nodes) {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) continue;
    const { text } = node.moduleSpecifier;
    if (text.startsWith('./')) drawnBy(`components/${text.slice(2)}`, seen);
  }
  return seen;
}

/** Views that stand in the pages of others: what the overlay draws, and not what only pages of our own do. */
const inPages = views.filter(([file]) => drawnBy('components/overlay.tsx').has(file));

describe('the views', () => {
  it('are found', () => {
    expect(views.flatMap(([, nodes]) => elementsIn(nodes)).length).toBeGreaterThan(250);
    expect(inPages.flatMap(([, nodes]) => elementsIn(nodes)).length).toBeGreaterThan(100);
    expect(inPages.map(([file]) => file)).not.toContain('components/options-page.tsx');
  });

  it('put nothing into a page that takes text, loads a file or leads away', () => {
    const found = inPages
      .flatMap(([file, nodes]) => elementsIn(nodes).map(element => [file, element.tagName.getText()] as const))
      .filter(([, tag]) => notInPanel.includes(tag));
    expect(found).toEqual([]);
  });

  it('hear an event only when a person set it off', () => {
    const handlers = views.flatMap(([file, nodes]) =>
      elementsIn(nodes)
        .filter(isOfPage)
        .flatMap(element => element.attributes.properties.filter(ts.isJsxAttribute))
        .filter(attribute => /^on[A-Z]/.test(attribute.name.getText()))
        .map(attribute => [file, attribute.name.getText(), attribute.initializer?.getText().replace(/\s+/g, ' ') ?? ''] as const),
    );
    expect(handlers.length).toBeGreaterThan(8);
    expect(handlers.filter(([, , handler]) => !/^\{trusted\(/.test(handler))).toEqual([]);
  });

  it('have no attribute by which a page could know them', () => {
    const marked = inPages.flatMap(([file, nodes]) =>
      elementsIn(nodes)
        .filter(isOfPage)
        .flatMap(element => element.attributes.properties.filter(ts.isJsxAttribute))
        .map(attribute => attribute.name.getText())
        .filter(
          name =>
            ['name', 'slot', 'part', 'contentEditable', 'ref', 'autofocus', 'autoFocus', 'ping', 'srcSet'].includes(name) ||
            name.startsWith('data-'),
        )
        .map(name => `${file}: ${name}`),
    );
    expect(marked).toEqual([]);
  });
});

describe('the scan', () => {
  it.each([
    'eval("1")',
    'new Function("return 1")',
    'Function("return 1")()',
    'globalThis.eval(x)',
    'setTimeout("x()", 1)',
    'import("https://x.example/a.js")',
    'import(name)',
    'import "https://x.example/a.js"',
    'export * from "https://x.example/a.js"',
    'importScripts("/a.js")',
    'new Worker(url)',
  ])('finds code made of text or from elsewhere: %s', code => expect(findRemoteCode(nodesOf(code)).length).toBe(1));

  it.each([
    'import "./chunk.js"',
    'import { a } from "./chunks/a-1.js"',
    'import("./a.js")',
    'setTimeout(run, 1)',
    'a.function()',
  ])('lets pass what is beside: %s', code => expect(findRemoteCode(nodesOf(code))).toEqual([]));

  it.each([
    'a.innerHTML = b',
    'a["innerHTML"] = b',
    'a.outerHTML = b',
    'a.insertAdjacentHTML("beforeend", b)',
    'document.write(b)',
    'window.document.write(b)',
    'r.createContextualFragment(b)',
  ])('finds markup made of text: %s', code => expect(findMarkup(nodesOf(code)).map(({ text }) => text)).toEqual([code]));
});
