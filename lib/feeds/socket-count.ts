import type { SocketConstructor } from './connection.ts';

/** Hears what goes over sockets, for the list of what leaves the browser. */
export interface SocketCounter {
  /** A connection was opened, or refused. */
  opened(host: string, isRefused: boolean): void;
  received(host: string, bytes: number): void;
}

/** The same constructor, whose connections and frames are counted. */
export function countSockets(WebSocket: SocketConstructor, counter: SocketCounter): SocketConstructor {
  return class extends WebSocket {
    constructor(url: string) {
      super(url);
      const { host } = new URL(url);
      let isOpen = false;
      this.addEventListener('open', () => {
        isOpen = true;
        counter.opened(host, false);
      });
      this.addEventListener('close', () => {
        if (!isOpen) counter.opened(host, true);
      });
      this.addEventListener('message', ({ data }) => {
        // Text frames are ASCII: their characters are bytes.
        counter.received(host, typeof data === 'string' ? data.length : data instanceof ArrayBuffer ? data.byteLength : 0);
      });
    }
  };
}
