import { describe, expect, it } from 'vitest';
import { connectSnapshot } from '../../../lib/client/live-snapshot.ts';
import type { LinkState } from '../../../lib/client/live-snapshot.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { emptySnapshot, referenceSnapshot } from '../../fixtures/snapshots.ts';
import { createFakePage, createFakeRuntime, createFakeTime } from './fakes.ts';

function start(answer?: Parameters<typeof createFakeRuntime>[0], { hidden = false, withCoin = true } = {}) {
  const time = createFakeTime();
  const page = createFakePage();
  const fake = createFakeRuntime(answer);
  if (hidden) page.become('hidden');
  const states: LinkState[] = [];
  const snapshots: MarketSnapshot[] = [];
  const link = connectSnapshot({
    runtime: fake.runtime,
    coin: withCoin ? 'PEPE' : undefined,
    document: page.document,
    window: page.window,
    clock: time.clock,
    timers: time.timers,
    onSnapshot: snapshot => snapshots.push(snapshot),
    onState: state => states.push(state),
  });
  return { ...fake, time, page, link, states, snapshots, port: () => fake.ports.at(-1) };
}

const full = { type: 'snapshot.full', snapshot: referenceSnapshot };
const silent = () => new Promise<never>(() => undefined);

describe('a live snapshot', () => {
  it('names the coin of the page when it opens the port', () => {
    expect(start().port()?.sent).toEqual([{ type: 'panel.open', coin: 'PEPE' }]);
  });

  it('names no coin when the page has none', () => {
    expect(start(undefined, { withCoin: false }).port()?.sent).toEqual([{ type: 'panel.open' }]);
  });

  it('is whole at first, and merged with every patch after', () => {
    const { port, snapshots, states } = start();
    port()?.say(full);
    port()?.say({ type: 'snapshot.patch', asOf: referenceSnapshot.asOf + 500, changes: { badge: emptySnapshot.badge } });
    expect(snapshots).toEqual([
      referenceSnapshot,
      { ...referenceSnapshot, asOf: referenceSnapshot.asOf + 500, badge: emptySnapshot.badge },
    ]);
    expect(snapshots[1]?.prices).toBe(snapshots[0]?.prices);
    expect(states).toEqual(['live']);
  });

  it('tells the background when the address names another coin, and only then', () => {
    const { port, link } = start();
    link.setCoin('PEPE');
    link.setCoin('ETH');
    expect(port()?.sent).toEqual([
      { type: 'panel.open', coin: 'PEPE' },
      { type: 'panel.coin', coin: 'ETH' },
    ]);
  });

  it('opens with the newest coin after a break', async () => {
    const { port, link, time } = start();
    link.setCoin('ETH');
    port()?.cut();
    await time.pass(250);
    expect(port()?.sent).toEqual([{ type: 'panel.open', coin: 'ETH' }]);
  });
});

describe('a background that does not answer', () => {
  it('is reported within two seconds', async () => {
    const { states, time } = start(silent);
    await time.pass(1_999);
    expect(states).toEqual([]);
    await time.pass(1);
    expect(states).toEqual(['unanswered']);
  });

  it('is asked again, and forgiven when it answers', async () => {
    const { states, time, port, ports } = start(silent);
    await time.pass(2_250);
    expect(ports.length).toBe(2);
    port()?.say(full);
    expect(states).toEqual(['unanswered', 'live']);
  });

  it('is not reported while it answers but has nothing to show yet', async () => {
    const { states, time } = start();
    await time.pass(9_000);
    expect(states).toEqual([]);
  });

  it('is reported when it answers but shows nothing for ten seconds', async () => {
    const { states, time } = start();
    await time.pass(10_000);
    expect(states).toEqual(['unanswered']);
  });

  it('is found behind a port that only looks open', async () => {
    let dead = false;
    const { states, time, port } = start(() => (dead ? silent() : Promise.resolve({})));
    port()?.say(full);
    dead = true;
    await time.pass(17_000);
    expect(states).toEqual(['live', 'unanswered']);
  });
});

describe('a broken port', () => {
  it('is opened again with doubling pauses', async () => {
    const { port, ports, time } = start();
    for (const pause of [250, 500, 1_000, 2_000]) {
      const before = ports.length;
      port()?.cut();
      await time.pass(pause - 1);
      expect(ports.length).toBe(before);
      await time.pass(1);
      expect(ports.length).toBe(before + 1);
    }
  });

  it('is opened again after a short pause once something was heard', async () => {
    const { port, ports, time } = start();
    port()?.cut();
    await time.pass(250);
    port()?.cut();
    await time.pass(500);
    port()?.say(full);
    port()?.cut();
    await time.pass(250);
    expect(ports.length).toBe(4);
  });

  it('is opened anew on a message that cannot be read, so that no half picture stays', async () => {
    const { port, ports, snapshots, time } = start();
    port()?.say(full);
    port()?.say({ type: 'snapshot.patch', asOf: 1, changes: 7 });
    expect(ports[0]?.closed).toBe(true);
    await time.pass(250);
    expect(ports.length).toBe(2);
    expect(snapshots.length).toBe(1);
  });

  it('is opened anew on a patch of a snapshot that was never sent', () => {
    const { port, snapshots } = start();
    port()?.say({ type: 'snapshot.patch', asOf: 1, changes: {} });
    expect(snapshots).toEqual([]);
    expect(port()?.closed).toBe(true);
  });

  it('says nothing more once another is open', async () => {
    const { ports, time, snapshots } = start();
    ports[0]?.cut();
    await time.pass(250);
    ports[0]?.say(full);
    expect(snapshots).toEqual([]);
  });
});

describe('a page that is not seen', () => {
  it('holds no port and no timer', () => {
    const { page, port, time } = start();
    port()?.say(full);
    page.become('hidden');
    expect(port()?.closed).toBe(true);
    expect(time.count()).toBe(1);
  });

  it('does not open a port, whatever time passes', async () => {
    const { ports, messages, time } = start(undefined, { hidden: true });
    await time.pass(120_000);
    expect(ports).toEqual([]);
    expect(messages).toEqual([]);
  });

  it('asks anew when it is seen again', () => {
    const { page, ports } = start();
    page.become('hidden');
    page.become('visible');
    expect(ports.length).toBe(2);
  });

  it('asks anew out of the back/forward cache', () => {
    const { page, ports } = start();
    page.fire('pagehide');
    expect(ports[0]?.closed).toBe(true);
    page.fire('pageshow');
    expect(ports.length).toBe(2);
  });

  it('does not open a second port on an event that changes nothing', () => {
    const { page, ports } = start();
    page.fire('pageshow');
    page.become('visible');
    expect(ports.length).toBe(1);
  });
});

describe('the heartbeat', () => {
  it('is sent at once and then each 15 seconds while the page is seen', async () => {
    const { messages, port, time, page } = start();
    port()?.say(full);
    await time.pass(45_000);
    expect(messages.map(message => message.type)).toEqual(Array.from({ length: 4 }, () => 'panel.heartbeat'));
    page.become('hidden');
    await time.pass(60_000);
    expect(messages.length).toBe(4);
  });
});

describe('another release', () => {
  it('is asked nothing more and reported once', async () => {
    const { port, ports, states, time, page } = start();
    port()?.say({ type: 'snapshot.full', snapshot: { ...referenceSnapshot, version: 99 } });
    await time.pass(60_000);
    page.become('visible');
    expect(states).toEqual(['outdated']);
    expect(ports.length).toBe(1);
  });
});

describe('an extension that was updated or removed', () => {
  it('is noticed when the port breaks', () => {
    const { runtime, port, states } = start();
    runtime.id = undefined;
    port()?.cut();
    expect(states).toEqual(['gone']);
  });

  it('is noticed when the page is seen again', () => {
    const { runtime, page, states } = start();
    page.become('hidden');
    runtime.id = undefined;
    page.become('visible');
    expect(states).toEqual(['gone']);
  });
});

describe('a panel that may not stay', () => {
  it('is gone at the word of the background, and asks for nothing more', async () => {
    const { port, ports, states, time, page } = start();
    port()?.say({ type: 'panel.end' });
    await time.pass(60_000);
    page.become('visible');
    expect(states).toEqual(['gone']);
    expect([ports.length, port()?.closed]).toEqual([1, true]);
  });
});

describe('closing', () => {
  it('ends the port, the timers and every wish to come back', async () => {
    const { link, port, ports, page, time, states } = start();
    link.close();
    expect(port()?.closed).toBe(true);
    page.become('visible');
    page.fire('pageshow');
    port()?.cut();
    await time.pass(60_000);
    expect(ports.length).toBe(1);
    expect(states).toEqual([]);
  });
});
