import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createManualClock } from '../../market/clock.ts';
import { createMarket } from '../../market/market.ts';
import { createMemoryTransport } from '../../market/memory-transport.ts';
import { json, type Provider } from '../../market/provider.ts';
import { t0, tinyLedger } from './tiny-ledger.ts';

/** A host that says hello in a compressed frame to whoever connects. */
const provider: Provider = {
  name: 'made',
  hosts: ['made.example'],
  routes: [],
  sockets: [
    {
      path: '/packed',
      open(session) {
        session.after(10, () => session.sendBinary(gzipSync('{"hello":1}')));
        return { message: () => undefined };
      },
    },
  ],
  refuse: () => json({}, 404),
};

async function received(binaryType: BinaryType, fault?: 'truncate'): Promise<unknown> {
  const clock = createManualClock(t0);
  const market = createMarket({ ledger: tinyLedger([]), clock, providers: [provider] });
  if (fault !== undefined) market.fault({ host: 'made.example', kind: fault });
  const { WebSocket } = createMemoryTransport(market);
  const socket = new WebSocket('wss://made.example/packed');
  socket.binaryType = binaryType;
  let data: unknown;
  socket.onmessage = event => {
    data = event.data as unknown;
  };
  await clock.advance(100);
  const whole = gzipSync('{"hello":1}').length;
  expect(market.log.connections[0]).toMatchObject({ framesOut: 1, bytesOut: fault === undefined ? whole : whole >> 1 });
  return data;
}

it('binary frames come as the client asked for them: a buffer or a blob', async () => {
  const buffer = await received('arraybuffer');
  // Not one byte of what lies around it in memory.
  expect(buffer).toHaveProperty('byteLength', gzipSync('{"hello":1}').length);
  expect(buffer instanceof ArrayBuffer ? gunzipSync(new Uint8Array(buffer)).toString() : buffer).toBe('{"hello":1}');
  const blob = await received('blob');
  expect(blob instanceof Blob ? gunzipSync(new Uint8Array(await blob.arrayBuffer())).toString() : blob).toBe('{"hello":1}');
});

it('a binary frame that was cut off does not unpack', async () => {
  const buffer = await received('arraybuffer', 'truncate');
  expect(() => gunzipSync(new Uint8Array(buffer as ArrayBuffer))).toThrow();
});
