import { expect, it } from 'vitest';
import { createHistoryJob } from '../../../lib/background/history-job.ts';
import { createBackfillJob, createPastPlan, createPollJob } from '../../../lib/background/liquidation-jobs.ts';
import { createSocketService } from '../../../lib/background/socket-service.ts';
import { createVenueJobs } from '../../../lib/background/venue-jobs.ts';
import type { Venue } from '../../../lib/model/venue.ts';
import { venues } from '../../../lib/venues/registry.ts';
import { plan } from '../feeds/fake-socket.ts';
import { start } from '../feeds/fake-host.ts';
import { createPartsRig, list, madeVenue } from './parts-rig.ts';

const made: Venue = madeVenue({
  socketStreams: ['one', 'two'],
  sockets: () => [plan({ stream: 'one' }), plan({ stream: 'two', url: 'wss://feed.example/2' })],
});

it('a venue that is switched off has its sockets closed and nothing claimed any more; switched on again it is opened anew', async () => {
  const rig = createPartsRig([made]);
  list(rig, ['BTC']);
  const service = createSocketService(rig.parts, [made], rig.recorder);
  service.start();
  // Two sockets of one host, half a second apart.
  await rig.time.advance(600);
  expect(rig.sockets.map(({ url }) => url)).toEqual(['wss://feed.example/ws', 'wss://feed.example/2']);
  for (const socket of rig.sockets) socket.accept();
  await rig.time.advance(8_000);
  for (const socket of rig.sockets) socket.say({ pong: 1 });

  rig.parts.state.off = new Set(['okx']);
  service.refresh();
  await rig.time.advance(100);
  expect(rig.sockets.every(socket => socket.isClosedByUs)).toBe(true);
  expect(rig.feed('okx/one')).toMatchObject({ state: 'resting', reason: 'switched off' });
  // What was heard until then is written: from a second after the answer to two before the last frame.
  const heard = rig.parts.book.heard('okx', 'one').fine;
  expect(heard).toEqual([{ from: start + 1_600, to: start + 6_600 }]);
  service.refresh();
  await rig.time.advance(60_000);
  expect(rig.sockets).toHaveLength(2);
  expect(rig.parts.book.heard('okx', 'one').fine).toEqual(heard);

  rig.parts.state.off = new Set();
  service.refresh();
  await rig.time.advance(600);
  expect(rig.sockets).toHaveLength(4);
  for (const socket of rig.sockets.slice(2)) socket.accept();
  await rig.time.advance(5_000);
  expect(rig.feed('okx/two')?.state).toBe('live');
});

it('a venue that is off from the start is never connected to, and says so', async () => {
  const rig = createPartsRig([made]);
  list(rig, ['BTC']);
  rig.parts.state.off = new Set(['okx']);
  const service = createSocketService(rig.parts, [made], rig.recorder);
  service.start();
  await rig.time.advance(10_000);
  expect(rig.sockets).toEqual([]);
  expect(rig.feed('okx/one')).toMatchObject({ state: 'resting', reason: 'switched off' });
  // Other reasons to rest do not hide that one.
  await service.stop('no panel is open');
  expect(rig.feed('okx/one')).toMatchObject({ reason: 'switched off' });
});

it('no job of a venue runs while it is off', () => {
  for (const venue of venues) {
    const rig = createPartsRig(venues);
    const past = createPastPlan(rig.parts, venue);
    const jobs = [
      ...createVenueJobs(rig.parts, venue),
      ...venue.polls.map(poll => createPollJob(rig.parts, venue, poll, past, rig.recorder)),
      createBackfillJob(rig.parts, venue, past, rig.recorder),
      createHistoryJob(rig.parts, venue, rig.recorder),
    ].filter(job => job !== undefined);
    expect(jobs.map(job => job.isOn?.())).toEqual(jobs.map(() => true));
    rig.parts.state.off = new Set([venue.id]);
    expect(jobs.map(job => job.isOn?.())).toEqual(jobs.map(() => false));
  }
});
