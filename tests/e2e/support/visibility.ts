import type { Page } from 'playwright-core';

interface DriverSession {
  send(method: 'Emulation.setFocusEmulationEnabled', params: { readonly enabled: boolean }): Promise<unknown>;
}

/**
 * Lets the browser hide the page's tab when another one is in front. The driver tells every page that it is seen, and only its own
 * session can take that back; no public method does.
 */
export async function letHide(page: Page): Promise<void> {
  const inner = page as unknown as {
    readonly _connection: {
      toImpl(page: Page): { readonly delegate: { readonly _mainFrameSession: { readonly _client: DriverSession } } };
    };
  };
  await inner._connection
    .toImpl(page)
    .delegate._mainFrameSession._client.send('Emulation.setFocusEmulationEnabled', { enabled: false });
}
