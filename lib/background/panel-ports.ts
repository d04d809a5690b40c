import type { MarketSnapshot } from '../model/snapshot.ts';
import { panelEnd, panelPortName, panelToggle, readPanelMessage } from '../protocol/panel-port.ts';
import { mayCall, senderKind } from '../protocol/verbs.ts';
import type { Trust } from '../protocol/verbs.ts';
import type { ExtensionBrowser } from './browser.ts';
import { toPanelView } from './panel-view.ts';
import type { Publisher } from './publisher.ts';
import { offscreenPortName } from './reading/offscreen-messages.ts';
import type { SocketPolicy } from './socket-policy.ts';

/** Speaks to the panels in sight. */
export interface PanelPorts {
  /** Makes the panel in a tab a pill, or brings it back from one; nothing where none is in sight. */
  toggle(tabId: number): void;
  /** Ends the panels that may not stay. */
  endWhereDue(): void;
}

/**
 * Serves the ports of visible panels and popups. A port is nothing until its first message was found to be in order and from a page that may ask. A
 * page that comes while the worker still reads its database gets the last snapshot at once, and the live one as soon as there is one. A panel that
 * may not stay is told to go, also when its tab comes back into sight.
 */
export function servePanels(options: {
  readonly browser: ExtensionBrowser;
  readonly trust: Trust;
  /** True for an address of a site that is off, or for which the browser gives no leave. */
  readonly isEnded: (url: string) => boolean;
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
}): PanelPorts {
  const { browser, trust, isEnded, settled, ready, isReady, last, publisher, policy, onTab, report } = options;

  /** By tab: how to speak to the panel in sight there. */
  const panels = new Map<number, { readonly toggle: () => void; readonly endIfDue: () => void }>();

  browser.runtime.onConnect.addListener(port => {
    // The offscreen document's is checked where it is served.
    if (port.name === offscreenPortName) return;
    const life = new AbortController();
    const isGone = () => life.signal.aborted;
    let isWatching = false;
    let leave: (() => void) | undefined;
    let leaveTab: (() => void) | undefined;
    const { url = '' } = port.sender ?? {};
    const endIfDue = (): void => {
      if (isEnded(url)) port.postMessage(panelEnd);
    };
    const panel = { toggle: () => port.postMessage(panelToggle), endIfDue };
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
        if (port.sender?.id === trust.extensionId) endIfDue();
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

  return {
    toggle: tabId => panels.get(tabId)?.toggle(),
    endWhereDue: () => panels.forEach(panel => panel.endIfDue()),
  };
}
