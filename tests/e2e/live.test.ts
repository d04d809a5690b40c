import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feeds } from '../market/ledger/feeds/registry.ts';
import { offeredSum, sentOrders } from '../market/truth.ts';
import type { ForcedOrder, Position } from '../market/world.ts';
import { accountOf, sentOn, streams, toldLate } from '../support/accounts.ts';
import { type Backstage, openBackstage } from './support/backstage.ts';
import { type Badge, readBadge } from './support/badge.ts';
import { heardVenues, openedAt } from './support/offered.ts';
import { attachPanel, type Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { readStored } from './support/stored.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';
import { letHide } from './support/visibility.ts';

const hourMs = 3_600_000;
/** Their histories reach back far enough to have a say in what is usual, and come in while this plays: Gate is to judge alone. */
const off = ['bitfinex', 'coinex'] as const;

let stage: Stage;
let page: Page;
let panel: Panel;
let backstage: Backstage;
let background: { readonly page: Page; readonly panel: Panel };

/** Counts the ports that pages hold, beside the extension's own listener, and notes what the toolbar says, tabs of their own aside. */
const spyInWorker = `globalThis.portsOf = new Map();
chrome.runtime.onConnect.addListener(port => {
  const url = port.sender?.url ?? '';
  portsOf.set(url, (portsOf.get(url) ?? 0) + 1);
  port.onDisconnect.addListener(() => portsOf.set(url, portsOf.get(url) - 1));
});
globalThis.badges = [];
for (const [name, field] of [['setBadgeText', 'text'], ['setTitle', 'title']]) {
  const real = chrome.action[name].bind(chrome.action);
  chrome.action[name] = details => {
    if (details.tabId === undefined) badges.push({ text: '', ...badges.at(-1), [field]: details[field] });
    return real(details);
  };
}`;

/** What the toolbar said, oldest first. */
const badges = (): Promise<readonly Pick<Badge, 'text' | 'title'>[]> => stage.run.worker().evaluate('badges');

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
  stage = await openStage({ at: 'cascade+5s' });
  await stage.run.worker().evaluate(spyInWorker);
  backstage = await openBackstage(stage.run);
  for (const id of off)
    await backstage.run(
      `return chrome.runtime.sendMessage({ id: 1, type: 'venues.switch', data: { id: '${id}', on: false }, timestamp: 0 })`,
    );
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
});

afterAll(() => stage.close());

describe('a cascade, watched live', () => {
  it('begins with a toolbar that says nothing', async () => {
    const isPhase = ({ title }: Pick<Badge, 'title'>): boolean =>
      /^Undertow: (?:Phase unknown|Calm|Building|Cascade|Deleveraging)\b/.test(title);
    const first = await until('a phase on the badge', async () => (await badges()).find(isPhase));
    // On a profile this young the past of forced orders is still being read: until then nothing is called calm.
    expect(first.title).toMatch(/^Undertow: (?:Phase unknown|Calm)\. /);
    expect(first.text).toBe('');
  });

  it('leaves a tab that nobody sees without a port, and does not draw in it', async () => {
    const { page: hidden, panel: unseen } = background;
    expect(await hidden.evaluate(() => document.visibilityState)).toBe('hidden');
    await until('the port of the hidden tab is closed', async () => ((await portsOf(hidden.url())) === 0 ? true : undefined));
    await until('the port of the tab in front', async () => ((await portsOf(page.url())) === 1 ? true : undefined));
    const [before, seenBefore] = [await drawings(unseen), await drawings(panel)];
    await reach(110);
    await until('ten drawings', async () => (await drawings(panel)).length > seenBefore.length + 10 || undefined);
    expect((await drawings(unseen)).length).toBe(before.length);
    expect(await portsOf(hidden.url())).toBe(0);
  });

  it('goes from building to the cascade within a minute of the mark of the scenario, and says so on the badge and in the panel', async () => {
    const { ledger } = stage.market;
    const badge = await until('the cascade on the badge', async () => {
      const now = await readBadge(stage.run);
      // The words are painted last.
      return now.title.startsWith('Undertow: Cascade. ') ? now : undefined;
    });
    expect(badge.text).toBe('▼');
    expect(badge.color).toEqual([0xd2, 0x3b, 0x4b, 0xff]);
    const phase = (await stage.run.snapshot())?.engine?.coins['BTC']?.phase;
    expect(phase).toMatchObject({ phase: 'cascade', from: 'building' });
    // From an empty store the own past is that of the venues with histories alone; the replay of the whole scenario keeps to half a minute.
    const mark = ledger.t0 + 100_000;
    expect(Math.abs((phase !== undefined && 'since' in phase ? phase.since : Number.NaN) - mark)).toBeLessThanOrEqual(60_000);
    await panel.waitFor(text => text.startsWith('Cascade '), 'the words of the phase');
    expect(await panel.read<string>(`return root.querySelector('.u').className`)).toContain('is-cascade');
  });

  it('moves prices, totals and bars while it falls', async () => {
    const look = async () => ({
      price: await panel.read<string>(`return root.querySelector('.price').textContent`),
      day: await panel.read<string>(`return root.querySelector('.liq .big').textContent`),
      bars: await panel.read<string>(`return root.querySelector('.bars').innerHTML`),
    });
    const first = await look();
    await reach(135);
    await until('other figures, and the price', async () => {
      const then = await look();
      expect(then.price).not.toBe(first.price);
      expect(then.day).not.toBe(first.day);
      expect(then.bars).not.toBe(first.bars);
      // Seven in a hundred within two minutes, and the panel follows within a poll of spot prices and a drawing.
      const shown = Number(/BTC ([\d,]+)/.exec(then.price ?? '')?.[1]?.replace(',', ''));
      const { ledger, clock } = stage.market;
      const [now, before] = [ledger.price('BTC', clock.now()), ledger.price('BTC', clock.now() - 25_000)];
      expect(shown).toBeGreaterThan(Math.min(now, before) * 0.998);
      expect(shown).toBeLessThan(Math.max(now, before) * 1.002);
      return true;
    });
  });

  it('draws no more often than twice a second, whatever comes in', async () => {
    await reach(165);
    const times = await drawings(panel);
    expect(times.length).toBeGreaterThan(60);
    const most = Math.max(...times.map((from, first) => times.slice(first).filter(time => time < from + 10_000).length));
    // Twenty in ten seconds, and the one at either end.
    expect(most).toBeLessThanOrEqual(21);
  });

  it('keeps, inside what it claims to have heard, exactly what each venue sent', async () => {
    await reach(165);
    const { market } = stage;
    const { ledger } = market;
    const boards = new Map(ledger.markets.map(({ symbol, board, venue }) => [`${venue} ${symbol}`, board] as const));
    // A claim may be written a moment before the rest of its frames.
    const compared = await until('the store to hold what it claims', async () => {
      const stored = await readStored(backstage.run);
      let count = 0;
      for (const stream of streams.filter(({ venue }) => !off.some(id => id === venue))) {
        // Histories bring orders of a day and the half hour before.
        const sent = sentOn(ledger, stream, market.startedAt - 25 * hourMs, market.clock.now());
        const { heard, missing, extra, claimed } = accountOf(stored, stream, sent, {
          boardOf: symbol => boards.get(`${stream.venue} ${symbol}`) ?? '',
          late: toldLate(market.log.connections, 1_500),
        });
        expect([stream, missing, extra]).toEqual([stream, [], []]);
        count += claimed;
        // What may come eight minutes late is not claimed before.
        if (feeds[stream.venue].streamLateMs !== undefined) {
          expect([stream, heard]).toEqual([stream, []]);
          continue;
        }
        // Heard since shortly after the sockets opened, without a gap, to a few seconds ago (Gate: a poll and fifteen seconds).
        expect([stream, heard.length]).toEqual([stream, 1]);
        expect(market.clock.now() - (heard[0]?.to ?? 0)).toBeLessThan(stream.venue === 'gate' ? 40_000 : 20_000);
      }
      return count;
    });
    expect(compared).toBeGreaterThan(1_000);
  });

  it('shows of the hour no more than was sent by then, and no less than came on the streams half a minute before', async () => {
    const { market } = stage;
    const heard = heardVenues.filter(venue => !off.some(id => id === venue));
    /** Dollars of everything that could be had, by stream or history. */
    const most = (at: number, position: Position, base: string | undefined) =>
      heard.reduce((cents, venue) => {
        const start = feeds[venue].historyReachMs > 0 ? market.startedAt : openedAt(market, venue, at);
        return cents + offeredSum(market.ledger, { venue, position, at, window: '1h', start, ...(base && { base }) });
      }, 0) / 100;
    /** Dollars of what Gate was asked for, and of what the others pushed since all of their sockets were open, but late ones. */
    const least = (at: number, position: Position, base: string | undefined) =>
      heard.reduce((cents, venue) => {
        const { streamLateMs } = feeds[venue];
        if (streamLateMs !== undefined) return cents;
        if (venue === 'gate')
          return cents + offeredSum(market.ledger, { venue, position, at, window: '1h', start: at, ...(base && { base }) });
        const from = Math.min(at, openedAt(market, venue, at) + 10_000);
        const isAsked = (order: ForcedOrder) => order.position === position && (base === undefined || order.market.base === base);
        return (
          cents +
          sentOrders(market.ledger, { venue, from, to: at })
            .filter(isAsked)
            .reduce((sum, order) => sum + order.cents, 0)
        );
      }, 0) / 100;
    await until('an hour within its bounds', async () => {
      const snapshot = await stage.run.snapshot();
      if (snapshot === undefined) return undefined;
      for (const [scope, total] of [
        [undefined, snapshot.liquidations.market['1h']],
        ['BTC', snapshot.liquidations.coins.BTC?.['1h']],
      ] as const) {
        for (const position of ['long', 'short'] as const) {
          const shown = (position === 'long' ? total?.longUsd : total?.shortUsd) ?? Number.NaN;
          expect(shown).toBeLessThanOrEqual(most(snapshot.asOf, position, scope) + 0.01);
          expect(shown).toBeGreaterThanOrEqual(least(snapshot.asOf - 35_000, position, scope) - 0.01);
        }
      }
      return true;
    });
  });

  it('has moved nothing of the page, through all of it', async () => {
    expect(await page.evaluate(`window.__measures`)).toMatchObject({ shift: 0 });
  });

  it('catches up at once in the hidden tab when it is seen again', async () => {
    const { page: hidden, panel: unseen } = background;
    await hidden.bringToFront();
    await until('the port of the tab', async () => ((await portsOf(hidden.url())) === 1 ? true : undefined));
    await unseen.waitFor(text => /^(Cascade|Deleveraging) /.test(text), 'the state of now');
  });

  it('asked no host for anything that it would have refused', () => {
    expect(violationsOf(stage.market)).toEqual([]);
  });
});
