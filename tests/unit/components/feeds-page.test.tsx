// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFeedsControl } from '../../../components/feeds-page-live.tsx';
import { FeedsPage } from '../../../components/feeds-page.tsx';
import type { FeedsPageProps } from '../../../components/feeds-page.tsx';
import { formatBytes } from '../../../components/host-ledger.tsx';
import { feedsPage } from '../../fixtures/feeds-page.ts';
import { createCaller } from '../../../lib/client/call.ts';
import { createFakeRuntime, createFakeTime } from '../client/fakes.ts';
import { draw, press, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

const nothing = (): void => undefined;

const drawPage = (props: Partial<FeedsPageProps> = {}): HTMLElement =>
  draw(<FeedsPage page={feedsPage} link="live" onRetry={nothing} onClear={nothing} {...props} />);

const venue = (page: HTMLElement, name: string): Element | undefined =>
  [...page.querySelectorAll('.venue')].find(each => textOf(each.querySelector('b')) === name);

describe('the page of feeds', () => {
  it('draws the last 24 hours of a venue as a strip with its gap, which says when and why', () => {
    const strip = venue(drawPage(), 'Bybit')?.querySelector('.strip');
    expect(strip?.getAttribute('aria-label')).toBe('Bybit: 97% of the last 24 hours heard');
    const [first, second, gap] = [...(strip?.querySelectorAll<HTMLElement>('i') ?? [])];
    // 15 of 24 hours, then 0.8 hours of nothing.
    expect([first?.style.left, first?.style.width]).toEqual(['0%', '62.5%']);
    expect(Number.parseFloat(second?.style.left ?? '')).toBeCloseTo(65.833, 2);
    expect(gap?.className).toBe('gap');
    expect(gap?.title).toBe('15:30 UTC to 16:18 UTC: closed (1006)');
  });

  it('says of each venue what it counts and what it cannot know', () => {
    expect(textOf(venue(drawPage(), 'Bybit')?.querySelector('dl'))).toBe(
      'CountsEvery forced order, at its bankruptcy price.Cannot knowWhat was not heard: it keeps no history.',
    );
  });

  it('shows of each stream its state, last event, last control, rate against usual, junk and last error', () => {
    const rows = [...(venue(drawPage(), 'Bybit')?.querySelectorAll('tbody tr') ?? [])].map(row =>
      [...row.querySelectorAll('td')].map(textOf),
    );
    expect(rows).toEqual([
      ['Bybit liquidations, linear', 'live listening', '4 s ago', '0 s ago', '2.4 / 12', '0', 'none'],
      ['Bybit prices', 'failing no answer in time', '–', '1 min ago', '– / –', '3', 'no answer in time (12 Feb, 00:29 UTC)'],
    ]);
  });

  it('marks a sampled venue as a floor, a silent one by its worst feed, and one without liquidations in words', () => {
    const page = drawPage();
    expect(textOf(venue(page, 'Bybit')?.querySelector('summary'))).toContain('97%failing: no answer in time');
    expect(textOf(venue(page, 'Binance')?.querySelector('summary'))).toContain('≥ 97%switched off');
    const none = venue(page, 'Hyperliquid');
    expect(textOf(none?.querySelector('summary'))).toContain('No public liquidation data');
    expect(none?.querySelector('.strip')).toBeNull();
  });

  it('counts the venues that were heard throughout among those that are on and publish anything', () => {
    expect(textOf(drawPage().querySelector('#venues'))).toContain('0 of 1 heard throughout, 97% on average');
  });

  it('tells of a clock that is off by more than two seconds, and of no other', () => {
    expect(textOf(drawPage())).toContain('This computer’s clock is 4 s ahead of the market’s');
    const clock = { ...feedsPage.clock, offsetMs: 1_900 };
    expect(textOf(drawPage({ page: { ...feedsPage, clock } }))).not.toContain('This computer’s clock');
  });

  it('lists every contacted host with how often, how much, when and why', () => {
    const cells = [...drawPage().querySelectorAll('.hosts tbody td')].map(textOf);
    expect(cells).toEqual([
      'api.bybit.com',
      '1,204',
      '2',
      '48 MB',
      '12 Feb, 00:30 UTC',
      'prices: linear; contracts: linear and 1 more',
    ]);
    expect(drawPage().querySelector('.hosts td[title]')?.getAttribute('title')).toContain('1200 × prices: linear');
  });

  it('shows what a key brought, beside and by name', () => {
    expect(textOf(drawPage().querySelector('.keyed'))).toContain('24h $410M$300M longs, $110M shorts');
  });

  it('shows progress while the past is read', () => {
    const bar = drawPage().querySelector('progress');
    expect([bar?.getAttribute('value'), bar?.getAttribute('max')]).toEqual(['40', '120']);
  });

  it('clears the list and tries again for a person only', () => {
    const [onClear, onRetry] = [vi.fn(), vi.fn()];
    const page = drawPage({ onClear, onRetry });
    const [retry, clear] = page.querySelectorAll('button.retry');
    clear?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(onClear).not.toHaveBeenCalled();
    press(clear, new MouseEvent('click', { bubbles: true }));
    press(retry, new MouseEvent('click', { bubbles: true }));
    expect([onClear.mock.calls.length, onRetry.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [48_123, '48 kB'],
    [2_345_678, '2.3 MB'],
    [7.2e12, '7200 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('reading the page of feeds', () => {
  it('asks every second while it is looked at, keeps what was known when nobody answers, and says that nobody does', async () => {
    const time = createFakeTime();
    let isAnswering = true;
    const { runtime, messages } = createFakeRuntime(async () => {
      if (!isAnswering) throw new Error('gone');
      return { res: feedsPage };
    });
    const { clock, timers } = time;
    const onUnanswered = vi.fn();
    const call = createCaller({ runtime, clock, timers });
    const feeds = createFeedsControl({ call, timers, isVisible: () => true, onChange: nothing, onUnanswered });
    expect(textOf(drawPage({ page: feeds.page }))).toContain('Waiting for the background…');
    await time.pass(2_000);
    expect(messages).toEqual([]);
    feeds.want(true);
    await time.pass(2_100);
    expect(messages.filter(({ type }) => type === 'feeds.read').length).toBe(3);
    isAnswering = false;
    await time.pass(1_000);
    expect(onUnanswered).toHaveBeenCalledTimes(1);
    expect(feeds.page).toEqual(feedsPage);
    feeds.want(false);
    const asked = messages.length;
    await time.pass(5_000);
    expect(messages.length).toBe(asked);
  });
});
