// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { watchAddress, whenSettled } from '../../../lib/client/page-life.ts';

/** A page of which the test sets every stage. */
function createPage({ prerendering = false, readyState = 'complete' } = {}) {
  const document = Object.assign(new EventTarget(), { prerendering, readyState });
  const idle: (() => void)[] = [];
  const window = Object.assign(new EventTarget(), { document, requestIdleCallback: (run: () => void) => idle.push(run) });
  let settled = false;
  void whenSettled(window as unknown as Parameters<typeof whenSettled>[0]).then(() => (settled = true));
  const later = () => new Promise(resolve => setTimeout(resolve));
  return {
    document,
    window,
    later,
    isSettled: () => settled,
    beIdle: () => idle.forEach(run => run()),
    asked: () => idle.length,
  };
}

describe('a page', () => {
  it('is settled once it is idle after its load', async () => {
    const page = createPage({ readyState: 'interactive' });
    await page.later();
    expect(page.asked()).toBe(0);
    page.window.dispatchEvent(new Event('load'));
    await page.later();
    expect(page.isSettled()).toBe(false);
    page.beIdle();
    await page.later();
    expect(page.isSettled()).toBe(true);
  });

  it('is not settled while it is only prerendered', async () => {
    const page = createPage({ prerendering: true });
    await page.later();
    expect(page.asked()).toBe(0);
    page.document.dispatchEvent(new Event('prerenderingchange'));
    await page.later();
    page.beIdle();
    await page.later();
    expect(page.isSettled()).toBe(true);
  });
});

describe('watching the address', () => {
  it.each(['popstate', 'hashchange'])('hears %s, until it is told to stop', type => {
    const window = new EventTarget();
    const life = new AbortController();
    const changed = vi.fn();
    watchAddress(window as Window, changed, life.signal);
    window.dispatchEvent(new Event(type));
    expect(changed).toHaveBeenCalledTimes(1);
    life.abort();
    window.dispatchEvent(new Event(type));
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it.each(['currententrychange', 'navigatesuccess'])('hears %s where the browser has it', type => {
    const navigation = new EventTarget();
    const changed = vi.fn();
    watchAddress(Object.assign(new EventTarget(), { navigation }) as unknown as Window, changed, new AbortController().signal);
    navigation.dispatchEvent(new Event(type));
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
