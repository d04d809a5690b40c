import { describe, expect, it } from 'vitest';
import { answerMessages } from '../../../lib/background/messages.ts';
import type { Sender } from '../../../lib/protocol/verbs.ts';

type Listener = (message: unknown, sender: Sender, respond: (answer: unknown) => void) => unknown;

/** What answers messages, over a core that says what it was asked. */
function makeListener(): (type: string, data: unknown, sender?: Sender) => Promise<unknown> {
  const listeners: Listener[] = [];
  const told = (where: string) => ({
    history: (query: unknown) => Promise.resolve([where, 'history', query]),
    tape: (query: unknown) => Promise.resolve([where, 'tape', query]),
  });
  const core = { ...told('here'), recording: (name: string) => Promise.resolve(told(name)) };
  const options = {
    browser: { runtime: { onMessage: { addListener: (listener: Listener) => listeners.push(listener) } } },
    trust: { extensionId: 'ours', extensionOrigin: 'chrome-extension://ours', allows: () => true },
    ready: Promise.resolve(core),
    settled: Promise.resolve(),
    sites: [],
    options: {},
    alerts: {},
  };
  answerMessages(options as unknown as Parameters<typeof answerMessages>[0]);
  return (type, data, sender = { id: 'ours', url: 'chrome-extension://ours/dashboard.html' }) =>
    new Promise(resolve => void listeners[0]?.({ type, data }, sender, resolve));
}

describe('a page of ours that asks for the past', () => {
  const tape = { base: 'BTC', from: 1, to: 2, leastUsd: 3, order: 'largest' };

  it('is answered from what was recorded here', async () => {
    const ask = makeListener();
    expect(await ask('history.read', { base: 'BTC', range: '1h' })).toEqual({
      res: ['here', 'history', { base: 'BTC', range: '1h', fine: false }],
    });
    expect(await ask('tape.read', tape)).toEqual({ res: ['here', 'tape', tape] });
  });

  it('is answered from a recording that it names, and refused one that there is not', async () => {
    const ask = makeListener();
    expect(await ask('history.read', { base: '', range: '7d', to: 9, recording: 'cascade' })).toEqual({
      res: ['cascade', 'history', { base: '', range: '7d', to: 9, fine: false }],
    });
    expect(await ask('tape.read', { ...tape, recording: 'cascade' })).toEqual({ res: ['cascade', 'tape', tape] });
    expect(await ask('history.read', { base: '', range: '7d', recording: '../secret' })).toEqual({ err: 'no such recording' });
  });

  it('is told what is wrong with a question', async () => {
    expect(await makeListener()('history.read', { base: 'btc' })).toEqual({ err: 'no such history' });
  });
});

describe('a panel in a page', () => {
  it('may not ask for the past', async () => {
    const panel: Sender = { id: 'ours', url: 'https://www.gate.com/trade/BTC_USDT', frameId: 0, tab: { id: 4 } };
    for (const verb of ['history.read', 'tape.read'])
      expect(await makeListener()(verb, { base: 'BTC', range: '1h' }, panel)).toEqual({ err: `${verb} is not for this sender` });
  });
});
