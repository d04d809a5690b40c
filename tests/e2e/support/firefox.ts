import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bidi, connectBidi } from './bidi.ts';
import { until } from './until.ts';

/** `UNDERTOW_FIREFOX_EXTENSION` names another build than the one in the default folder. */
export const builtForFirefox =
  process.env.UNDERTOW_FIREFOX_EXTENSION ?? join(import.meta.dirname, '..', '..', '..', '.output', 'firefox-mv3');
const addonId = 'undertow@undertow.tools';
const uuid = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

export interface FirefoxRun {
  /** Opens an address of the simulated web in a new tab and gives its context. */
  open(url: string): Promise<string>;
  /** Opens one of our own pages, which the protocol refuses to navigate to, by way of the browser's own window. */
  openExtensionPage(path: string): Promise<string>;
  /** Evaluates an expression in a tab and gives its JSON value. */
  evaluate<T>(context: string, expression: string): Promise<T>;
  /** Text of the panel in its closed root, white space folded; undefined while there is none. */
  panelText(context: string): Promise<string | undefined>;
  screenshot(context: string): Promise<Buffer>;
  bringToFront(context: string): Promise<void>;
  /** Focuses what an expression of the tab gives, and presses a key on it as a user does: pages see a trusted event. */
  press(context: string, element: string, key: string): Promise<void>;
  /** The page of the first run, where it was left open. */
  readonly welcome: string;
  terminateBackground(): Promise<void>;
  backgroundState(): Promise<string>;
  /** How many workers run in the process of extensions. */
  workerCount(): Promise<number>;
  closeTab(context: string): Promise<void>;
  close(): Promise<void>;
}

function firefoxPath(): string {
  const found = [process.env.UNDERTOW_FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
    path => path !== undefined && path !== '' && existsSync(path),
  );
  if (found === undefined) throw new Error('no Firefox found; set UNDERTOW_FIREFOX to its path');
  return found;
}

function preferences(proxyPort: number, extra: Readonly<Record<string, string | number | boolean>>): string {
  const values: Record<string, string | number | boolean> = {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.no_proxies_on': '',
    'extensions.webextensions.uuids': JSON.stringify({ [addonId]: uuid }),
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    'browser.startup.page': 0,
    // So that a file of the extension can be opened as a page.
    'devtools.jsonview.enabled': false,
    ...extra,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
}

function bidiAddress(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const timer = setTimeout(() => reject(new Error(`Firefox did not open its protocol: ${seen.slice(-500)}`)), 90_000);
    process.stderr?.on('data', chunk => {
      seen += String(chunk);
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(seen);
      if (found?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
    process.once('exit', code => reject(new Error(`Firefox ended with ${String(code)}: ${seen.slice(-500)}`)));
  });
}

interface RemoteNode {
  readonly type: string;
  readonly value?: {
    readonly nodeType?: number;
    readonly localName?: string;
    readonly nodeValue?: string;
    readonly children?: readonly RemoteNode[];
    readonly shadowRoot?: RemoteNode | null;
  };
}

function textOf(node: RemoteNode): string {
  if (node.value?.localName === 'style' || node.value?.localName === 'title') return '';
  const own = node.value?.nodeType === 3 ? (node.value.nodeValue ?? '') : '';
  const inside = (node.value?.children ?? []).map(textOf).join(' ');
  const shadow = node.value?.shadowRoot ? textOf(node.value.shadowRoot) : '';
  return `${own} ${inside} ${shadow}`;
}

/** Starts a fresh Firefox with the built extension, every host name led to the simulator's proxy. */
export async function launchFirefox(options: {
  readonly market: { readonly proxyPort: number };
  readonly prefs?: Readonly<Record<string, string | number | boolean>>;
  /** Leaves the page of the first run open; else it is closed. */
  readonly keepsWelcome?: boolean;
}): Promise<FirefoxRun> {
  if (!existsSync(join(builtForFirefox, 'manifest.json')))
    throw new Error(`no built extension in ${builtForFirefox}: run npm run build:firefox`);
  const profile = mkdtempSync(join(tmpdir(), 'undertow-firefox-'));
  writeFileSync(join(profile, 'user.js'), preferences(options.market.proxyPort, options.prefs ?? {}));
  const child = spawn(
    firefoxPath(),
    [
      '-headless',
      '-profile',
      profile,
      '-no-remote',
      '--remote-debugging-port=0',
      '--remote-allow-system-access',
      '--width=1280',
      '--height=800',
    ],
    { env: { ...process.env, HOME: profile }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let bidi: Bidi;
  try {
    bidi = await connectBidi(await bidiAddress(child));
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  await bidi.send('webExtension.install', { extensionData: { type: 'path', path: builtForFirefox } });

  async function contexts(scope?: string): Promise<readonly { context: string; url: string }[]> {
    const { contexts: found } = await bidi.send('browsingContext.getTree', scope === undefined ? {} : { 'moz:scope': scope });
    return found as { context: string; url: string }[];
  }

  // It would count as somebody who looks, for as long as it is open.
  const welcome = await until('the page of the first run', async () =>
    (await contexts()).find(({ url }) => url.endsWith('/welcome.html')),
  );
  if (options.keepsWelcome !== true) await bidi.send('browsingContext.close', { context: welcome.context });

  async function evaluate<T>(context: string, expression: string): Promise<T> {
    const answer = await bidi.send('script.evaluate', {
      expression: `(async () => JSON.stringify(await (${expression})))()`,
      target: { context },
      awaitPromise: true,
    });
    if (answer.type === 'exception')
      throw new Error(JSON.stringify((answer.exceptionDetails as { text?: string } | undefined)?.text));
    const { value } = answer.result as { value?: string };
    return (value === undefined ? undefined : JSON.parse(value)) as T;
  }

  async function inChrome<T>(expression: string): Promise<T> {
    const [window] = await contexts('chrome');
    if (window === undefined) throw new Error('Firefox shows no window of its own');
    return evaluate<T>(window.context, expression);
  }

  const bringToFront = (context: string): Promise<void> =>
    bidi.send('browsingContext.activate', { context }).then(() => undefined);

  return {
    evaluate,
    async open(url) {
      const { context } = await bidi.send('browsingContext.create', { type: 'tab' });
      await bidi.send('browsingContext.navigate', { context: String(context), url, wait: 'complete' });
      return String(context);
    },
    async openExtensionPage(path) {
      const before = new Set((await contexts()).map(found => found.context));
      await inChrome(
        `(() => { gBrowser.selectedTab = gBrowser.addTab('moz-extension://${uuid}/${path}', { triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() }); return true; })()`,
      );
      const opened = await until(`${path} to be opened`, async () =>
        (await contexts()).find(found => !before.has(found.context) && found.url.startsWith('moz-extension:')),
      );
      return opened.context;
    },
    async panelText(context) {
      const { nodes } = await bidi.send('browsingContext.locateNodes', {
        context,
        locator: { type: 'css', value: 'html > div' },
        serializationOptions: { includeShadowTree: 'all', maxDomDepth: 40 },
      });
      const host = (nodes as RemoteNode[]).find(node => node.value?.shadowRoot);
      return host?.value?.shadowRoot ? textOf(host.value.shadowRoot).replace(/\s+/g, ' ').trim() : undefined;
    },
    async screenshot(context) {
      const { data } = await bidi.send('browsingContext.captureScreenshot', { context });
      return Buffer.from(String(data), 'base64');
    },
    bringToFront,
    async press(context, element, key) {
      // A tab behind another takes no keys.
      await bringToFront(context);
      await evaluate(context, `(${element}).focus()`);
      const actions = ['keyDown', 'keyUp'].map(type => ({ type, value: key }));
      await bidi.send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
    },
    welcome: welcome.context,
    terminateBackground: () =>
      inChrome(`WebExtensionPolicy.getByID('${addonId}').extension.terminateBackground().then(() => true)`).then(() => undefined),
    backgroundState: () => inChrome<string>(`WebExtensionPolicy.getByID('${addonId}').extension.backgroundState`),
    workerCount: () =>
      inChrome<number>(
        `ChromeUtils.requestProcInfo().then(({ children }) => children.filter(({ type }) => type === 'extension').flatMap(({ threads }) => threads).filter(({ name }) => name.startsWith('DOM Worker')).length)`,
      ),
    closeTab: context => bidi.send('browsingContext.close', { context }).then(() => undefined),
    async close() {
      const ended = new Promise(resolve => child.once('exit', resolve));
      await bidi.send('browser.close').catch(() => undefined);
      bidi.close();
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(timer);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
