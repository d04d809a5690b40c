import type { Delivery } from './mangle.ts';
import type { Market } from './market.ts';
import { createMemorySocket } from './memory-socket.ts';
import type { WireRequest } from './provider.ts';

export interface MemoryOptions {
  /** `Origin` of sockets (and of requests that are no GET), as a browser would send it. */
  readonly origin?: string;
}

/** `fetch` and `WebSocket` that lead to a market in the same process: no TCP, no certificates, time by the market's clock alone. */
export interface MemoryTransport {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly WebSocket: ReturnType<typeof createMemorySocket>;
}

const mostRedirects = 20;
const redirects = [301, 302, 303, 307, 308];
/** Statuses that a `Response` must be made without a body for. */
const bodyless = [101, 204, 205, 304];

/** Makes the pair. Answers arrive in a promise turn of their own; delays and stalls of faults wait for the market's clock. */
export function createMemoryTransport(market: Market, options: MemoryOptions = {}): MemoryTransport {
  async function memoryFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const asked = input instanceof Request ? input : undefined;
    const signal = init.signal ?? asked?.signal ?? undefined;
    const method = init.method ?? asked?.method ?? 'GET';
    const headers = new Headers(init.headers ?? asked?.headers);
    const posted = method === 'GET' ? undefined : await new Response(init.body ?? asked?.body ?? '').text();
    const redirect = init.redirect ?? asked?.redirect ?? 'follow';
    let url = new URL(input instanceof Request ? input.url : input);
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      signal?.throwIfAborted();
      const delivery = market.answer(requestOf(url, method, headers, posted));
      await arrive(delivery, signal);
      const location = delivery.headers.location;
      if (redirects.includes(delivery.status) && location !== undefined) {
        if (redirect === 'error') throw new TypeError('fetch failed: redirect');
        if (redirect === 'follow') {
          url = new URL(location, url);
          continue;
        }
      }
      return responseOf(delivery, url, hop > 0, signal);
    }
    throw new TypeError('fetch failed: too many redirects');
  }

  /** Waits for the head of the answer. */
  async function arrive({ manner }: Delivery, signal: AbortSignal | undefined): Promise<void> {
    await Promise.resolve();
    if (manner.kind === 'reset') throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
    if (manner.delayMs === 0) return signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const cancel = market.clock.after(manner.delayMs, resolve);
      signal?.addEventListener('abort', () => {
        cancel();
        reject(reasonOf(signal));
      });
    });
  }

  function responseOf(delivery: Delivery, url: URL, redirected: boolean, signal: AbortSignal | undefined): Response {
    const { status, headers } = delivery;
    const body = bodyless.includes(status) ? null : bodyOf(delivery, signal);
    const response = new Response(body, { status, headers: { ...headers, 'content-length': String(delivery.body.length) } });
    Object.defineProperties(response, { url: { value: url.href }, redirected: { value: redirected } });
    return response;
  }

  function bodyOf({ body, manner }: Delivery, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      start(controller) {
        if (manner.kind === 'whole') {
          controller.enqueue(body);
          controller.close();
        } else if (manner.kind === 'cut') {
          controller.enqueue(body.subarray(0, manner.bytes));
          queueMicrotask(() => controller.error(new TypeError('terminated')));
        } else {
          let sent = 0;
          const cancel = market.clock.every(manner.dripMs, () => {
            controller.enqueue(body.subarray(sent, sent + 1));
            sent += 1;
            if (sent < body.length) return;
            cancel();
            controller.close();
          });
          signal?.addEventListener('abort', () => {
            cancel();
            controller.error(reasonOf(signal));
          });
        }
      },
    });
  }

  return { fetch: memoryFetch, WebSocket: createMemorySocket(market, options) };
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new DOMException('aborted', 'AbortError');
}

function requestOf(url: URL, method: string, headers: Headers, body: string | undefined): WireRequest {
  return {
    method,
    host: url.hostname,
    path: url.pathname,
    query: url.search.slice(1),
    headers: { host: url.host, ...Object.fromEntries(headers) },
    ...(body === undefined ? {} : { body }),
  };
}
