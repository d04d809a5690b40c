import { html, matchPath, type Ask, type Provider, type Reply } from '../provider.ts';
import { steady } from '../seeded.ts';
import { hostileParts } from './hostile.ts';
import { chosenFrom } from './query.ts';
import { trapParts } from './traps.ts';

/** What a page is made of; scripts and styles go in with the nonce of its policy. */
export interface PageParts {
  readonly title: string;
  /** Further elements of the head that run nothing: `meta`, data blocks. */
  readonly head?: string;
  readonly body: string;
  readonly style: string;
  readonly script: string;
  readonly dark: boolean;
}

/** One kind of page of a site. */
export interface SitePage {
  /** Patterns as in `matchPath`; `/:locale/…` stands for any first segment. */
  readonly paths: readonly string[];
  readonly render: (ask: Ask) => PageParts;
}

export interface Site {
  readonly host: string;
  /** The site's usual policy; `NONCE` is replaced. Sites that send none leave it out. */
  readonly policy?: string;
  readonly pages: readonly SitePage[];
}

/** `?csp=strict`: nothing but what the page itself brings. */
const strictPolicy =
  "default-src 'none'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE'; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'";

const nothing: Reply = { status: 204, headers: {}, body: '' };

/** Counts violations of the policy and notes layout shifts and long tasks, before anything else runs. */
const probe = `
window.__violations = { count: 0, seen: [] };
document.addEventListener('securitypolicyviolation', event => {
  window.__violations.count += 1;
  if (window.__violations.seen.length < 50) window.__violations.seen.push({ directive: event.effectiveDirective, blocked: event.blockedURI, source: event.sourceFile });
});
window.__measures = { shift: 0, shifts: [], longTasks: [] };
try {
  new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) { window.__measures.shift += entry.value; window.__measures.shifts.push({ value: entry.value, time: entry.startTime }); } }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => { for (const entry of list.getEntries()) window.__measures.longTasks.push({ duration: entry.duration, time: entry.startTime }); }).observe({ type: 'longtask', buffered: true });
} catch { window.__measures.unsupported = true; }
`;

/** A provider that serves a site's pages. `?csp=strict`, `?hostile=…` and `?trap=…` work on all of them; other paths are 404. */
export function createSite({ host, policy, pages }: Site): Provider {
  return {
    name: host,
    hosts: [host],
    sockets: [],
    refuse: ({ kind }) => html('<!doctype html><title>Not found</title><h1>Not found</h1>', kind === 'method' ? 405 : 404),
    routes: [
      // The second is for pages that tell what they see; the log keeps their words.
      ...['/favicon.ico', '/report'].map(path => ({ path, query: {}, anyQuery: true, answer: () => nothing })),
      ...pages.flatMap(({ paths, render }) =>
        paths.map(path => ({ path, query: {}, anyQuery: true, answer: (ask: Ask) => documentOf(ask, render(ask), policy) })),
      ),
    ],
  };
}

function documentOf(ask: Ask, { title, head = '', body, style, script, dark }: PageParts, policy: string | undefined): Reply {
  const nonce = Math.floor(steady('nonce', ask.request.path, ask.now) * 1e15).toString(36);
  const hostile = hostileParts(ask.query);
  const trap = trapParts(ask.query);
  const strict = chosenFrom(ask.query.csp).includes('strict');
  const sent = strict ? strictPolicy : policy;
  const page = `<!doctype html>
<html lang="en" class="${dark ? 'dark' : 'light'}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
<script nonce="${nonce}">${probe}${hostile.script}${trap.script}</script>
<style nonce="${nonce}">${style}${trap.style}</style>
${hostile.style === '' ? '' : `<style nonce="${nonce}">${hostile.style}</style>`}
</head>
<body>
${body}
${hostile.body}${trap.body}
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
  return html(page, 200, {
    'cache-control': trap.isStill ? 'max-age=600' : 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'strict-transport-security': 'max-age=31536000',
    ...(sent === undefined ? {} : { 'content-security-policy': sent.replaceAll('NONCE', nonce) }),
  });
}

/** Text as it may stand in HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Whether one of a page's paths fits: for tests. */
export function serves(site: Site, path: string): boolean {
  return site.pages.some(page => page.paths.some(pattern => matchPath(pattern, path) !== undefined));
}
