// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDashboard } from '../../../components/dashboard/dashboard-live.tsx';
import { feedsPage } from '../../fixtures/feeds-page.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { press, textOf } from './drawing.ts';

const area = { get: async () => ({}), onChanged: { addListener: () => undefined, removeListener: () => undefined } };

beforeEach(() => {
  window.location.hash = '';
});
afterEach(() => document.body.replaceChildren());

function start(answer: (message: { type: string }) => Promise<unknown>) {
  const time = createFakeTime();
  const { runtime, messages } = createFakeRuntime(answer);
  const reload = vi.fn();
  const mount = document.body.appendChild(document.createElement('div'));
  startDashboard({ window, mount, runtime: { ...runtime, reload }, area, clock: time.clock, timers: time.timers });
  return { time, messages, mount, reload };
}

describe('the dashboard', () => {
  it('waits, and says so; where nothing is recorded yet it says that', async () => {
    const { time, mount } = start(async () => ({ res: undefined }));
    expect(textOf(mount)).toContain('Waiting for the background…');
    expect(textOf(mount)).toContain('Reading what was recorded…');
    await time.pass(0);
    expect(textOf(mount.querySelector('.no-charts'))).toBe('Nothing is recorded of BTC in this time yet.');
  });

  it('says that the background does not answer, and offers to reload the extension', async () => {
    const { time, mount, reload } = start(() => new Promise(() => undefined));
    await time.pass(16_000);
    expect(textOf(mount.querySelector('.unanswered'))).toContain('not answering');
    expect(textOf(mount.querySelector('.no-charts'))).toContain('The background did not answer.');
    press(mount.querySelector('.unanswered button'), new MouseEvent('click', { bubbles: true }));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('opens the tab that its address names, and reads nothing for the others', async () => {
    window.location.hash = '#feeds';
    const { time, mount, messages } = start(async ({ type }) => ({ res: type === 'feeds.read' ? feedsPage : undefined }));
    await time.pass(0);
    expect(textOf(mount)).toContain('Bybit');
    expect(messages.map(({ type }) => type)).not.toContain('history.read');
    expect(document.title).toBe('Undertow: feeds');
  });
});
