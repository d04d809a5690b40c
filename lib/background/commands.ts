import type { ExtensionBrowser } from './browser.ts';

/** The commands of the manifest: keys that the user may change on the browser's own page of shortcuts. */
export const commandNames = { toggle: 'toggle-panel', dashboard: 'open-dashboard' } as const;

/** Opens the dashboard, on a coin when one is given. */
export async function openDashboard(browser: Pick<ExtensionBrowser, 'runtime' | 'tabs'>, coin?: string): Promise<void> {
  const url = new URL('dashboard.html', browser.runtime.getURL('/'));
  if (coin !== undefined) url.hash = `coin=${coin}`;
  await browser.tabs.create({ url: url.href });
}

/** Obeys the shortcuts. Registers its listener at once. `toggle` is handed the tab in which the keys were pressed. */
export function obeyCommands(options: {
  readonly browser: Pick<ExtensionBrowser, 'commands' | 'runtime' | 'tabs'>;
  readonly toggle: (tabId: number) => void;
  readonly report: (where: string, error: unknown) => void;
}): void {
  const { browser, toggle, report } = options;
  browser.commands.onCommand.addListener((name, tab) => {
    if (name === commandNames.toggle && tab?.id !== undefined) toggle(tab.id);
    if (name === commandNames.dashboard) openDashboard(browser).catch((error: unknown) => report('dashboard', error));
  });
}
