// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { firstAddress } from '../../../components/dashboard/address.ts';
import { ChartTable } from '../../../components/dashboard/chart-table.tsx';
import { aroundZero } from '../../../components/dashboard/funding-chart.ts';
import { toTop } from '../../../components/dashboard/fear-chart.ts';
import { Head } from '../../../components/dashboard/head.tsx';
import { Heard } from '../../../components/dashboard/heard.tsx';
import { toBounds } from '../../../components/dashboard/interest-chart.ts';
import { heardSince, isBlank, NoChartsNotice, Progress } from '../../../components/dashboard/notices.tsx';
import { breakLines, toPictureWords } from '../../../components/dashboard/picture.ts';
import { fitWord, phasesOf } from '../../../components/dashboard/price-chart.ts';
import { createReader } from '../../../components/dashboard/readout.ts';
import { Say } from '../../../components/dashboard/say.tsx';
import { toBars } from '../../../components/dashboard/steps.ts';
import { firstTapeChoice, Tape } from '../../../components/dashboard/tape.tsx';
import { blankHistory, midnight, sixSteps } from '../../fixtures/dashboard-history.ts';
import { emptySnapshot, referenceSnapshot } from '../../fixtures/snapshots.ts';
import { draw, press, textOf } from './drawing.ts';

const minuteMs = 60_000;
const nothing = (): void => undefined;

afterEach(() => document.body.replaceChildren());

describe('the head of the dashboard', () => {
  it('has tabs of which one is in the order of Tab, and arrow keys that go around', () => {
    const onAddress = vi.fn();
    const drawn = draw(<Head address={firstAddress} onAddress={onAddress} words="" />);
    const tabs = [...drawn.querySelectorAll('[role=tab]')];
    expect(tabs.map(tab => [textOf(tab), tab.getAttribute('aria-selected'), tab.getAttribute('tabindex')])).toEqual([
      ['Market', 'true', '0'],
      ['Feeds', 'false', '-1'],
      ['Replay', 'false', '-1'],
    ]);
    press(tabs[0], new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    press(tabs[0], new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(onAddress.mock.calls).toEqual([[{ tab: 'replay' }], [{ tab: 'feeds' }]]);
  });

  it('takes a coin that is typed, and shows it among the others', () => {
    const onAddress = vi.fn();
    const drawn = draw(<Head address={{ ...firstAddress, coin: 'DOGE' }} onAddress={onAddress} words="" />);
    expect(textOf(drawn.querySelector('.coins [aria-pressed=true]'))).toBe('DOGE');
    const field = drawn.querySelector('input');
    if (field) field.value = ' pepe ';
    press(drawn.querySelector('form'), new Event('submit', { bubbles: true, cancelable: true }));
    expect(onAddress).toHaveBeenCalledWith({ coin: 'PEPE' });
  });
});

describe('the phases behind the price', () => {
  it('bear their words, shortened to the room of their bands, and none where not a letter has room', () => {
    // Ten pixels a letter: `deleveraging` takes 120, `delev.` 60, `d` 10.
    const fit = (room: number) => fitWord('deleveraging', room, words => words.length * 10);
    expect([120, 119, 60, 59, 10, 9].map(fit)).toEqual(['deleveraging', 'delev.', 'delev.', 'd', 'd', undefined]);
  });

  it('are named once each in the legend, in the order of a fall, without the calm', () => {
    const phases = (['stabilising', 'calm', 'cascade', 'building', 'cascade'] as const).map((phase, place) => ({
      phase,
      from: place,
      to: place + 1,
    }));
    expect(phasesOf({ phases })).toEqual(['building', 'cascade', 'stabilising']);
    expect(phasesOf({ phases: [] })).toEqual([]);
  });
});

describe('the answer', () => {
  it('begins with the phase, and marks what was forced out of longs', () => {
    const drawn = draw(<Say snapshot={referenceSnapshot} coin="" />);
    expect(textOf(drawn.querySelector('.say'))).toMatch(/^Deleveraging\. As of 12 Feb, 00:30 UTC, BTC is at \$67,460/u);
    expect(textOf(drawn.querySelector('.say .neg'))).toBe('≥ $237M');
  });

  it('says what is not known in the first minutes, and how far the reading of the past has come', () => {
    expect(textOf(draw(<Say snapshot={emptySnapshot} coin="BTC" />))).toContain('unknown');
    const drawn = draw(<Progress progress={emptySnapshot.progress} />);
    const bar = drawn.querySelector('progress');
    expect([bar?.getAttribute('value'), bar?.getAttribute('max')]).toEqual(['40', '120']);
    expect(textOf(draw(<Progress progress={[]} />))).toBe('');
  });
});

describe('the place of the charts', () => {
  it('says why there are none, and offers to try again only where that helps', () => {
    const onRetry = vi.fn();
    const notice = (why: 'reading' | 'none' | 'failed', moment?: number) =>
      draw(<NoChartsNotice why={why} coin="BTC" moment={moment} onRetry={onRetry} />);
    expect(textOf(notice('none'))).toBe('Nothing is recorded of BTC in this time yet.');
    expect(textOf(notice('none', midnight))).toBe('Nothing is recorded of BTC before 12 Feb, 00:00 UTC.');
    expect(notice('reading').querySelector('button')).toBeNull();
    press(notice('failed').querySelector('button'), new MouseEvent('click', { bubbles: true }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('knows a history without anything in it, and one that was heard from later on', () => {
    expect([isBlank(blankHistory), isBlank(sixSteps)]).toEqual([true, false]);
    expect(heardSince(sixSteps)).toBeUndefined();
    expect(heardSince({ ...sixSteps, heard: [0, 0, 0, 1, 1, 1] })).toBe(midnight + 30 * minuteMs);
    expect(heardSince(blankHistory)).toBeUndefined();
  });
});

describe('coverage', () => {
  it('draws what was heard of each venue; a sampled one is a floor, and one of which nothing was heard says so', () => {
    const drawn = draw(<Heard history={sixSteps} span="1 hour" />);
    expect([...drawn.querySelectorAll('li')].map(textOf)).toEqual(['Bybit100%', 'Binance≥ 50%', 'OKXnot heard']);
    // (1 + 0 + 1 + 0.75 + 0.25 + 1) / 6
    expect(textOf(drawn.querySelector('h2'))).toBe('Heard, last 1 hour total 67%');
    const strip = drawn.querySelectorAll<HTMLElement>('.strip i')[1];
    expect([strip?.style.left, strip?.style.width]).toEqual(['50%', '50%']);
  });
});

describe('the tape', () => {
  const tape = {
    rows: [
      { time: midnight, venue: 'bybit', base: 'BTC', position: 'long', usd: 1_440_000, price: 66_393 },
      { time: midnight, venue: 'gone', base: 'ETH', position: 'short', usd: 12_000 },
    ],
    found: 1_777,
    keptFrom: midnight - minuteMs,
  } as const;

  it('lists orders with their side in words; a price that is not known is a dash', () => {
    const drawn = draw(<Tape tape={tape} choice={firstTapeChoice} venues={sixSteps.venues} onChoice={nothing} />);
    expect([...drawn.querySelectorAll('tbody tr')].map(row => [...row.querySelectorAll('td')].map(textOf))).toEqual([
      ['12 Feb, 00:00', 'Bybit', 'BTC long', '$1.44M', '66,393'],
      ['12 Feb, 00:00', 'gone', 'ETH short', '$12K', '–'],
    ]);
    expect(textOf(drawn.querySelector('h2'))).toContain('2 of 1,777 orders');
    expect(textOf(drawn)).toContain('Single orders are kept since 11 Feb, 23:59 UTC');
  });

  it('is chosen by size and order, and says when there is none', () => {
    const onChoice = vi.fn();
    const empty = { rows: [], found: 0 };
    const drawn = draw(<Tape tape={empty} choice={firstTapeChoice} venues={[]} onChoice={onChoice} />);
    expect(textOf(drawn)).toContain('No single order of this size is kept of this time.');
    const million = [...drawn.querySelectorAll('button')].find(button => textOf(button) === '≥ $1M');
    press(million, new MouseEvent('click', { bubbles: true }));
    expect(onChoice).toHaveBeenCalledWith({ leastUsd: 1_000_000, order: 'largest' });
  });
});

describe('the charts as a table', () => {
  it('is made when it is opened, newest first, and tells what was not heard', async () => {
    const bars = toBars(sixSteps, sixSteps.stepMs);
    const drawn = draw(<ChartTable view={{ history: sixSteps, bars, charts: [], read: createReader(sixSteps, bars) }} />);
    expect(drawn.querySelector('table')).toBeNull();
    const details = drawn.querySelector('details');
    if (details) details.open = true;
    press(details, new Event('toggle'));
    await new Promise(resolve => setTimeout(resolve));
    const rows = [...drawn.querySelectorAll('tbody tr')].map(row => [...row.children].map(textOf));
    expect(rows.length).toBe(6);
    expect(rows[0]?.[0]).toBe('12 Feb, 00:50 UTC');
    expect(rows[4]?.slice(0, 4)).toEqual(['12 Feb, 00:10 UTC', '68,000', 'not heard', 'not heard']);
  });
});

describe('scales', () => {
  it('of open interest begin at one height, and an equal part of either is an equal length', () => {
    // Shares of the first: coins 1 to 0.9, dollars 1 to 0.8; room of 8 % of 0.2 on both sides.
    const [coins, usd] = toBounds([
      [100, 90, null],
      [5_000, 4_000, 4_500],
    ]);
    expect(coins?.map(value => Number(value.toFixed(6)))).toEqual([78.4, 101.6]);
    expect(usd?.map(value => Number(value.toFixed(6)))).toEqual([3_920, 5_080]);
    expect(toBounds([[null, null]])).toEqual([undefined]);
  });

  it('of funding hold zero, and of fear end at the quarter that holds all', () => {
    const [low, high] = aroundZero(0.0001, 0.0003);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0.0003);
    expect([toTop([5, 11]), toTop([26]), toTop([100]), toTop([])]).toEqual([25, 50, 100, 25]);
  });
});

describe('a picture', () => {
  it('says what it is of, which time, how much of it was heard, and by whom', () => {
    const { title, foot } = toPictureWords(sixSteps, { from: midnight + 20 * minuteMs, to: midnight + 39 * minuteMs });
    expect(title).toBe('Undertow · BTC, 12 Feb, 00:20 UTC to 12 Feb, 00:39 UTC');
    // Of the two steps in view 1 and 0.75 were heard: 87.5 %.
    expect(foot[0]).toMatch(/^88% of the time heard/u);
    expect(foot[1]).toBe('Sources: Binance; 2 of 3 venues, a floor; alternative.me');
  });

  it('breaks long lines between words', () => {
    expect(breakLines('one two three four', 9, text => text.length)).toEqual(['one two', 'three', 'four']);
  });
});
