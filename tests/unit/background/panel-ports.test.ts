import { describe, expect, it } from 'vitest';
import { servePanels } from '../../../lib/background/panel-ports.ts';
import { panelPortName } from '../../../lib/protocol/panel-port.ts';
import type { Sender } from '../../../lib/protocol/verbs.ts';
import { settleSoon } from '../feeds/fake-time.ts';

const panel: Sender = { id: 'ours', url: 'https://www.gate.com/trade/ETH_USDT', frameId: 0, tab: { id: 7 } };
const popup: Sender = { id: 'ours', url: 'chrome-extension://ours/popup.html' };

/** Ports over the members that are called, and what tabs are told to show. */
function bench() {
  const ended = new Set<string>();
  const isEnded = (url: string): boolean => [...ended].some(site => url.includes(site));
  const tabs: (readonly [deed: 'show' | 'leave', tabId: number, coin?: string])[] = [];
  type Listener<Value> = (value: Value) => void;
  const connects: Listener<unknown>[] = [];
  const options = {
    browser: { runtime: { onConnect: { addListener: (listener: Listener<unknown>) => void connects.push(listener) } } },
    trust: {
      extensionId: 'ours',
      extensionOrigin: 'chrome-extension://ours',
      allows: (url: string) => url.includes('gate') && !isEnded(url),
    },
    isEnded: (url: string) => isEnded(url),
    settled: Promise.resolve(),
    ready: Promise.resolve(),
    isReady: () => true,
    last: async () => undefined,
    publisher: { add: () => () => undefined },
    policy: { watch: () => undefined, unwatch: () => undefined },
    onTab(tabId: number, coin: string | undefined) {
      tabs.push(coin === undefined ? ['show', tabId] : ['show', tabId, coin]);
      return () => void tabs.push(['leave', tabId]);
    },
    report: (_where: string, error: unknown) => {
      throw error;
    },
  };
  const { toggle, endWhereDue } = servePanels(options as unknown as Parameters<typeof servePanels>[0]);
  function connect(sender: Sender) {
    const said: Listener<unknown>[] = [];
    const ended: Listener<unknown>[] = [];
    const heard: unknown[] = [];
    let isRefused = false;
    const port = {
      name: panelPortName,
      sender,
      onMessage: { addListener: (listener: Listener<unknown>) => void said.push(listener) },
      onDisconnect: { addListener: (listener: Listener<unknown>) => void ended.push(listener) },
      postMessage: (message: unknown) => void heard.push(message),
      disconnect: () => (isRefused = true),
    };
    for (const listener of connects) listener(port);
    return {
      say: async (message: unknown) => {
        for (const listener of said) listener(message);
        await settleSoon();
      },
      end: () => ended.forEach(listener => listener(port)),
      isRefused: () => isRefused,
      heard,
    };
  }
  return { tabs, connect, toggle, endWhereDue, ended };
}

describe('the port of a panel', () => {
  it('tells which coin its tab shows, until it goes', async () => {
    const { tabs, connect } = bench();
    const port = connect(panel);
    await port.say({ type: 'panel.open', coin: 'ETH' });
    await port.say({ type: 'panel.coin', coin: 'SOL' });
    await port.say({ type: 'panel.coin' });
    port.end();
    expect(tabs).toEqual([
      ['show', 7, 'ETH'],
      ['show', 7, 'SOL'],
      ['show', 7],
      ['leave', 7],
    ]);
  });

  it('tells of no tab where it is that of a page of our own, or is refused', async () => {
    const { tabs, connect } = bench();
    const own = connect({ ...popup, tab: { id: 9 }, frameId: 0 });
    await own.say({ type: 'panel.open', coin: 'ETH' });
    own.end();
    const stranger = connect({ ...panel, url: 'https://www.okx.com/trade-swap/eth-usdt-swap' });
    await stranger.say({ type: 'panel.open', coin: 'ETH' });
    stranger.end();
    expect([stranger.isRefused(), tabs]).toEqual([true, []]);
  });

  it('is told to go when its site may no longer be read, in sight or when it comes back into sight; no other panel is', async () => {
    const { connect, endWhereDue, ended } = bench();
    const seen = connect(panel);
    await seen.say({ type: 'panel.open', coin: 'ETH' });
    const own = connect(popup);
    await own.say({ type: 'panel.open' });
    endWhereDue();
    expect(seen.heard).toEqual([]);
    ended.add('www.gate.com');
    endWhereDue();
    expect([seen.heard, own.heard]).toEqual([[{ type: 'panel.end' }], []]);
    const back = connect(panel);
    await back.say({ type: 'panel.open', coin: 'ETH' });
    expect([back.heard, back.isRefused()]).toEqual([[{ type: 'panel.end' }], true]);
    const stranger = connect({ ...panel, id: 'theirs' });
    await stranger.say({ type: 'panel.open' });
    expect([stranger.heard, stranger.isRefused()]).toEqual([[], true]);
  });

  it('hears the key that makes the panel a pill while it is in sight, and no other tab does', async () => {
    const { connect, toggle } = bench();
    const old = connect(panel);
    await old.say({ type: 'panel.open' });
    const other = connect({ ...panel, tab: { id: 8 } });
    await other.say({ type: 'panel.open' });
    toggle(7);
    toggle(9);
    expect([old.heard, other.heard]).toEqual([[{ type: 'panel.toggle' }], []]);
    // The page is loaded anew: its new port is there before the old one has ended.
    const fresh = connect(panel);
    await fresh.say({ type: 'panel.open' });
    old.end();
    toggle(7);
    expect([old.heard.length, fresh.heard]).toEqual([1, [{ type: 'panel.toggle' }]]);
    fresh.end();
    toggle(7);
    expect(fresh.heard).toHaveLength(1);
  });
});
