/** Resolves once the page is really shown (not prerendered), loaded, and has a moment to spare: its own work goes first. */
export async function whenSettled(window: Window & Pick<typeof globalThis, 'requestIdleCallback'>): Promise<void> {
  const { document } = window;
  const once = (target: EventTarget, type: string): Promise<unknown> =>
    new Promise(resolve => target.addEventListener(type, resolve, { once: true }));
  if ('prerendering' in document && document.prerendering === true) await once(document, 'prerenderingchange');
  if (document.readyState !== 'complete') await once(window, 'load');
  await new Promise(resolve => window.requestIdleCallback(resolve, { timeout: 2_000 }));
}

/**
 * Calls back when the address may have changed without a load. No polling and no observer: the browser's own events, where it has them.
 * A page can change its address unheard in a browser without the Navigation API; who gets snapshots looks again then.
 */
export function watchAddress(window: Window, onChange: () => void, signal: AbortSignal): void {
  for (const type of ['popstate', 'hashchange']) window.addEventListener(type, onChange, { signal });
  const navigation: unknown = 'navigation' in window ? window.navigation : undefined;
  if (!(navigation instanceof EventTarget)) return;
  for (const type of ['currententrychange', 'navigatesuccess']) navigation.addEventListener(type, onChange, { signal });
}
