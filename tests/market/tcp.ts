import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { MarketClock } from './clock.ts';
import type { Delivery } from './mangle.ts';
import type { Market } from './market.ts';
import type { WireRequest } from './provider.ts';

/** No question is longer; whoever posts more is cut off. */
const mostPosted = 1 << 16;

/** Puts a market behind an HTTP(S) server: requests by `Host` header, and upgrades. Returns what ends its sockets. */
export function attachMarket(server: Server, market: Market): () => void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1 << 20 });
  const stalled = new Set<Duplex>();
  sockets.on('headers', lines => {
    lines.push(`Date: ${new Date(market.clock.now()).toUTCString()}`);
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET') {
      request.resume();
      respond(market.answer(wireRequest(request)), response, market.clock);
      return;
    }
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
      if (body.length > mostPosted) request.destroy();
    });
    request.on('end', () => respond(market.answer({ ...wireRequest(request), body }), response, market.clock));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const handshake = market.connect(wireRequest(request));
    if (handshake.accepted) sockets.handleUpgrade(request, socket, head, client => join(client, socket, handshake.start));
    else refuseUpgrade(handshake.delivery, socket, stalled);
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    for (const socket of stalled) socket.destroy();
    sockets.close();
  };
}

/** What came over TCP, in the words of the market. */
export function wireRequest({ method = 'GET', url = '/', headers }: IncomingMessage): WireRequest {
  const [path = '/', ...rest] = url.split('?');
  const flat = Object.entries(headers).map(([name, value]): [string, string | undefined] => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return { method, host, path, query: rest.join('?'), headers: Object.fromEntries(flat) };
}

function respond(delivery: Delivery, response: ServerResponse, clock: MarketClock): void {
  const { manner } = delivery;
  response.sendDate = false;
  response.on('error', () => response.destroy());
  if (manner.delayMs === 0) {
    send(delivery, response, clock);
    return;
  }
  const cancel = clock.after(manner.delayMs, () => send(delivery, response, clock));
  response.on('close', cancel);
}

function send({ status, headers, body, manner }: Delivery, response: ServerResponse, clock: MarketClock): void {
  if (response.destroyed) return;
  if (manner.kind === 'reset') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  if (manner.kind === 'whole') {
    response.end(body);
  } else if (manner.kind === 'cut') {
    // The length header promises more than comes.
    response.write(body.subarray(0, manner.bytes), () => response.socket?.destroy());
  } else {
    let sent = 0;
    response.flushHeaders();
    const cancel = clock.every(manner.dripMs, () => {
      response.write(body.subarray(sent, sent + 1));
      sent += 1;
      if (sent >= body.length) {
        cancel();
        response.end();
      }
    });
    response.on('close', cancel);
  }
}

function join(client: WebSocket, socket: Duplex, start: Parameters<typeof startWith>[0]): void {
  client.on('error', () => client.terminate());
  const connection = startWith(start, client, socket);
  client.on('message', (data, isBinary) => connection.message(isBinary ? '' : textOf(data)));
  client.on('close', code => connection.closed(code));
}

type Handshake = Extract<ReturnType<Market['connect']>, { accepted: true }>;

function startWith(start: Handshake['start'], client: WebSocket, socket: Duplex): ReturnType<Handshake['start']> {
  return start({
    send: text => client.send(text),
    sendBinary: bytes => client.send(bytes),
    ping: () => client.ping(),
    close: (code, reason) => client.close(code, reason),
    terminate: () => client.terminate(),
    freeze: () => socket.pause(),
  });
}

function textOf(data: unknown): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : '';
}

function refuseUpgrade({ status, headers, body, manner }: Delivery, socket: Duplex, stalled: Set<Duplex>): void {
  if (manner.kind === 'reset') {
    socket.destroy();
    return;
  }
  if (manner.kind === 'stall') {
    stalled.add(socket);
    socket.on('close', () => stalled.delete(socket));
    return;
  }
  const lines = Object.entries({ ...headers, 'content-length': String(body.length), connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${status}\r\n${head}\r\n`), body]));
}
