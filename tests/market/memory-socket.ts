import type { Connection } from './connection.ts';
import type { Market } from './market.ts';

type Listener<E> = ((event: E) => void) | null;

/** The part of a browser's `WebSocket` that clients use, on a market in the same process. */
export interface MemorySocket extends EventTarget {
  readonly url: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly protocol: string;
  readonly extensions: string;
  binaryType: BinaryType;
  onopen: Listener<Event>;
  onmessage: Listener<MessageEvent>;
  onerror: Listener<Event>;
  onclose: Listener<CloseEvent>;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export interface MemorySocketClass {
  new (url: string | URL, protocols?: string | readonly string[]): MemorySocket;
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
}

const states = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;

/** A class that stands in for `WebSocket`; every instance leads to `market`. */
export function createMemorySocket(market: Market, { origin }: { readonly origin?: string }): MemorySocketClass {
  return class extends EventTarget implements MemorySocket {
    static readonly CONNECTING = states.CONNECTING;
    static readonly OPEN = states.OPEN;
    static readonly CLOSING = states.CLOSING;
    static readonly CLOSED = states.CLOSED;
    readonly CONNECTING = states.CONNECTING;
    readonly OPEN = states.OPEN;
    readonly CLOSING = states.CLOSING;
    readonly CLOSED = states.CLOSED;
    readonly url: string;
    readonly protocol = '';
    readonly extensions = '';
    readonly bufferedAmount = 0;
    readyState: number = states.CONNECTING;
    binaryType: BinaryType = 'blob';
    onopen: Listener<Event> = null;
    onmessage: Listener<MessageEvent> = null;
    onerror: Listener<Event> = null;
    onclose: Listener<CloseEvent> = null;
    #connection: Connection | undefined;
    #frozen = false;

    constructor(url: string | URL) {
      super();
      const target = new URL(url);
      if (target.protocol !== 'wss:' && target.protocol !== 'ws:') throw new SyntaxError(`not a socket address: ${target.href}`);
      this.url = target.href;
      queueMicrotask(() => this.#handshake(target));
    }

    send(data: string): void {
      if (this.readyState === states.CONNECTING) throw new DOMException('still connecting', 'InvalidStateError');
      if (this.readyState !== states.OPEN) return;
      queueMicrotask(() => this.#connection?.message(data));
    }

    close(code = 1_005, reason = ''): void {
      if (code !== 1_005 && code !== 1_000 && (code < 3_000 || code > 4_999))
        throw new DOMException('not a code', 'InvalidAccessError');
      if (this.readyState >= states.CLOSING) return;
      const connecting = this.readyState === states.CONNECTING;
      this.readyState = states.CLOSING;
      // A host that reads nothing answers no close either: the socket hangs in CLOSING.
      if (this.#frozen) return;
      queueMicrotask(() => {
        this.#connection?.closed(code);
        if (connecting) this.#fire(new Event('error'));
        this.#end(connecting ? 1_006 : code, reason, !connecting);
      });
    }

    #handshake(target: URL): void {
      if (this.readyState !== states.CONNECTING) return;
      const headers = {
        host: target.host,
        upgrade: 'websocket',
        'sec-websocket-key': `memory-${market.log.connections.length}`,
        origin,
      };
      const request = { method: 'GET', host: target.hostname, path: target.pathname, query: target.search.slice(1), headers };
      const handshake = market.connect(request);
      if (!handshake.accepted) {
        if (handshake.delivery.manner.kind === 'stall') return;
        this.#fire(new Event('error'));
        this.#end(1_006, '', false);
        return;
      }
      this.readyState = states.OPEN;
      this.#fire(new Event('open'));
      this.#connection = handshake.start({
        send: text => this.#receive(text, target.origin),
        // A frame has a buffer of its own in a browser; a view into a larger one must not leak its surroundings.
        sendBinary: bytes => {
          const copy = Uint8Array.from(bytes);
          this.#receive(this.binaryType === 'arraybuffer' ? copy.buffer : new Blob([copy]), target.origin);
        },
        ping: () => undefined,
        close: (code, reason) => queueMicrotask(() => this.#end(code, reason, true)),
        terminate: () => queueMicrotask(() => this.#end(1_006, '', false)),
        freeze: () => {
          this.#frozen = true;
        },
      });
    }

    #receive(data: string | ArrayBuffer | Blob, origin: string): void {
      queueMicrotask(() => {
        if (this.readyState === states.OPEN) this.#fire(new MessageEvent('message', { data, origin }));
      });
    }

    #end(code: number, reason: string, wasClean: boolean): void {
      if (this.readyState === states.CLOSED) return;
      this.readyState = states.CLOSED;
      this.#fire(new CloseEvent('close', { code, reason, wasClean }));
    }

    #fire(event: Event): void {
      this.dispatchEvent(event);
      if (event.type === 'open') this.onopen?.(event);
      else if (event.type === 'error') this.onerror?.(event);
      else if (event instanceof MessageEvent) this.onmessage?.(event);
      else if (event instanceof CloseEvent) this.onclose?.(event);
    }
  };
}
