import { afterEach, describe, expect, it } from 'vitest';
import { type Badge, readBadge } from './support/badge.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

let stage: Stage | undefined;

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

/** Histories come first: at three times its usual pace a machine takes a minute. */
const patience = { timeoutMs: 120_000 } as const;

const grey = [0x56, 0x60, 0x73, 0xff];
const amber = [0xb9, 0x7d, 0x00, 0xff];

const becomes = (on: Stage, isIt: (badge: Badge) => boolean, what: string): Promise<Badge> =>
  until(
    `a badge that says ${what}`,
    async () => {
      const badge = await readBadge(on.run);
      if (isIt(badge)) return badge;
      throw new Error(JSON.stringify(badge));
    },
    patience,
  );

const isQuiet = ({ title }: Badge): boolean => title.startsWith('Undertow: Calm.');

/** Nothing comes from anywhere any more: open sockets stay open and say nothing, requests are reset. */
function silence(market: Stage['market']): void {
  market.fault({ host: '*', kind: 'silent-while-open', on: 'socket' });
  market.fault({ host: '*', kind: 'refuse', on: 'request' });
}

/** Moves both of the worker's clocks on, as if so much time had passed. */
const pass = (on: Stage, ms: number): Promise<unknown> =>
  on.run.worker().evaluate(`{
    const [now, monotonic] = [Date.now.bind(Date), performance.now.bind(performance)];
    Date.now = () => now() + ${ms};
    performance.now = () => monotonic() + ${ms};
  }`);

describe('the badge', () => {
  it('says nothing on a quiet day, `?` after three silent minutes, and nothing again when the market is heard', async () => {
    stage = await openStage({ scenario: 'calm' });
    const quiet = await becomes(stage, isQuiet, 'calm');
    expect(quiet.text).toBe('');
    expect(quiet.title).toMatch(/^Undertow: Calm\. BTC: (?:forced selling is usual|as far as is known)$/);

    silence(stage.market);
    await until(
      'a feed that fails',
      async () => {
        const { feeds = [] } = (await stage?.run.snapshot()) ?? {};
        return feeds.some(feed => feed.id.endsWith('/prices') && feed.state === 'failing') ? true : undefined;
      },
      patience,
    );
    // Not yet: what was heard half a minute ago still holds.
    expect((await readBadge(stage.run)).text).toBe('');
    await pass(stage, 3 * 60_000);
    // The words are painted last.
    const stale = await becomes(stage, badge => badge.title.includes('No fresh data'), '?');
    expect(stale.text).toBe('?');
    expect(stale.color).toEqual(grey);
    expect(stale.title).toMatch(/^Undertow: No fresh data\. last heard 20 May, 09:0\d UTC$/);

    const popup = await stage.run.popup();
    await popup.getByText('No fresh data').waitFor();
    expect(await popup.innerText('main')).toContain('$');
    await popup.close();

    stage.market.clearFaults();
    const again = await becomes(stage, isQuiet, 'nothing');
    expect(again.text).toBe('');
  });

  it('does not forget what was heard when the worker is stopped and woken', async () => {
    stage = await openStage({ scenario: 'calm' });
    await becomes(stage, isQuiet, 'calm');
    const prices = () =>
      stage?.run.worker().evaluate(`chrome.storage.local.get('snapshot:last').then(kept => kept['snapshot:last']?.prices.BTC)`);
    await until('a kept snapshot with a price', prices);
    await stage.run.worker().evaluate('globalThis.isOldWorker = true');
    silence(stage.market);
    await stage.run.killWorker();
    await until('an answer', () => stage?.run.snapshot());
    expect(await stage.run.worker().evaluate('globalThis.isOldWorker')).toBeUndefined();
    const seen: string[] = [];
    const until8s = performance.now() + 8_000;
    while (performance.now() < until8s) {
      seen.push((await readBadge(stage.run)).text);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    expect(new Set(seen)).toEqual(new Set(['']));
  });

  it('says `!` for six hours after a level broke, with the level and the hour in its words', async () => {
    // 85,000 broke at 19:00 on the 29th: two hourly closes beyond it. What builds up, or cascades, is said before it.
    stage = await openStage({ scenario: 'reference-day', at: '2026-01-29T23:30:00Z' });
    const badge = await becomes(stage, each => each.title.includes('broken. BTC'), '!');
    expect(badge.text).toBe('!');
    expect(badge.color).toEqual(amber);
    expect(badge.title).toBe('Undertow: Level broken. BTC 85,000 since 29 Jan, 19:00 UTC');
    const { panel, page } = await stage.run.open('https://www.gate.com/trade/BTC_USDT');
    // The panel says the phase in its head, and the level with what became of it among the others.
    await panel.waitFor(text => /85,000 support until 29 Jan broken/.test(text), 'the level');
    await page.close();
    expect(violationsOf(stage.market)).toEqual([]);
  });

  it('speaks of the phase again when the break is older than six hours', async () => {
    stage = await openStage({ scenario: 'reference-day', at: '2026-01-30T01:05:00Z' });
    const badge = await becomes(stage, each => /^Undertow: (?!Level broken|No )/u.test(each.title), 'a phase');
    expect(badge.text).not.toBe('!');
  });

  it('says `?` and why before anything was heard', async () => {
    stage = await openStage({ scenario: 'calm' }, {}, silence);
    const badge = await becomes(stage, each => each.title !== 'Undertow', 'why');
    expect(badge).toEqual({ text: '?', color: grey, title: 'Undertow: No data yet. nothing has been heard so far' });
  });
});
