import { openStage } from './support/stage.ts';
const stage = await openStage({ scenario: (process.argv[2] ?? 'reference-day') as never });
const t0 = Date.now();
let last = '';
const seconds = Number(process.argv[3] ?? 240);
while (Date.now() - t0 < seconds * 1000) {
  const s = await stage.run.snapshot();
  if (s) {
    const bad = s.feeds.filter(f => f.state !== 'live').map(f => `${f.id}=${f.state}(${f.reason})`);
    const line = JSON.stringify({ prog: s.progress.map(p => `${p.venue} ${p.stage} ${p.done}/${p.total}`), n: s.feeds.length, bad: bad.length > 12 ? bad.length : bad, m: Object.entries(s.liquidations.market).map(([k, v]) => `${k}:${Math.round((v.usd ?? 0) / 1e6)}M c${v.coverage?.toFixed(3)} ${v.venuesHeard}/${v.venuesEnabled}`), oi: s.openInterest.market && [s.openInterest.market.usd, s.openInterest.market.changeUsd24h, s.openInterest.market.changeUsd30d, s.openInterest.market.venues] });
    if (line !== last) console.log(((Date.now() - t0) / 1000).toFixed(1), line);
    last = line;
  }
  await new Promise(r => setTimeout(r, 2000));
}
console.log(JSON.stringify(stage.market.log.violations.slice(0, 10)), stage.market.log.violations.length);
const hosts = new Map<string, number>();
for (const r of stage.market.log.requests) hosts.set(r.host, (hosts.get(r.host) ?? 0) + 1);
console.log([...hosts], stage.market.log.connections.map(c => c.host + c.path + ' ' + c.state));
await stage.close();
