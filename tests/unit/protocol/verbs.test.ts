import { describe, expect, it } from 'vitest';
import { panelPortName } from '../../../lib/protocol/panel-port.ts';
import { mayCall, senderKind } from '../../../lib/protocol/verbs.ts';
import type { Sender } from '../../../lib/protocol/verbs.ts';

const trust = {
  extensionId: 'ours',
  extensionOrigin: 'chrome-extension://ours',
  allows: (url: string) => url.startsWith('https://www.gate.com/'),
};
const popup: Sender = { id: 'ours', url: 'chrome-extension://ours/popup.html' };
const panel: Sender = { id: 'ours', url: 'https://www.gate.com/trade/BTC_USDT', frameId: 0, tab: { id: 4 } };

const reading = ['snapshot.read', 'panel.heartbeat', panelPortName] as const;
const ruling = ['sites.read', 'sites.switch', 'feeds.retry'] as const;

const strangers: readonly (readonly [string, Sender])[] = [
  ['another extension', { ...popup, id: 'theirs' }],
  ['a sender without an id', { ...panel, id: undefined }],
  ['a subframe', { ...panel, frameId: 3 }],
  ['a script without a tab', { ...panel, tab: undefined }],
  ['a tab without an id', { ...panel, tab: {} }],
  ['a site that is switched off', { ...panel, url: 'https://www.okx.com/trade-spot/btc-usdt' }],
  ['a sender without an address', { ...panel, url: undefined }],
  ['an address that is none', { ...panel, url: 'gate' }],
  ['an origin that only begins like ours', { ...popup, url: 'chrome-extension://ours.evil/popup.html' }],
];

describe('verbs', () => {
  it.each([...reading, ...ruling])('our own pages may say %s', verb => {
    expect(mayCall(verb, popup, trust)).toBe(true);
  });

  it('our own pages may say them in a tab too', () => {
    expect(mayCall('sites.switch', { ...popup, frameId: 0, tab: { id: 9 } }, trust)).toBe(true);
  });

  it.each(reading)('a panel may say %s', verb => {
    expect(mayCall(verb, panel, trust)).toBe(true);
  });

  it.each(ruling)('a panel may not say %s', verb => {
    expect(mayCall(verb, panel, trust)).toBe(false);
  });

  it.each(strangers)('nothing is answered to %s', (_, sender) => {
    expect(senderKind(sender, trust)).toBeUndefined();
    for (const verb of [...reading, ...ruling]) expect(mayCall(verb, sender, trust)).toBe(false);
  });

  it('plain http is never a panel, whatever the list of sites says', () => {
    const http = { ...panel, url: 'http://www.gate.com/trade/BTC_USDT' };
    expect(senderKind(http, { ...trust, allows: () => true })).toBeUndefined();
  });
});
