import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Market } from './market.ts';
import { isStranger } from './strangers.ts';

/** Where the proxy leads: the market's TLS and plain ports. */
export interface ProxyTargets {
  readonly httpsPort: number;
  readonly httpPort: number;
}

/**
 * A CONNECT proxy for browsers without a resolver flag (Firefox): `host:443` and `host:8443` lead to the TLS port, `host:80` to the plain one. Hosts
 * that only the browser itself asks get 403; everything else that it refuses is a violation in the log.
 */
export function createProxy(market: Market, targets: () => ProxyTargets): Server {
  const server = createServer((request, response) => {
    // A plain request through the proxy carries the whole address.
    const location = (request.url ?? '').replace(/^http:/, 'https:');
    const host = URL.parse(request.url ?? '')?.host ?? '';
    if (isStranger(host)) market.log.stranger(host);
    response.writeHead(isStranger(host) ? 403 : 301, { location, 'content-length': '0' }).end();
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    const [host = '', port = '443'] = (request.url ?? '').split(':');
    client.on('error', () => client.destroy());
    const target = ['443', '8443'].includes(port) ? targets().httpsPort : port === '80' ? targets().httpPort : undefined;
    if (isStranger(host)) market.log.stranger(host);
    else if (target === undefined) {
      const detail = `CONNECT ${request.url ?? ''}`;
      market.log.violation({ kind: 'unknown-host', host, path: '', detail, time: market.clock.now() });
    }
    if (isStranger(host) || target === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const upstream = connect(target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  return server;
}

/** The plain port: known hosts send to https, as the real ones do. */
export function createPlainServer(market: Market): Server {
  return createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (!market.hosts.includes(host)) {
      if (isStranger(host)) market.log.stranger(host);
      else
        market.log.violation({
          kind: 'unknown-host',
          host,
          path: request.url ?? '',
          detail: 'over http',
          time: market.clock.now(),
        });
      response.writeHead(404, { 'content-length': '0' }).end();
      return;
    }
    response.writeHead(301, { location: `https://${host}${request.url ?? '/'}`, 'content-length': '0' }).end();
  });
}
