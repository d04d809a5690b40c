import { describe, expect, it } from 'vitest';
import { commandNames, obeyCommands } from '../../../lib/background/commands.ts';
import { openWelcome } from '../../../lib/background/first-run.ts';
import config from '../../../wxt.config.ts';
import { settleSoon } from '../feeds/fake-time.ts';

type Options = Parameters<typeof obeyCommands>[0];

function bench() {
  const stored: Record<string, unknown> = {};
  const opened: string[] = [];
  const toggled: number[] = [];
  const problems: unknown[] = [];
  let press: (name: string, tab?: { id?: number }) => void = () => undefined;
  const fake = {
    commands: { onCommand: { addListener: (listener: typeof press) => void (press = listener) } },
    runtime: { getURL: (path: string) => `chrome-extension://ours${path}` },
    tabs: { create: async ({ url }: { url: string }) => void opened.push(url) },
    storage: {
      local: {
        get: async (key: string) => ({ [key]: stored[key] }),
        set: async (items: Record<string, unknown>) => void Object.assign(stored, items),
      },
    },
  };
  // The fake has the members that are called.
  const browser = fake as unknown as Options['browser'] & Parameters<typeof openWelcome>[0];
  obeyCommands({ browser, toggle: id => void toggled.push(id), report: (_where, error) => void problems.push(error) });
  return { browser, fake, opened, toggled, problems, press: (name: string, tab?: { id?: number }) => press(name, tab) };
}

describe('the keys of the extension', () => {
  it('are commands of the manifest, with a key each and words for the browser’s page of shortcuts', async () => {
    const { manifest } = config;
    if (typeof manifest !== 'function') throw new TypeError('the manifest is not made for each browser');
    const { commands = {} } = await manifest({ browser: 'chrome', manifestVersion: 3, mode: 'production', command: 'build' });
    expect(Object.keys(commands).sort()).toEqual(Object.values(commandNames).sort());
    for (const command of Object.values(commands)) {
      expect(JSON.stringify(command.suggested_key)).toMatch(/^\{"default":"Alt\+Shift\+[A-Z]"\}$/);
      expect(command.description).toMatch(/^__MSG_menu_\w+__$/);
    }
  });

  it('toggle the panel of the tab in which they were pressed', () => {
    const { press, toggled } = bench();
    press('toggle-panel', { id: 7 });
    press('toggle-panel');
    expect(toggled).toEqual([7]);
  });

  it('open the dashboard', async () => {
    const { press, opened, toggled } = bench();
    press('open-dashboard', { id: 7 });
    await settleSoon();
    expect([opened, toggled]).toEqual([['chrome-extension://ours/dashboard.html'], []]);
  });

  it('do nothing for a name that is none of ours, and tell of a browser that refuses', async () => {
    const { press, opened, problems, fake } = bench();
    press('_execute_action', { id: 7 });
    await settleSoon();
    expect(opened).toEqual([]);
    fake.tabs.create = async () => {
      throw new Error('no window');
    };
    press('open-dashboard');
    await settleSoon();
    expect(problems).toEqual([new Error('no window')]);
  });
});

describe('the page of the first run', () => {
  it('opens once, however often the browser tells of an installation', async () => {
    const { browser, opened } = bench();
    await openWelcome(browser);
    await openWelcome(browser);
    expect(opened).toEqual(['chrome-extension://ours/welcome.html']);
  });
});
