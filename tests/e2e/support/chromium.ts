import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { attachPanel, type Panel } from './panel.ts';
import { until } from './until.ts';

/** `UNDERTOW_EXTENSION` names another build than the one in the default folder. */
export const builtForChromium =
  process.env.UNDERTOW_EXTENSION ?? join(import.meta.dirname, '..', '..', '..', '.output', 'chrome-mv3');

/** Path of an installed Chromium; the set-up script has seen to it that there is one. */
export function chromiumPath(): string {
  const found = [process.env.UNDERTOW_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    path => path !== undefined && path !== '' && existsSync(path),
  );
  if (found === undefined) throw new Error('no Chromium found; set UNDERTOW_CHROMIUM to its path');
  return found;
}

/** What a browser must know of a running simulator. */
export interface MarketAddress {
  readonly httpsPort: number;
  readonly httpPort: number;
  readonly certificate: { readonly spki: string };
}

/** Flags that send every host name to the simulator and trust its certificate, and nothing else. */
export function marketFlags(market: MarketAddress): string[] {
  return [
    `--host-resolver-rules=MAP accounts.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, MAP *.google.com ~NOTFOUND, MAP *:443 127.0.0.1:${String(market.httpsPort)}, MAP *:8443 127.0.0.1:${String(market.httpsPort)}, MAP *:80 127.0.0.1:${String(market.httpPort)}, EXCLUDE 127.0.0.1`,
    `--ignore-certificate-errors-spki-list=${market.certificate.spki}`,
  ];
}

/** Flags that load an unpacked extension, no other, and keep the browser from asking hosts of its own accord. */
export function extensionFlags(extension: string): string[] {
  return [
    '--no-sandbox',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
  ];
}

export interface ChromiumRun {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly profile: string;
  worker(): Worker;
  /** Opens an address of the simulated web and attaches to the panel there. */
  open(url: string): Promise<{ readonly page: Page; readonly panel: Panel }>;
  /** The popup as a page, with everything unfolded. */
  popup(): Promise<Page>;
  /** Stops the background worker, as the browser does when it is idle. */
  killWorker(): Promise<void>;
  /** The snapshot as the background would give it to a page, by way of the popup's own message. */
  snapshot(coin?: string): Promise<MarketSnapshot | undefined>;
  close(): Promise<void>;
}

/** A browser whose extension runs. Rejects, and leaves no browser behind, where the worker does not come up within a minute. */
async function startWithWorker(
  profile: string,
  options: NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>,
): Promise<{ readonly context: BrowserContext; readonly started: Worker }> {
  const context = await chromium.launchPersistentContext(profile, options);
  context.setDefaultTimeout(60_000);
  try {
    return { context, started: context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker')) };
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** Starts a fresh Chromium with the built extension. Without `market` it talks to the real hosts. */
export async function launchChromium(options: {
  readonly market?: MarketAddress;
  readonly extension?: string;
  readonly headless?: boolean;
  readonly profile?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'dark' | 'light';
  readonly args?: readonly string[];
  /** Switches of the driver's own that are left out. */
  readonly without?: readonly string[];
  /** Leaves the page of the first run open; else it is closed, so that tests begin with what they open themselves. */
  readonly welcome?: boolean;
}): Promise<ChromiumRun> {
  const extension = options.extension ?? builtForChromium;
  if (!existsSync(join(extension, 'manifest.json'))) throw new Error(`no built extension in ${extension}: run npm run build`);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'undertow-chromium-'));
  // It opens once in the life of a profile; whatever the extension stored tells that it ran before.
  const isFirst =
    existsSync(join(extension, 'welcome.html')) && !existsSync(join(profile, 'Default', 'Local Extension Settings'));
  const start = () =>
    startWithWorker(profile, {
      executablePath: chromiumPath(),
      headless: options.headless ?? true,
      viewport: options.viewport ?? { width: 1280, height: 800 },
      colorScheme: options.colorScheme ?? 'dark',
      ...(options.without !== undefined && { ignoreDefaultArgs: [...options.without] }),
      args: [
        ...extensionFlags(extension),
        ...(options.market === undefined ? [] : marketFlags(options.market)),
        ...(options.args ?? []),
      ],
    });
  // On a busy machine a browser that takes over the profile of another may not start the worker that it finds there: the next one does.
  const { context, started } = await start().catch(start);
  const extensionId = new URL(started.url()).host;
  if (isFirst && options.welcome !== true) {
    const isWelcome = (page: Page): boolean => page.url().endsWith('/welcome.html');
    const opened = await until('the page of the first run', () => context.pages().find(isWelcome));
    await opened.close();
  }

  async function popup(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/popup.html`);
    await page.locator('.more').first().waitFor();
    for (const fold of await page.locator('.more > .sec > .fold').all()) await fold.click();
    await page.evaluate('scrollTo(0, 0)');
    return page;
  }

  /** A page of the extension that runs nothing: for messages and for killing the worker without a popup that wakes it. */
  let parked: Page | undefined;
  async function park(): Promise<Page> {
    if (parked === undefined || parked.isClosed()) {
      parked = await context.newPage();
      await parked.goto(`chrome-extension://${extensionId}/manifest.json`);
    }
    return parked;
  }

  return {
    context,
    extensionId,
    profile,
    worker: () => context.serviceWorkers().find(worker => worker.url().includes(extensionId)) ?? started,
    popup,
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return { page, panel: await attachPanel(page) };
    },
    async killWorker() {
      const browser = context.browser();
      if (browser === null) throw new Error('no browser to kill a worker of');
      const session = await browser.newBrowserCDPSession();
      const { targetInfos } = await session.send('Target.getTargets');
      for (const target of targetInfos) {
        if (target.type === 'service_worker' && target.url.includes(extensionId))
          await session.send('Target.closeTarget', { targetId: target.targetId });
      }
      await session.detach();
    },
    async snapshot(coin) {
      const page = await park();
      return page.evaluate(
        asked =>
          new Promise<MarketSnapshot | undefined>(resolve => {
            const port = (
              globalThis as unknown as { chrome: { runtime: { connect(info: { name: string }): ChromePort } } }
            ).chrome.runtime.connect({ name: 'panel' });
            const timer = setTimeout(() => {
              port.disconnect();
              resolve(undefined);
            }, 15_000);
            // The worker that was asked is gone.
            port.onDisconnect.addListener(() => {
              clearTimeout(timer);
              resolve(undefined);
            });
            port.onMessage.addListener(message => {
              if (message.type !== 'snapshot.full') return;
              clearTimeout(timer);
              port.disconnect();
              resolve(message.snapshot);
            });
            port.postMessage({ type: 'panel.open', coin: asked });

            interface ChromePort {
              readonly onMessage: { addListener(listener: (message: { type: string; snapshot: MarketSnapshot }) => void): void };
              readonly onDisconnect: { addListener(listener: () => void): void };
              postMessage(message: unknown): void;
              disconnect(): void;
            }
          }),
        coin,
      );
    },
    async close() {
      await context.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
