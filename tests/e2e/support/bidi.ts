import WebSocket from 'ws';

/** A WebDriver BiDi connection: commands by name, answers as JSON. */
export interface Bidi {
  send(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): void;
}

/** Opens a session on a browser's BiDi address. Rejects when the browser refuses. */
export async function connectBidi(url: string): Promise<Bidi> {
  const socket = new WebSocket(`${url}/session`);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const waiting = new Map<number, { resolve(value: Record<string, unknown>): void; reject(error: Error): void }>();
  let nextId = 1;
  socket.on('message', data => {
    const message = JSON.parse(String(data)) as {
      id?: number;
      type?: string;
      result?: Record<string, unknown>;
      error?: string;
      message?: string;
    };
    if (message.id === undefined) return;
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'error') asked?.reject(new Error(`${message.error ?? 'error'}: ${message.message ?? ''}`));
    else asked?.resolve(message.result ?? {});
  });
  socket.on('close', () => {
    for (const asked of waiting.values()) asked.reject(new Error('the browser closed the connection'));
    waiting.clear();
  });
  const bidi: Bidi = {
    send(method, params = {}) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    close: () => socket.close(),
  };
  await bidi.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  return bidi;
}
