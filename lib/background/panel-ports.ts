import type { MarketSnapshot } from '../model/snapshot.ts';
import { panelPortName, panelToggle, readPanelMessage } from '../protocol/panel-port.ts';
import { mayCall, senderKind } from '../protocol/verbs.ts';
import type { Trust } from '../protocol/verbs.ts';
import type { ExtensionBrowser } from './browser.ts';
import { toPanelView } from './panel-view.ts';
import type { Publisher } from './publisher.ts';
import type { SocketPolicy } from './socket-policy.ts';

/**
 * Serves the ports of visible panels and popups. A port is nothing until its first message was found to be in order and from a page that may ask. A
 * page that comes while the worker still reads its database gets the last snapshot at once, and the live one as soon as there is one.
 *
 * @returns makes the panel in a tab a pill, or brings it back from one; nothing where none is in sight.
 */
export function servePanels(options: {
  readonly browser: ExtensionBrowser;
  readonly trust: Trust;
  /** Switches are known, so that `trust` is. */
  readonly settled: Promise<void>;
  /** The core is there. */
  readonly ready: Promise<unknown>;
  readonly isReady: () => boolean;
  readonly last: () => Promise<MarketSnapshot | undefined>;
  readonly publisher: Publisher;
  readonly policy: SocketPolicy;
  /** The panel in a tab shows a coin, or none; until what is returned is called. */
  readonly onTab: (tabId: number, coin: string | undefined) => () => void;
  readonly report: (where: string, error: unknown) => void;
}): (tabId: number) => void {
  const { browser, trust, settled, ready, isReady, last, publisher, policy, onTab, report } = options;

  /** By tab: how to speak to the panel in sight there. */
  const panels = new Map<number, { readonly toggle: () => void }>();

  browser.runtime.onConnect.addListener(port => {
    const life = new AbortController();
    const isGone = () => life.signal.aborted;
    let isWatching = false;
    let leave: (() => void) | undefined;
    let leaveTab: (() => void) | undefined;
    const panel = { toggle: () => port.postMessage(panelToggle) };
    port.onDisconnect.addListener(() => {
      life.abort();
      leave?.();
      if (isWatching) policy.unwatch();
      leaveTab?.();
      for (const [tabId, each] of panels) if (each === panel) panels.delete(tabId);
    });

    async function open(message: unknown): Promise<void> {
      await settled;
      if (isGone()) return;
      const opened = readPanelMessage(message);
      if (port.name !== panelPortName || opened === undefined || !mayCall(panelPortName, port.sender ?? {}, trust)) {
        port.disconnect();
        return;
      }
      if (!isWatching) policy.watch();
      isWatching = true;
      const isPanel = senderKind(port.sender ?? {}, trust) === 'panel';
      const tabId = isPanel ? port.sender?.tab?.id : undefined;
      if (tabId !== undefined) {
        leaveTab = onTab(tabId, opened.coin);
        panels.set(tabId, panel);
      }
      if (!isReady()) {
        const snapshot = await last();
        if (snapshot !== undefined && !isGone() && !isReady())
          port.postMessage({ type: 'snapshot.full', snapshot: isPanel ? toPanelView(snapshot) : snapshot });
        await ready;
      }
      if (isGone()) return;
      leave?.();
      leave = publisher.add({
        coin: opened.coin,
        ...(isPanel ? { view: toPanelView } : {}),
        post: said => port.postMessage(said),
      });
    }

    port.onMessage.addListener((message: unknown) => {
      open(message).catch((error: unknown) => report('panel', error));
    });
  });

  return tabId => panels.get(tabId)?.toggle();
}
