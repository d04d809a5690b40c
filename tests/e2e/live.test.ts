import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offeredSum, sentOrders } from '../market/truth.ts';
import type { ForcedOrder, Position, Venue } from '../market/world.ts';
import { readBadge } from './support/badge.ts';
import { readKept } from './support/kept.ts';
import { openedAt } from './support/offered.ts';
import { attachPanel, type Panel } from './support/panel.ts';
import { dollars } from './support/spelling.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { letHide } from './support/visibility.ts';

const hourMs = 3_600_000;

let stage: Stage;
let page: Page;
let panel: Panel;
let background: { readonly page: Page; readonly panel: Panel };

/** Counts the ports that pages hold, beside the extension's own listener. */
const countPorts = `globalThis.portsOf = new Map();
chrome.runtime.onConnect.addListener(port => {
  const url = port.sender?.url ?? '';
  portsOf.set(url, (portsOf.get(url) ?? 0) + 1);
  port.onDisconnect.addListener(() => portsOf.set(url, portsOf.get(url) - 1));
});`;

const portsOf = (url: string): Promise<number> => stage.run.worker().evaluate<number>(`portsOf.get(${JSON.stringify(url)}) ?? 0`);

/** Notes the moment of every drawing of the panel that changed anything. */
const watchDrawings = `root.drawings = []; new MutationObserver(() => root.drawings.push(performance.now()))
  .observe(root, { subtree: true, childList: true, characterData: true, attributes: true });`;

const drawings = async (of: Panel): Promise<readonly number[]> => (await of.read<number[]>('return root.drawings')) ?? [];

const sinceStartMs = (): number => stage.market.clock.now() - stage.market.ledger.t0;

/** Waits for a moment of the scenario, seconds after its t0. */
const reach = (seconds: number): Promise<true> =>
  until(`second ${seconds} of the scenario`, () => (sinceStartMs() >= seconds * 1_000 ? true : undefined), {
    timeoutMs: 240_000,
    everyMs: 250,
  });

beforeAll(async () => {
  stage = await openStage({ at: 'cascade+30s' });
  await stage.run.worker().evaluate(countPorts);
  const behind = await stage.run.open('https://www.bybit.com/trade/usdt/ETHUSDT');
  background = behind;
  await behind.panel.waitFor(text => text.includes('≥'), 'a total');
  await letHide(behind.page);
  page = await stage.run.context.newPage();
  await page.goto('https://www.binance.com/en/futures/BTCUSDT');
  panel = await attachPanel(page);
  await page.bringToFront();
  await panel.waitFor(text => text.includes('≥'), 'a total');
  await panel.click('button[aria-label="More"]');
  await panel.waitFor(text => text.includes('30d'), 'the open view');
  await panel.read(watchDrawings);
  await behind.panel.read(watchDrawings);
}, 120_000);

afterAll(() => stage.close());

describe('a cascade, watched live', () => {
  it('begins with a toolbar that says nothing', async () => {
    const badge = await until('a painted badge', async () => {
      const now = await readBadge(stage.run);
      return now.title === 'Undertow' || now.text === '?' ? undefined : now;
    });
    expect(sinceStartMs()).toBeLessThan(100_000);
    expect(badge.text).toBe('');
    expect(badge.title).toMatch(/^Undertow: No alarm\. /);
  });

  it('leaves a tab that nobody sees without a port, and does not draw in it', async () => {
    const { page: hidden, panel: unseen } = background;
    expect(await hidden.evaluate(() => document.visibilityState)).toBe('hidden');
    await until('the port of the hidden tab is closed', async () => ((await portsOf(hidden.url())) === 0 ? true : undefined));
    expect(await portsOf(page.url())).toBe(1);
    const [before, seenBefore] = [await drawings(unseen), await drawings(panel)];
    await reach(110);
    expect((await drawings(unseen)).length).toBe(before.length);
    expect((await drawings(panel)).length).toBeGreaterThan(seenBefore.length + 10);
    expect(await portsOf(hidden.url())).toBe(0);
  }, 120_000);

  it('moves prices, totals and bars while it falls', async () => {
    const look = async () => ({
      price: await panel.read<string>(`return root.querySelector('.price').textContent`),
      day: await panel.read<string>(`return root.querySelector('.liq .big').textContent`),
      bar: await panel.read<number>(`return Number([...root.querySelectorAll('.bars g .long')].at(-1).getAttribute('height'))`),
    });
    const first = await look();
    await reach(135);
    const then = await until('other figures', async () => {
      const now = await look();
      return now.price === first.price || now.day === first.day || now.bar === first.bar ? undefined : now;
    });
    expect(then.bar).toBeGreaterThan(first.bar ?? 0);
    // Seven in a hundred within two minutes, and the panel follows within a poll of spot prices and a drawing.
    const shown = Number(/BTC ([\d,]+)/.exec(then.price ?? '')?.[1]?.replace(',', ''));
    const { ledger, clock } = stage.market;
    const [now, before] = [ledger.price('BTC', clock.now()), ledger.price('BTC', clock.now() - 25_000)];
    expect(shown).toBeGreaterThan(Math.min(now, before) * 0.998);
    expect(shown).toBeLessThan(Math.max(now, before) * 1.002);
  }, 120_000);

  it('turns the badge when more BTC longs were forced out in an hour than is usual, and says so in words', async () => {
    const { ledger, clock } = stage.market;
    const longs = (from: number, to: number) =>
      ledger
        .orders('gate', from, to)
        .reduce((sum, order) => sum + (order.market.base === 'BTC' && order.position === 'long' ? order.cents : 0), 0);
    // No hour of the quiet week comes near the floor of five million, so that it is the threshold.
    const firstHour = Math.floor(ledger.t0 / hourMs) * hourMs;
    for (let back = 1; back <= 168; back++)
      expect(longs(firstHour - back * hourMs, firstHour - (back - 1) * hourMs)).toBeLessThan(500_000_000);
    let unusualAt = ledger.t0;
    while (longs(unusualAt - hourMs, unusualAt) <= 500_000_000) unusualAt += 100;

    const badge = await until(
      'a warning on the badge',
      async () => {
        const now = await readBadge(stage.run);
        // The words are painted last.
        return now.title.includes('No alarm') ? undefined : { ...now, at: clock.now() };
      },
      { timeoutMs: 120_000, everyMs: 250 },
    );
    expect(badge.text).toBe('▼');
    expect(badge.at).toBeGreaterThan(unusualAt);
    // Orders of Gate are asked for each ten seconds, fifteen seconds back; the badge is painted each five.
    expect(badge.at).toBeLessThan(unusualAt + 45_000);
    expect(badge.color).toEqual([0xd2, 0x3b, 0x4b, 0xff]);
    const said = /^Undertow: Longs forced out\. (\$[\d.]+M) of BTC longs in the last hour, unusual above \$5\.00M$/.exec(
      badge.title,
    )?.[1];
    expect(said).toBeDefined();
    const moments = Array.from({ length: 450 }, (_none, step) => unusualAt + step * 100);
    expect(moments.map(at => dollars(longs(at - hourMs, at)))).toContain(said);
    await panel.waitFor(text => text.startsWith('Longs forced out $'), 'the words of the badge', 10_000);
    expect(await panel.read<string>(`return root.querySelector('.u').className`)).toContain('is-longs');
  }, 180_000);

  it('draws no more often than twice a second, whatever comes in', async () => {
    await reach(165);
    const times = await drawings(panel);
    expect(times.length).toBeGreaterThan(60);
    const most = Math.max(...times.map((from, first) => times.slice(first).filter(time => time < from + 10_000).length));
    // Twenty in ten seconds, and the one at either end.
    expect(most).toBeLessThanOrEqual(21);
  }, 120_000);

  it('keeps, inside what it claims to have heard, exactly what each venue sent', async () => {
    await reach(165);
    const { events, claims } = await readKept(stage.run);
    const { ledger } = stage.market;
    expect(claims.map(({ venue, stream }) => `${venue}/${stream}`).toSorted()).toEqual([
      'binance/merged',
      'bybit/inverse',
      'bybit/linear',
      'gate/btc',
      'gate/usdt',
    ]);
    let compared = 0;
    for (const { venue, stream, intervals } of claims) {
      const boards = stream === 'merged' ? ['um', 'cm'] : [stream];
      const isOf = (order: ForcedOrder) => boards.includes(order.market.board);
      const symbols = new Set(
        ledger.markets.filter(market => market.venue === venue && boards.includes(market.board)).map(market => market.symbol),
      );
      for (const { from, to } of intervals) {
        const sent = sentOrders(ledger, { venue: venue as Venue, from, to }).filter(isOf);
        const kept = events.filter(
          event => event.venue === venue && symbols.has(event.symbol) && event.time >= from && event.time < to,
        );
        for (const position of ['long', 'short'] as const) {
          const sum = (rows: readonly { readonly position: Position; readonly cents: number }[]) =>
            rows.reduce((cents, row) => (row.position === position ? cents + row.cents : cents), 0);
          expect([venue, stream, position, sum(kept)]).toEqual([venue, stream, position, sum(sent)]);
        }
        expect([venue, stream, kept.length]).toEqual([venue, stream, sent.length]);
        compared += sent.length;
      }
      // Heard since shortly after the sockets opened, without a gap, to a few seconds ago (Gate: a poll and fifteen seconds).
      expect(intervals.length).toBe(1);
      expect(stage.market.clock.now() - (intervals[0]?.to ?? 0)).toBeLessThan(venue === 'gate' ? 40_000 : 15_000);
    }
    expect(compared).toBeGreaterThan(1_000);
  }, 120_000);

  it('shows of the hour no more than was sent by then, and no less than was sent half a minute before', async () => {
    const snapshot = await stage.run.snapshot();
    if (snapshot === undefined) throw new Error('no snapshot');
    const { market } = stage;
    for (const [scope, total] of [
      [undefined, snapshot.liquidations.market['1h']],
      ['BTC', snapshot.liquidations.coins.BTC?.['1h']],
    ] as const) {
      for (const position of ['long', 'short'] as const) {
        const truth = (at: number) =>
          (['binance', 'bybit', 'gate'] as const).reduce(
            (cents, venue) =>
              cents +
              offeredSum(market.ledger, {
                venue,
                position,
                at,
                window: '1h',
                start: venue === 'gate' ? at : openedAt(market, venue, at),
                ...(scope === undefined ? {} : { base: scope }),
              }),
            0,
          ) / 100;
        const shown = (position === 'long' ? total?.longUsd : total?.shortUsd) ?? Number.NaN;
        expect(shown).toBeLessThanOrEqual(truth(snapshot.asOf) + 0.01);
        expect(shown).toBeGreaterThanOrEqual(truth(snapshot.asOf - 35_000) - 0.01);
      }
    }
  });

  it('has moved nothing of the page, through all of it', async () => {
    expect(await page.evaluate(`window.__measures`)).toMatchObject({ shift: 0 });
  });

  it('catches up at once in the hidden tab when it is seen again', async () => {
    const { page: hidden, panel: unseen } = background;
    await hidden.bringToFront();
    await until('the port of the tab', async () => ((await portsOf(hidden.url())) === 1 ? true : undefined));
    await unseen.waitFor(text => text.startsWith('Longs forced out'), 'the state of now', 5_000);
  });

  it('asked no host for anything that it would have refused', () => {
    expect(stage.market.log.violations).toEqual([]);
  });
});
