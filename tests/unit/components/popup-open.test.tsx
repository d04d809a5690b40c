// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { PopupTab } from '../../../components/popup-live.tsx';
import { startPopup } from '../../../components/popup-live.tsx';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

const gate = {
  id: 'gate',
  name: 'Gate',
  group: 'exchange',
  required: true,
  origins: ['https://www.gate.com/*'],
  on: true,
  permitted: true,
} as const;

describe('a popup whose background still sleeps', () => {
  async function open() {
    const time = createFakeTime();
    const tab = Promise.withResolvers<PopupTab>();
    const fake = createFakeRuntime(async ({ type }) => ({ res: type === 'sites.read' ? [gate] : undefined }));
    const mount = document.body.appendChild(document.createElement('div'));
    void startPopup({
      window,
      mount,
      runtime: fake.runtime,
      area: {
        get: async key => ({ [key]: referenceSnapshot }),
        onChanged: { addListener: () => undefined, removeListener: () => undefined },
      },
      clock: time.clock,
      timers: time.timers,
      readTab: () => tab.promise,
      leave: { request: async () => true },
    });
    await time.pass(0);
    return { ...fake, time, tab, mount };
  }

  it('is painted from what was kept before it is known which tab is in front, and does not say that it is none of ours', async () => {
    const { mount, ports } = await open();
    expect(textOf(mount)).toContain('≥ $312M');
    expect(textOf(mount)).toContain('reading…');
    expect(textOf(mount)).not.toContain('This tab is no site');
    expect(mount.querySelector('[role=switch]')).toBeNull();
    expect(ports.length).toBe(0);
  });

  it('is of the tab’s coin and site as soon as they are known', async () => {
    const { mount, ports, tab, time } = await open();
    tab.resolve({ siteId: 'gate', coin: 'PEPE' });
    await time.pass(0);
    expect(ports[0]?.sent).toEqual([{ type: 'panel.open', coin: 'PEPE' }]);
    expect(mount.querySelector('[role=switch]')?.getAttribute('aria-label')).toBe('Show on Gate');
    expect(textOf(mount.querySelector('.prices'))).toContain('PEPE');
  });

  it('says of a tab that is no site of ours that it is none', async () => {
    const { mount, tab, time } = await open();
    tab.resolve({});
    await time.pass(0);
    expect(textOf(mount)).toContain('This tab is no site on which Undertow shows its panel.');
  });
});
