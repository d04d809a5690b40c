import { describe, expect, it } from 'vitest';
import { createCaller } from '../../../lib/client/call.ts';
import { createFakeRuntime, createFakeTime } from './fakes.ts';

function start(answer: Parameters<typeof createFakeRuntime>[0]) {
  const time = createFakeTime();
  const fake = createFakeRuntime(answer);
  return { ...fake, time, call: createCaller({ runtime: fake.runtime, clock: time.clock, timers: time.timers }) };
}

describe('a call', () => {
  it('speaks the frames of the messaging library', () => {
    const { call, messages } = start(async () => ({ res: [] }));
    void call('sites.switch', { id: 'gate', on: true });
    expect(messages).toEqual([{ id: 1, type: 'sites.switch', data: { id: 'gate', on: true }, timestamp: 0 }]);
  });

  it('gives what was answered, and leaves no timer', async () => {
    const { call, time } = start(async () => ({ res: [] }));
    await expect(call('sites.read', undefined)).resolves.toEqual([]);
    expect(time.count()).toBe(0);
  });

  it('rejects when the background threw', async () => {
    const { call } = start(async () => ({ err: { message: 'no' } }));
    await expect(call('sites.read', undefined)).rejects.toThrow('refused');
  });

  it('rejects when nobody took the message', async () => {
    const { call } = start(async () => undefined);
    await expect(call('sites.read', undefined)).rejects.toThrow('refused');
  });

  it('rejects when the browser did, and leaves no timer', async () => {
    const { call, time } = start(() => Promise.reject(new Error('Could not establish connection.')));
    await expect(call('sites.read', undefined)).rejects.toThrow('Could not establish connection.');
    expect(time.count()).toBe(0);
  });

  it('rejects after two seconds of silence', async () => {
    const { call, time } = start(() => new Promise(() => undefined));
    const asked = expect(call('sites.read', undefined)).rejects.toThrow('no answer');
    await time.pass(2_000);
    await asked;
  });
});
