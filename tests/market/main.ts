import { parseArgs } from 'node:util';
import { describeScenario } from './describe.ts';
import { scenarioNames } from './scenarios/registry.ts';
import { startMarket } from './server.ts';

/**
 * `node tests/market/main.ts [--scenario name] [--at cascade+40m | +40m | 2026-02-12T00:30Z] [--seed n] [--port n]`: starts the simulated
 * market and runs until interrupted. `--port n` takes n (https), n+1 (http), n+2 (proxy), n+3 (control).
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      at: { type: 'string' },
      seed: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(
      `node tests/market/main.ts [--scenario ${scenarioNames.join('|')}] [--at cascade+40m | +40m] [--seed n] [--port n]`,
    );
    return;
  }
  const { scenario, at, seed, port } = values;
  const first = Number(port ?? 0);
  const ports = first === 0 ? {} : { https: first, http: first + 1, proxy: first + 2, control: first + 3 };
  const market = await startMarket({
    ports,
    ...(scenario === undefined ? {} : { scenario }),
    ...(at === undefined ? {} : { at }),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  });
  const flags = market.chromiumFlags().map(flag => `  '${flag}' \\`);
  console.log(describeScenario(market.ledger));
  console.log(
    [
      '',
      `market time  ${new Date(market.clock.now()).toISOString()} (runs at real speed)`,
      `https, wss   127.0.0.1:${market.httpsPort}`,
      `http         127.0.0.1:${market.httpPort}`,
      `proxy        127.0.0.1:${market.proxyPort} (CONNECT, for Firefox)`,
      `control      ${market.controlUrl} (/truth /stated /clock /log /connections /faults)`,
      '',
      'chromium \\',
      '  --user-data-dir="$(mktemp -d)" --no-first-run --disable-quic \\',
      ...flags,
      '  https://www.gate.com/futures/USDT/BTC_USDT',
    ].join('\n'),
  );
  const stop = () => void market.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

await main();
