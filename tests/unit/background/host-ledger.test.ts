import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createHostLedger } from '../../../lib/background/host-ledger.ts';
import type { SocketEvent, SocketLike } from '../../../lib/feeds/connection.ts';
import type { RequestWhy } from '../../../lib/model/request-why.ts';
import { createDatabase } from '../../../lib/store/database.ts';
import { createDocumentStore } from '../../../lib/store/documents.ts';

const now = Date.UTC(2026, 1, 12);

class TestSocket implements SocketLike {
  readonly #listeners: (readonly [string, (event: SocketEvent) => void])[] = [];
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
  addEventListener(type: string, listener: (event: SocketEvent) => void): void {
    this.#listeners.push([type, listener]);
  }
  say(type: string, event: SocketEvent = {}): void {
    for (const [each, listener] of this.#listeners) if (each === type) listener(event);
  }
  send(): void {
    throw new Error('nothing is sent here');
  }
  close(): void {
    this.say('close');
  }
}

function bench() {
  const documents = createDocumentStore(createDatabase({ platform: { indexedDB: new IDBFactory(), IDBKeyRange } }));
  const timers: { readonly run: () => void; readonly ms: number }[] = [];
  const made: TestSocket[] = [];
  const open = () =>
    createHostLedger({
      now: () => now,
      timers: { set: (run, ms) => timers.push({ run, ms }), clear: () => undefined },
      documents,
      onError: error => {
        throw error;
      },
    });
  class Made extends TestSocket {
    constructor(url: string) {
      super(url);
      made.push(this);
    }
  }
  return { open, documents, timers, made, WebSocket: Made };
}

const exchange = (host: string, why: RequestWhy, bytes: number) => ({
  host,
  why,
  bytes,
  status: 200,
  ms: 12,
  at: now,
  error: undefined,
});

describe('the list of hosts', () => {
  it('counts requests by host, with the most frequent reason first', () => {
    const ledger = bench().open();
    ledger.record(exchange('api.gateio.ws', 'prices', 100));
    ledger.record(exchange('api.gateio.ws', 'interest', 10));
    ledger.record(exchange('api.gateio.ws', 'interest', 10));
    expect(ledger.read()).toEqual([
      {
        host: 'api.gateio.ws',
        count: 3,
        failed: 0,
        bytes: 120,
        lastTime: now,
        whys: [
          ['interest', 2],
          ['prices', 1],
        ],
      },
    ]);
  });

  it('names what was not told apart last, however often it was', () => {
    const ledger = bench().open();
    for (let index = 0; index < 30; index += 1) ledger.record(exchange('api.gateio.ws', `prices:${String(index)}`, 1));
    // Twenty-four reasons are told apart: the last six are not.
    expect(ledger.read()[0]?.whys[0]).toEqual(['prices:0', 1]);
    expect(ledger.read()[0]?.whys.at(-1)).toEqual(['other', 6]);
  });

  it('counts connections of sockets, the bytes of their frames, and refusals', () => {
    const { open, made, WebSocket } = bench();
    const ledger = open();
    const Counted = ledger.counted(WebSocket);
    new Counted('wss://stream.bybit.com/v5/public/linear');
    new Counted('wss://api.hbdm.com/notification');
    made[0]?.say('open');
    made[0]?.say('message', { data: 'pong' });
    made[0]?.close();
    made[1]?.say('close', { code: 1006 });
    expect(ledger.read().map(({ host, count, failed, bytes }) => [host, count, failed, bytes])).toEqual([
      ['api.hbdm.com', 1, 1, 0],
      ['stream.bybit.com', 1, 0, 4],
    ]);
  });

  it('counts the bytes of compressed frames', () => {
    const { open, made, WebSocket } = bench();
    const ledger = open();
    new (ledger.counted(WebSocket))('wss://api.hbdm.com/notification');
    made[0]?.say('open');
    made[0]?.say('message', { data: new ArrayBuffer(7) });
    expect(ledger.read()[0]?.bytes).toBe(7);
  });

  it('is written ten seconds after a change, once for many, and outlives the worker', async () => {
    const { open, timers } = bench();
    const ledger = open();
    ledger.record(exchange('api.gateio.ws', 'prices', 100));
    ledger.record(exchange('api.bybit.com', 'prices', 100));
    expect(timers.map(({ ms }) => ms)).toEqual([10_000]);
    timers[0]?.run();
    await new Promise(resolve => setTimeout(resolve, 50));
    const next = open();
    await next.restore();
    expect(next.read()).toEqual(ledger.read());
  });

  it('forgets, in the database too, and tells of a connection again when it is next opened', async () => {
    const { open, made, WebSocket, documents } = bench();
    const ledger = open();
    new (ledger.counted(WebSocket))('wss://stream.bybit.com/v5/public/linear');
    made[0]?.say('open');
    await ledger.clear();
    made[0]?.say('message', { data: 'pong' });
    expect(ledger.read()).toEqual([]);
    expect((await documents.read('hosts'))?.value).toEqual([]);
  });
});
