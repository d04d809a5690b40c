import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import { venues, venuesWithPast } from '../market/ledger/venues.ts';
import type { Ledger, Venue } from '../market/world.ts';
import { heardShare, heardVenues, offeredAt, offeredHour, type Sums, shownSums, windowNames } from './support/offered.ts';
import type { Panel } from './support/panel.ts';
import { interestUsd, perpetuals, sumOf } from './support/open-interest.ts';
import { dollars, percent, spelt } from './support/spelling.ts';
import { openStage, pastRead, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** The slowest history gives its third page some minutes after the first. */
const wholePastMs = 420_000;

let stage: Stage;
let page: Page;
let panel: Panel;
let popup: Page;
let ledger: Ledger;

beforeAll(async () => {
  stage = await openStage({ scenario: 'reference-day' });
  ledger = stage.market.ledger;
  const opened = await stage.run.open('https://www.gate.com/trade/BTC_USDT');
  ({ page, panel } = opened);
  await pastRead(stage);
  popup = await stage.run.popup();
  await page.bringToFront();
  await panel.waitFor(text => text.includes('≥'), 'a total');
  await panel.click('button[aria-label="More"]');
  await panel.waitFor(text => text.includes('30d'), 'the open view');
});

afterAll(() => stage.close());

/** A snapshot with nothing under way that agrees with the ledger to the cent. */
async function agreed(timeoutMs = 90_000): Promise<{ readonly snapshot: MarketSnapshot; readonly sums: Sums }> {
  let difference: unknown;
  return until(
    'sums that equal the ledger',
    async () => {
      const snapshot = await stage.run.snapshot();
      const sums = snapshot && offeredAt(stage.market, snapshot.asOf);
      if (snapshot === undefined || sums === undefined) return undefined;
      const shown = shownSums(snapshot);
      difference = [...sums]
        .filter(([key, cents]) => shown.get(key) !== cents)
        .map(([key, cents]) => ({ key, truth: cents, shown: shown.get(key) }));
      if ([...sums].every(([key, cents]) => shown.get(key) === cents)) return { snapshot, sums };
      throw new Error(JSON.stringify(difference));
    },
    { timeoutMs, everyMs: 300 },
  );
}

const readWindows = `return [...root.querySelectorAll('.windows .rows > div')].slice(1, 5).map(row => [...row.children].slice(0, 4).map(cell => cell.textContent));`;

/** Reads a surface until it says what the ledger says of the same moment. */
async function showsWindows(scope: string, read: () => Promise<unknown>): Promise<void> {
  await until(
    `the windows of ${scope}`,
    async () => {
      const { sums } = await agreed();
      const rows = await read();
      expect(rows).toEqual(spelt(sums, scope));
      return true;
    },
    { timeoutMs: 150_000 },
  );
}

const readPopup = (body: string): Promise<unknown> => popup.evaluate(`(() => { const root = document; ${body} })()`);

describe('the figures of the reference day beside liquidations', () => {
  it('are the prices of the ledger and their change in 24 hours', async () => {
    await until('prices in the panel', async () => {
      const snapshot = await stage.run.snapshot();
      const text = (await panel.text()) ?? '';
      for (const base of ['BTC', 'ETH', 'SOL']) {
        const figure = snapshot?.prices[base];
        if (figure === undefined) return undefined;
        const price = ledger.price(base, figure.at);
        const change = price / ledger.price(base, figure.at - dayMs) - 1;
        expect(figure.usd / price).toBeCloseTo(1, 6);
        expect(figure.change24h).toBeCloseTo(change, 4);
        expect(snapshot?.asOf).toBeLessThan(figure.at + 20_000);
        const digits = price >= 1_000 ? 0 : 2;
        expect(text).toContain(
          `${base} ${price.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${percent(change, 2)}`,
        );
      }
      return true;
    });
    const bitcoin = (await stage.run.snapshot())?.prices.BTC;
    expect(bitcoin?.usd).toBeGreaterThan(67_460 * 0.998);
    expect(bitcoin?.usd).toBeLessThan(67_460 * 1.002);
  });

  it('are open interest and its changes, in dollars and in coins, as the ledger has them at the same moments', async () => {
    await until('open interest that equals the ledger', async () => {
      const snapshot = await stage.run.snapshot();
      const { market, coins } = snapshot?.openInterest ?? { coins: {} };
      if (snapshot === undefined || market === undefined) throw new Error('no open interest');
      const grid = (time: number) => Math.round(time / 300_000) * 300_000;
      const moments = { now: market.at, day: grid(snapshot.asOf - dayMs), month: grid(snapshot.asOf - 30 * dayMs) };
      const sum = (time: number, pricedAt: number, base?: string, over?: readonly Venue[]) =>
        sumOf(
          perpetuals(ledger).filter(each => (base === undefined || each.base === base) && over?.includes(each.venue) !== false),
          each => interestUsd(ledger, each, time, pricedAt),
        );
      // Rows of five minutes ago are among them where the machine is slow; an open interest of another unit or side would be off by far more.
      for (const [figure, base] of [
        [market, undefined],
        [coins.BTC, 'BTC'],
      ] as const) {
        expect(Math.abs((figure?.usd ?? 0) / sum(moments.now, moments.now, base) - 1)).toBeLessThan(0.01);
        // A change is of the venues that tell their past.
        for (const [usd, inCoins, then, over] of [
          [figure?.changeUsd24h, figure?.changeCoins24h, moments.day, venuesWithPast.day],
          [figure?.changeUsd30d, figure?.changeCoins30d, moments.month, venuesWithPast.month],
        ] as const) {
          const before = sum(then, then, base, over);
          expect(Math.abs((usd ?? 9) - (sum(moments.now, moments.now, base, over) / before - 1))).toBeLessThan(0.01);
          expect(Math.abs((inCoins ?? 9) - (sum(moments.now, then, base, over) / before - 1))).toBeLessThan(0.01);
        }
      }
      expect(market).toMatchObject({ venues: venues.length, venuesEnabled: venues.length });
      // In words of the product: -4.4 % and -34 % of dollars; coins fell far less.
      const section = await panel.read<string>(`return root.querySelector('.interest').innerText.replace(/\\s+/g, ' ')`);
      expect(section?.startsWith(`Open interest, all coins 24h · 30d ${dollars(Math.round(market.usd * 100))} in dollars`)).toBe(
        true,
      );
      expect(section).toContain('in dollars −4.4% −34%');
      expect(section).toContain(
        `at constant prices ${percent(market.changeCoins24h ?? 0, 1)} ${percent(market.changeCoins30d ?? 0, 1)}`,
      );
      expect(await readPopup(`return document.querySelector('.interest').innerText.replace(/\\s+/g, ' ')`)).toContain(
        'in dollars −4.4% −34%',
      );
      return true;
    });
  });

  it('are fear and greed: 5, extreme fear, 11 the day before, 30 days, and the name of who measures it', async () => {
    await until('fear and greed', async () => {
      const figure = (await stage.run.snapshot())?.fearGreed;
      expect(figure).toMatchObject({ value: 5, word: 'Extreme Fear', changeDay: -6, at: Date.parse('2026-02-12T00:00:00Z') });
      expect(figure?.days.map(day => ({ ...day }))).toEqual(
        ledger.fearGreed(ledger.t0, 30).map(({ day, value }) => ({ day, value })),
      );
      expect(figure?.days[1]?.value).toBe(11);
      const text = (await panel.text()) ?? '';
      expect(text).toContain('5 Extreme Fear alternative.me');
      expect(text).toContain('Fear & Greed, 30 days −6 in a day');
      expect(await popup.innerText('main')).toContain('Extreme Fear');
      expect(await popup.getAttribute('a[href^="https://alternative.me/"]', 'href')).toBe(
        'https://alternative.me/crypto/fear-and-greed-index/',
      );
      return true;
    });
  });

  it('are the levels of BTC and what became of them, with the days of the product', async () => {
    const levels = (await stage.run.snapshot())?.levels.BTC?.levels ?? [];
    const told = (price: number) => {
      const level = levels.find(each => each.price === price);
      return [
        level?.role,
        level?.state,
        level?.since === undefined ? undefined : new Date(level.since).toISOString().slice(0, 10),
      ];
    };
    expect(told(75_000)).toEqual(['resistance', 'broken', '2026-02-04']);
    expect(told(70_000)).toEqual(['resistance', 'broken', '2026-02-10']);
    expect(told(65_000)).toEqual(['support', 'reclaimed', '2026-02-06']);
    expect(told(60_000)).toEqual(['support', 'held', '2026-02-06']);
    // What would be forced out comes from the open interest of the month before, which is read last.
    await until('the estimates', () => panel.box('.fuel'), { timeoutMs: 150_000 });
    const rows = await panel.read<string[]>(
      `return [...root.querySelectorAll('.lad > div')].map(row => row.innerText.replace(/\\s+/g, ' '));`,
    );
    expect(rows).toEqual([
      '75,000 support until 4 Feb broken',
      '70,000 support until 10 Feb broken',
      expect.stringMatching(/^67,[345]\d\d BTC$/),
      expect.stringMatching(/^65,000 ≈ \$[\d.]+[MB] forced reclaimed$/),
      expect.stringMatching(/^60,000 ≈ \$[\d.]+[MB] forced held$/),
    ]);
    const titles = await panel.read<string[]>(`return [...root.querySelectorAll('.level')].map(row => row.title);`);
    expect(titles?.[2]).toMatch(/^support since 6 Feb: round number.*; reclaimed 6 Feb, \d\d:\d\d UTC\. ≈ .* an estimate/);
    expect(await popup.innerText('.lad')).toContain('support until 10 Feb');
  });

  it('are every section of the answer, in its order, and none of them unknown', async () => {
    const sections = await until('sections without an unknown', async () => {
      const found = await panel.read<string[]>(
        `return [...root.querySelectorAll('.body .sec')].map(each => each.innerText.replace(/\\s+/g, ' '));`,
      );
      // Of a holder's cost nobody may know; and on a calm day there is nothing that could be over.
      const missing = found?.filter(text => !text.startsWith('Stabilising') && /unknown, because|not heard/u.test(text));
      if (missing?.length !== 0) throw new Error(missing?.join('\n'));
      return found;
    });
    const starts = [
      /^BTC 67,/,
      /^Why “Deleveraging” /,
      /^By hour: longs ↑ shorts ↓/,
      /^Open interest, all coins/,
      /^Why it is down ≈ /,
      /^Stabilising\? /,
      /^75,000 /,
      /^Around it Strategy, 714,644 BTC at 76,056 −\$6\.1\dB/,
      /^Forced out, all coins/,
      /^Fear & Greed/,
    ];
    expect(sections.map((text, place) => starts[place]?.test(text) === true || text)).toEqual(starts.map(() => true));
    expect(sections[4]).toMatch(/\d+% leverage <?\d+% spot selling <?\d+% other markets$/);
    expect(sections[7]).toMatch(/\d+% of \d+ fall; median against BTC −\d\.\d pp/);
    expect(sections[7]).toMatch(/Euro Stoxx 50 · VIX, closed −0\.8% · \d/);
  });

  it('begin with the phase of the product: deleveraging, leverage clearing', async () => {
    await panel.waitFor(text => text.startsWith('Deleveraging leverage clearing'), 'the phase in the head', 150_000);
    await until('the phase in the popup', async () => {
      const head = await popup.innerText('.head');
      if (/^Deleveraging\s+leverage clearing/.test(head)) return true;
      throw new Error(head);
    });
    const said = await panel.read<string>(`return root.querySelector('.u').getAttribute('aria-description')`);
    expect(said).toContain('The phase is deleveraging since ');
    expect(said).toContain('(leverage clearing)');
  });

  it('are told to who cannot see them in three sentences, with the same figures', async () => {
    const said = await panel.read<string>(`return root.querySelector('.u').getAttribute('aria-description')`);
    expect(said).toMatch(
      /^As of 12 Feb, 00:[345]\d UTC, BTC is at \$67,\d\d\d \(−1\.\d\d% in 24 hours\), and ≥\u202f\$[\d.]+M of longs and ≥\u202f\$[\d.]+M of shorts in BTC/,
    );
    expect(said).toContain('in 30 days in dollars, and −');
    expect(said).toContain('$70,000 (broken) above and $65,000 (reclaimed) below, with ≈ $');
    expect(said).toContain('Fear & Greed is at 5 (extreme fear)');
    expect(await popup.innerText('.narrative')).toContain('BTC is at $67,');
  });

  it('open the evidence for the word at a press, and at a key', async () => {
    expect(await panel.read(`return root.querySelector('.fold').getAttribute('aria-expanded')`)).toBe('false');
    await panel.click('.fold');
    const rows = await until('the evidence', async () => {
      const found = await panel.read<string[]>(
        `return [...root.querySelectorAll('.fold + .rows > div')].map(row => row.innerText.replace(/\\s+/g, ' '));`,
      );
      return found?.length ? found : undefined;
    });
    expect(rows[0]).toMatch(/^Longs forced out: \$.*\/min in .* needs ≥ \$.*\/min$/);
    expect(rows.at(-1)).toMatch(/^R /);
    await page.keyboard.press('Enter');
    await until('folded evidence', async () =>
      (await panel.read(`return root.querySelector('.fold').getAttribute('aria-expanded')`)) === 'false' ? true : undefined,
    );
  });

  it('are young: no figure is dimmed, and the foot counts seconds', async () => {
    await until('young figures', async () => {
      expect(await panel.read<number>(`return root.querySelectorAll('.old, .stale').length`)).toBe(0);
      expect(await panel.read<string>(`return root.querySelector('.age').textContent`)).toMatch(/^\d s$/);
      expect(await popup.innerText('.age')).toMatch(/^\d s$/);
      return true;
    });
    const feeds = await until(
      'all feeds live',
      async () => {
        const { feeds: all = [] } = (await stage.run.snapshot()) ?? {};
        expect(all.filter(feed => feed.state !== 'live').map(feed => [feed.id, feed.state, feed.reason])).toEqual([]);
        return all;
      },
      { timeoutMs: 150_000 },
    );
    // A panel counts venues and providers, not each of their feeds.
    const sources = new Set(feeds.map(feed => feed.id.split('/')[0])).size;
    await panel.waitFor(text => text.includes(`all ${sources} heard`), 'all feeds heard');
  });
});

describe('liquidations on the reference day, from an empty store', () => {
  it('are in the snapshot what the ledger offers, to the cent, in every window, for longs and shorts, the market and BTC', async () => {
    const { snapshot, sums } = await agreed(wholePastMs);
    expect(sums.size).toBe(16);
    // The figures of the reference day itself: the windows have moved on by the age of this run since T0, by sixteen millions in half an hour.
    expect(Math.abs((snapshot.liquidations.market['24h']?.longUsd ?? 0) - 237_000_000)).toBeLessThan(16_000_000);
    expect(Math.abs((snapshot.liquidations.market['24h']?.shortUsd ?? 0) - 75_000_000)).toBeLessThan(2_000_000);
    expect(Math.abs((snapshot.liquidations.coins.BTC?.['7d']?.usd ?? 0) - 2_160_000_000)).toBeLessThan(20_000_000);
    expect(Math.abs((snapshot.liquidations.coins.BTC?.['30d']?.usd ?? 0) - 4_400_000_000)).toBeLessThan(20_000_000);
  }, 450_000);

  it('stand in the panel, rounded, for all coins and for BTC', async () => {
    await showsWindows('all', () => panel.read(readWindows));
    await until('the longs and shorts of the day', async () => {
      const { sums } = await agreed();
      const [long = 0, short = 0] = [sums.get('all 24h long'), sums.get('all 24h short')];
      expect(await panel.text()).toContain(`${dollars(long)} longs ${dollars(short)} shorts`);
      return true;
    });
    await panel.click('.scope button:nth-child(2)');
    await showsWindows('BTC', () => panel.read(readWindows));
    await panel.click('.scope button:nth-child(1)');
  });

  it('stand in the popup, rounded, for all coins and for BTC', async () => {
    await showsWindows('all', () => readPopup(readWindows));
    await popup.getByRole('button', { name: 'BTC' }).click();
    await showsWindows('BTC', () => readPopup(readWindows));
    await popup.getByRole('button', { name: 'All coins' }).click();
  });

  it('are by the hour what the ledger offers, in the snapshot and in the height of the bars', async () => {
    const peak = await until('hours that equal the ledger', async () => {
      const snapshot = await stage.run.snapshot();
      if (snapshot === undefined) return undefined;
      const { hours } = snapshot.liquidations;
      const truth = hours.map(({ time }) => offeredHour(stage.market, time, snapshot.asOf));
      if (truth.includes(undefined)) return undefined;
      const shown = hours.map(({ longUsd = Number.NaN, shortUsd = Number.NaN }) => ({
        long: Math.round(longUsd * 100),
        short: Math.round(shortUsd * 100),
      }));
      expect(shown).toEqual(truth);
      expect(hours.map(({ time }) => time)).toEqual(
        Array.from({ length: 24 }, (_none, back) => (Math.floor(snapshot.asOf / hourMs) - 23 + back) * hourMs),
      );
      const bars = await panel.read<{ long: number; short: number; title: string }[]>(
        `return [...root.querySelectorAll('.bars g')].map(bar => ({ long: Number(bar.querySelector('.long').getAttribute('height')),
          short: Number(bar.querySelector('.short').getAttribute('height')), title: bar.querySelector('title').textContent }));`,
      );
      const most = hours.reduce((best, hour) => ((hour.longUsd ?? 0) > (best.longUsd ?? 0) ? hour : best));
      const peakBar = bars?.[hours.indexOf(most)];
      hours.forEach(({ time, longUsd = 0, shortUsd = 0 }, index) => {
        const bar = bars?.[index];
        // Both sides on one scale; what is too small for the screen still shows as 0.8 of a pixel.
        const height = (usd: number) => (usd === 0 ? 0 : Math.max(0.8, (usd / (most.longUsd ?? 1)) * (peakBar?.long ?? 0)));
        expect(bar?.long).toBeCloseTo(height(longUsd), 1);
        expect(bar?.short).toBeCloseTo(height(shortUsd), 1);
        expect(bar?.title).toContain(`${new Date(time).toISOString().slice(11, 16)} UTC`);
      });
      return most;
    });
    // The fall of the reference day had its worst hour from 11:00 on.
    expect(new Date(peak.time).toISOString()).toBe('2026-02-11T11:00:00.000Z');
  });

  it('say how much was heard: as far back as each history goes, the rest since the sockets were opened', async () => {
    await until('the share that was heard', async () => {
      const snapshot = await stage.run.snapshot();
      if (snapshot === undefined) throw new Error('no snapshot');
      const { asOf, liquidations } = snapshot;
      const weights = heardVenues.map(venue => ({
        venue,
        usd: sumOf(
          perpetuals(ledger).filter(market => market.venue === venue),
          market => interestUsd(ledger, market, asOf, asOf),
        ),
      }));
      const whole = sumOf(weights, ({ usd }) => usd);
      for (const name of windowNames) {
        const total = liquidations.market[name];
        const share = sumOf(weights, ({ venue, usd }) => (usd / whole) * heardShare(stage.market, venue, name, asOf));
        // Never more than was open to be heard. Less by what dYdX and Lighter take to subscribe, a contract a second, which shows in the hour alone.
        const over = (total?.coverage ?? 9) - share;
        expect([name, over < 0.01 && over > (name === '1h' ? -0.03 : -0.01), total?.coverage, share]).toEqual([
          name,
          true,
          total?.coverage,
          share,
        ]);
        // The stream of OKX may tell an order up to eight minutes late, and its history two hours: of the last hour nothing is certain before that.
        const heard = heardVenues.filter(venue => heardShare(stage.market, venue, name, asOf) > 0);
        expect(total).toMatchObject({
          venuesHeard: heard.length,
          venuesEnabled: heardVenues.length,
          floor: true,
        });
      }
      const text = (await panel.text()) ?? '';
      expect(text).toContain(`${heardVenues.length} of ${heardVenues.length} venues`);
      expect(text).toContain(`${Math.round((liquidations.market['24h']?.coverage ?? 0) * 100)}% seen`);
      return true;
    });
  });

  it('were asked for without a word that a host would refuse', () => {
    expect(violationsOf(stage.market)).toEqual([]);
  });
});
