import { spawn } from 'node:child_process';
import { chromiumPath, extensionFlags, type MarketAddress, marketFlags } from './chromium.ts';

/**
 * Starts a Chromium that no driver is attached to, with one page: under the driver no page was seen to be prerendered. What happens in it must be told by the page
 * itself. The extension must have had its first run in the profile.
 *
 * @returns ends it.
 */
export function startUnattended(options: {
  readonly market: MarketAddress;
  readonly extension: string;
  readonly profile: string;
  readonly url: string;
}): () => Promise<void> {
  const child = spawn(
    chromiumPath(),
    [
      '--headless=new',
      '--window-size=1280,800',
      `--user-data-dir=${options.profile}`,
      ...extensionFlags(options.extension),
      ...marketFlags(options.market),
      options.url,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  return async () => {
    child.kill();
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
  };
}
