import { describe, expect, test } from 'vitest';
import { toSilences } from '../../../lib/background/silences.ts';
import type { StreamChange } from '../../../lib/background/stream-log.ts';
import { maintenance } from '../../../lib/model/parsed.ts';
import { isRecord } from '../../../lib/std/record.ts';
import { toIntervals } from '../../../lib/std/intervals.ts';
import { start } from '../feeds/fake-host.ts';
import { plan } from '../feeds/fake-socket.ts';
import { create, type Setup } from '../feeds/socket-rig.ts';

const second = 1_000;
const minute = 60 * second;

/** The made venue, which says `{maintenance: true}` when one begins and `{maintenance: false}` when it is over. */
const talking = plan({
  parse: (frame, context) =>
    isRecord(frame) && typeof frame.maintenance === 'boolean' ? maintenance(frame.maintenance) : plan().parse(frame, context),
});

/** A minute of listening, and what the feed told of itself. */
async function listening(): Promise<Setup & { readonly changes: StreamChange[] }> {
  const changes: StreamChange[] = [];
  const setup: Setup = create({
    plan: () => talking,
    onHealth: ({ state, reason }) => changes.push({ at: setup.time.clock.now(), state, reason }),
  });
  setup.feed.start();
  await connect(setup);
  await setup.live(minute);
  return { ...setup, changes };
}

async function connect({ time, socket }: Setup): Promise<void> {
  await time.advance(0);
  socket().emit('open');
  socket().say({ ack: 1 });
}

describe('a venue that says that it is under maintenance', () => {
  test('is not heard on a socket that stays open, whatever else comes on it', async () => {
    const { feed, socket, live, heard } = await listening();
    socket().say({ maintenance: true });
    expect(feed.health).toMatchObject({ state: 'silent', reason: 'maintenance' });
    await live(minute);
    expect(feed.health).toMatchObject({ state: 'silent', reason: 'maintenance' });
    await feed.stop();
    // A second after the acknowledgement, to two seconds (rows may be late) before the word.
    expect(toIntervals(heard())).toEqual([{ from: start + second, to: start + minute - 2 * second }]);
  });

  test('is subscribed to anew when it says that it is over, and heard from the acknowledgement on', async () => {
    const setup = await listening();
    const { feed, socket, sockets, live, heard, reopened, time } = setup;
    socket().say({ maintenance: true });
    await live(minute);
    socket().say({ maintenance: false });
    expect(sockets[0]?.isClosedByUs).toBe(true);
    expect(feed.health.reason).toBe('maintenance');
    await reopened();
    await connect(setup);
    const back = time.clock.now();
    expect(feed.health).toMatchObject({ state: 'live', reason: 'listening' });
    await live(minute);
    await feed.stop();
    expect(toIntervals(heard()).at(-1)).toEqual({ from: back + second, to: back + minute - 2 * second });
  });

  test('that hangs up is still named so until it is back, and counts as no block', async () => {
    const { feed, socket, reopened, time } = await listening();
    socket().say({ maintenance: true });
    socket().drop(1012);
    for (let refusal = 0; refusal < 6; refusal += 1) {
      await reopened();
      socket().drop(1006);
      expect(feed.health).toMatchObject({ state: 'waiting', reason: 'maintenance' });
    }
    await time.advance(0);
    await feed.stop();
  });

  test('and never that it is over, is connected to anew after five minutes', async () => {
    const { feed, socket, sockets, live, time } = await listening();
    socket().say({ maintenance: true });
    await live(5 * minute - second);
    expect(sockets).toHaveLength(1);
    await time.advance(7 * second);
    expect(sockets).toHaveLength(2);
    expect(feed.health.reason).toBe('maintenance');
    await feed.stop();
  });

  test('before it has acknowledged, is not heard when it has', async () => {
    const setup = create({ plan: () => talking });
    setup.feed.start();
    await setup.time.advance(0);
    setup.socket().emit('open');
    setup.socket().say({ maintenance: true });
    setup.socket().say({ ack: 1 });
    await setup.live(20 * second);
    expect(setup.feed.health).toMatchObject({ state: 'silent', reason: 'maintenance' });
    await setup.feed.stop();
    expect(setup.heard()).toEqual([]);
  });

  test('has its silence named on the page of feeds, as one', async () => {
    const setup = await listening();
    const { feed, socket, live, heard, reopened, time, changes } = setup;
    socket().say({ maintenance: true });
    await live(minute);
    socket().drop(1012);
    await reopened();
    await connect(setup);
    const back = time.clock.now();
    await live(minute);
    await feed.stop();
    const to = back + minute - 2 * second;
    const silences = toSilences({
      from: start + minute,
      to,
      heard: toIntervals(heard()),
      stops: [],
      since: start,
      streams: [changes],
    });
    expect(silences).toEqual([{ from: start + minute, to: back, reason: 'maintenance' }]);
  });
});
