import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerMessages } from '../../../lib/background/messages.ts';
import type { Verb } from '../../../lib/protocol/messages.ts';
import { panelPortName, readPanelMessage } from '../../../lib/protocol/panel-port.ts';
import { readOwnMessage } from '../../../lib/protocol/snapshot-message.ts';
import { readSnapshotMessage } from '../../../lib/protocol/snapshot-reader.ts';
import { mayCall } from '../../../lib/protocol/verbs.ts';
import type { Sender, Trust } from '../../../lib/protocol/verbs.ts';
import { siteOf, sites } from '../../../lib/sites/registry.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';

type Said = Verb | typeof panelPortName;

/** Who may say what. A new verb does not compile until it is decided here, once more and by hand. */
const rights: { readonly [V in Said]: 'read' | 'rule' } = {
  'snapshot.read': 'read',
  'snapshot.at': 'rule',
  'recording.open': 'rule',
  'recording.at': 'rule',
  'span.export': 'rule',
  'history.read': 'rule',
  'tape.read': 'rule',
  'page.read': 'read',
  'tab.read': 'rule',
  'article.read': 'read',
  'article.show': 'read',
  'panel.heartbeat': 'read',
  'sites.read': 'rule',
  'sites.switch': 'rule',
  'hosts.leave': 'rule',
  'feeds.retry': 'rule',
  'feeds.read': 'rule',
  'hosts.clear': 'rule',
  'options.read': 'rule',
  'live-feeds.choose': 'rule',
  'venues.switch': 'rule',
  'keys.write': 'rule',
  'choices.read': 'rule',
  'appearance.change': 'rule',
  'formats.change': 'rule',
  'levels.change': 'rule',
  'data.read': 'rule',
  'data.export': 'rule',
  'data.import': 'rule',
  'data.wipe': 'rule',
  'alerts.read': 'rule',
  'alerts.change': 'rule',
  'alerts.snooze': 'rule',
  'alerts.try': 'rule',
  [panelPortName]: 'read',
};
const verbs = Object.keys(rights) as Said[];

const trust: Trust = {
  extensionId: 'ours',
  extensionOrigin: 'chrome-extension://ours',
  allows: url => siteOf(url)?.id === 'gate',
};

const urls = [
  'chrome-extension://ours/popup.html',
  'chrome-extension://ours.evil.example/popup.html',
  'chrome-extension://theirs/popup.html',
  'moz-extension://ours/popup.html',
  'https://www.gate.com/trade/BTC_USDT',
  'https://www.gate.com.evil.example/trade/BTC_USDT',
  'https://www.gate.com:8443/trade/BTC_USDT',
  'https://user@evil.example/?https://www.gate.com/',
  'http://www.gate.com/trade/BTC_USDT',
  'https://www.okx.com/trade-swap/btc-usdt-swap',
  'https://evil.example/#chrome-extension://ours/',
  'data:text/html,chrome-extension://ours/',
  'about:blank',
  'blob:https://www.gate.com/1',
  '',
  undefined,
] as const;

const senders: fc.Arbitrary<Sender> = fc.record({
  id: fc.constantFrom('ours', 'ours', 'theirs', '', undefined),
  url: fc.constantFrom(...urls),
  frameId: fc.constantFrom(0, 0, 1, -1, undefined),
  tab: fc.constantFrom({ id: 4 }, { id: undefined }, undefined),
});

/** The rule in one sentence, written without the code that it checks. */
function expected(verb: Said, { id, url, frameId, tab }: Sender): boolean {
  if (id !== 'ours') return false;
  if (url === 'chrome-extension://ours/popup.html') return true;
  return rights[verb] === 'read' && url === 'https://www.gate.com/trade/BTC_USDT' && frameId === 0 && tab?.id === 4;
}

describe('every verb against every sender', () => {
  it('is answered to our own pages, is answered to the panel where it only reads, and to nobody else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...verbs), senders, (verb, sender) => {
        expect(mayCall(verb, sender, trust)).toBe(expected(verb, sender));
      }),
      { numRuns: 4_000, seed: 5 },
    );
  });
});

const listener = (deeds: string[], trusted = trust) => {
  type Listener = (message: unknown, sender: Sender, respond: (answer: unknown) => void) => unknown;
  const listeners: Listener[] = [];
  const act = (deed: string) => async () => void deeds.push(deed);
  const browser = {
    runtime: { onMessage: { addListener: (added: Listener) => void listeners.push(added) } },
    permissions: { contains: async () => true },
  };
  const core = {
    snapshot: (coin: string | undefined) => ({ coin, feeds: [] }),
    retry: act('retry'),
    lift: act('lift'),
    feeds: act('feeds'),
    clearHosts: act('clear'),
  };
  type Options = Parameters<typeof answerMessages>[0];
  const options = {
    browser,
    trust: trusted,
    ready: Promise.resolve(core),
    settled: Promise.resolve(),
    sites,
    settings: {
      setSite: async (id: string, on: boolean) => void deeds.push(`${id} ${String(on)}`),
      read: async () => ({ sites: {} }),
    },
    applySites: act('apply'),
    readSwitches: () => ({}),
    onHeartbeat: () => undefined,
    isReady: () => true,
    last: async () => undefined,
    options: {
      read: act('read options'),
      chooseLiveFeeds: act('live feeds'),
      switchVenue: act('venue'),
      writeKey: act('key'),
    },
    alerts: { read: act('read alerts'), change: act('alerts'), snooze: act('snooze'), tryOut: act('try') },
  };
  answerMessages(options as unknown as Options);
  return (message: unknown, sender: Sender): Promise<unknown> | undefined => {
    const [first] = listeners;
    if (first === undefined || listeners.length !== 1) throw new Error('not one listener');
    let answer: (value: unknown) => void = () => undefined;
    const answered = new Promise<unknown>(resolve => (answer = resolve));
    return first(message, sender, answer) === true ? answered : undefined;
  };
};

const panel: Sender = { id: 'ours', url: 'https://www.gate.com/trade/BTC_USDT', frameId: 0, tab: { id: 4 } };
const popup: Sender = { id: 'ours', url: 'chrome-extension://ours/popup.html' };

const junk = fc.oneof(
  { arbitrary: fc.anything({ withBigInt: true, withNullPrototype: true, maxDepth: 2 }), weight: 9 },
  { arbitrary: fc.constant('x'.repeat(1_000_000)), weight: 1 },
);
const types = fc.oneof(fc.constantFrom(...verbs, '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'), junk);
const frames = fc.oneof(junk, fc.record({ id: junk, type: types, data: junk, timestamp: junk }));

describe('what a page says to the background', () => {
  it('is heard from the panel without any deed, whatever it is', async () => {
    const deeds: string[] = [];
    const say = listener(deeds);
    await fc.assert(
      fc.asyncProperty(frames, async frame => {
        const answer = await say(frame, panel);
        expect(JSON.stringify(answer ?? null).length).toBeLessThan(1_000);
      }),
      { numRuns: 800, seed: 6 },
    );
    expect(deeds).toEqual([]);
  });

  it('switches nothing but a site that there is, also when our own page says it', async () => {
    const deeds: string[] = [];
    const say = listener(deeds);
    const data = fc.oneof(
      junk,
      fc.record({ id: fc.oneof(fc.constantFrom('__proto__', 'gates', 'GATE', ''), junk), on: fc.oneof(fc.boolean(), junk) }),
    );
    await fc.assert(
      fc.asyncProperty(data, async each => {
        expect(await say({ type: 'sites.switch', data: each }, popup)).toEqual({ err: 'no such site' });
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(deeds).toEqual([]);
    await say({ type: 'sites.switch', data: { id: 'gate', on: false } }, popup);
    expect(deeds).toEqual(['gate false', 'apply']);
    await say({ type: 'sites.switch', data: { id: ['okx', 'gate'], on: true } }, popup);
    expect(deeds.slice(2).sort()).toEqual(['apply', 'gate true', 'okx true']);
    // One that is none, or one twice, and nothing is switched.
    for (const id of [['gate', 'gates'], ['gate', 'gate'], []])
      expect(await say({ type: 'sites.switch', data: { id, on: true } }, popup)).toEqual({ err: 'no such site' });
    expect(deeds).toHaveLength(5);
  });

  it('hands what a page wants changed to what checks it, and tells the deeds of nobody else', async () => {
    const deeds: string[] = [];
    const say = listener(deeds);
    const wanted = ['options.read', 'live-feeds.choose', 'venues.switch', 'keys.write', 'feeds.read', 'hosts.clear'].concat([
      'alerts.read',
      'alerts.change',
      'alerts.snooze',
      'alerts.try',
    ]);
    for (const type of wanted) expect(await say({ type, data: {} }, panel)).toEqual({ err: `${type} is not for this sender` });
    expect(deeds).toEqual([]);
    for (const type of wanted) await say({ type, data: {} }, popup);
    expect(deeds).toEqual([
      'read options',
      'live feeds',
      'venue',
      'key',
      'feeds',
      'clear',
      'read alerts',
      'alerts',
      'snooze',
      'try',
    ]);
  });

  it('tells of an address only to a page of the same origin', async () => {
    const say = listener([]);
    const ask = (url: string) => say({ type: 'page.read', data: { url } }, panel);
    expect(await ask('https://www.gate.com/trade/ETH_USDT')).toMatchObject({ res: { siteId: 'gate', coin: 'ETH' } });
    expect(await ask('https://www.okx.com/trade-swap/btc-usdt-swap')).toEqual({ res: undefined });
    expect(await ask(`https://www.gate.com/trade/ETH_USDT?${'x'.repeat(4_000)}`)).toEqual({ res: undefined });
  });

  it('reads the part of an address behind the hash, where some sites have their pair', async () => {
    const say = listener([], { ...trust, allows: () => true });
    const page = 'https://www.htx.com/futures/linear_swap/exchange';
    const ask = (url: string) => say({ type: 'page.read', data: { url } }, { ...panel, url: page });
    expect(await ask(`${page}#contract_code=ETH-USDT`)).toMatchObject({ res: { siteId: 'htx', coin: 'ETH' } });
    expect(await ask(page)).toMatchObject({ res: { siteId: 'htx' } });
  });

  it('tells our own pages of every address, and a page of none but its own', async () => {
    const say = listener([]);
    const ask = (url: unknown, sender: Sender = popup) => say({ type: 'tab.read', data: { url } }, sender);
    const trade = 'https://app.hyperliquid.xyz/trade/kPEPE';
    expect(await ask(trade)).toEqual({ res: { siteId: 'hyperliquid', name: 'Hyperliquid', kind: 'exchange', coin: 'PEPE' } });
    expect(await ask('https://app.hyperliquid.xyz/portfolio')).toEqual({ res: { siteId: 'hyperliquid', name: 'Hyperliquid' } });
    expect(await ask('https://example.com/')).toEqual({ res: undefined });
    expect(await ask(7)).toEqual({ res: undefined });
    expect(await ask(trade, panel)).toEqual({ err: 'tab.read is not for this sender' });
  });

  it('puts no panel beside an article that is not about coins, on a site that writes about everything', async () => {
    const say = listener([]);
    const address = 'https://www.cnbc.com/2026/02/11/rates-are-held.html';
    expect(await say({ type: 'tab.read', data: { url: address } }, popup)).toMatchObject({ res: { kind: 'news' } });
    const allowed = listener([], { ...trust, allows: () => true });
    const onPage: Sender = { ...panel, url: address };
    expect(await allowed({ type: 'page.read', data: { url: address } }, onPage)).toEqual({ res: undefined });
    const coins = 'https://www.cnbc.com/2026/02/11/bitcoin-falls.html';
    expect(await allowed({ type: 'page.read', data: { url: coins } }, onPage)).toMatchObject({ res: { siteId: 'cnbc' } });
  });

  it('names on the port a coin of at most fifteen letters and digits, or is no message', () => {
    const shaped = fc.record(
      { type: fc.oneof(fc.constantFrom('panel.open', 'panel.coin'), junk), coin: fc.oneof(fc.string(), junk) },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.oneof(junk, shaped), message => {
        const read = readPanelMessage(message);
        if (read === undefined) return;
        expect(Object.keys(read).every(key => key === 'type' || key === 'coin')).toBe(true);
        expect(read.type).toMatch(/^panel\.(?:open|coin)$/);
        if (read.coin !== undefined) expect(read.coin).toMatch(/^[A-Z0-9]{1,15}$/);
      }),
      { numRuns: 800, seed: 8 },
    );
  });
});

/** Every place in a value, as a list of keys. */
const placesIn = (value: unknown): readonly (readonly (string | number)[])[] =>
  typeof value !== 'object' || value === null
    ? [[]]
    : Object.entries(value).flatMap(([key, each]) => [[key], ...placesIn(each).map(place => [key, ...place])]);

/** A copy of a value with something else at a place. */
function withAt(value: unknown, [first, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (first === undefined) return other;
  const copy: object = Array.isArray(value) ? Array.from<unknown>(value) : { ...(value as object) };
  Reflect.set(copy, first, withAt(Reflect.get(value as object, first), rest, other));
  return copy;
}

describe('what the background says to a page', () => {
  const places = placesIn(referenceSnapshot).filter(place => place.length > 0);

  it('never throws, and is no snapshot when it is none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          junk,
          fc.record({
            type: fc.constantFrom('snapshot.full', 'snapshot.patch'),
            snapshot: junk,
            asOf: junk,
            changes: junk,
            gone: junk,
          }),
        ),
        message => {
          const read = readSnapshotMessage(message);
          if (typeof read === 'object' && read.type === 'snapshot.patch') expect(Object.keys(read.changes)).toEqual([]);
          else expect(typeof read === 'object').toBe(false);
        },
      ),
      { numRuns: 800, seed: 9 },
    );
  });

  it('is in the panel, where only the background can speak, read by its kind and version, and never throws either', () => {
    fc.assert(
      fc.property(fc.oneof(junk, fc.record({ type: junk, snapshot: junk, asOf: junk, changes: junk })), message => {
        expect(readOwnMessage(message)).toBeUndefined();
      }),
      { numRuns: 800, seed: 10 },
    );
    expect(readOwnMessage({ type: 'snapshot.full', snapshot: { ...referenceSnapshot, version: 1 } })).toBe('other-version');
    expect(readOwnMessage({ type: 'snapshot.full', snapshot: referenceSnapshot })).toMatchObject({ type: 'snapshot.full' });
  });

  it.each([
    ['a megabyte of text', 'x'.repeat(1_000_000)],
    ['a list of a million', Array.from({ length: 1_000_000 }, () => 0)],
    ['nothing', null],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('is refused with %s at any place', (_, other) => {
    expect(places.length).toBeGreaterThan(200);
    const passed = places.filter(
      place =>
        typeof readSnapshotMessage({ type: 'snapshot.full', snapshot: withAt(referenceSnapshot, place, other) }) === 'object',
    );
    expect(passed).toEqual([]);
  });
});
