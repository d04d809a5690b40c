import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackstage, type Backstage } from './support/backstage.ts';
import type { ChromiumRun } from './support/chromium.ts';
import { attachPanel, type Panel } from './support/panel.ts';
import { spyOnDocument } from './support/spy.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const address = 'https://www.gate.com/trade/BTC_USDT';
/** The same pair on a site that is not switched on. */
const stranger = 'https://www.kucoin.com/trade/BTC-USDT';
/** By which the browser tells a page whose task was long (https://w3c.github.io/longtasks/): never ours by name, at times `unknown`. */
const namesOfLongTasks = 'self same-origin cross-origin ancestor descendant unreachable multiple-contexts unknown';
let stage: Stage;
let run: ChromiumRun;
let backstage: Backstage;

beforeAll(async () => {
  stage = await openStage({ scenario: 'reference-day' });
  ({ run } = stage);
  backstage = await openBackstage(run);
});

afterAll(() => stage.close());

/** The panel at its first size, with figures in it. */
async function open(query = ''): Promise<{ readonly page: Page; readonly panel: Panel }> {
  await backstage.run('await chrome.storage.local.remove("place:gate")');
  const opened = await run.open(`${address}${query}`);
  await opened.panel.waitFor(text => /Liquidated 24h .*≥ \$\d/.test(text), 'figures');
  return opened;
}

/** Waits until the panel is of a size, as it is a moment after the press. */
const becomes = (panel: Panel, size: string): Promise<unknown> =>
  until(`a panel that is ${size}`, () =>
    panel.read<true | undefined>(`return root.querySelector('.u').classList.contains('${size}') || undefined`),
  );

/** Size, side and edge of the panel, and what is pressed in it: everything that a person can change. */
const stateOf = (panel: Panel): Promise<string | undefined> =>
  panel.read(`const view = root.querySelector('.u');
    return [view.className.replace(/is-\\w+|stale/g, ''), view.style.cssText, ...[...view.querySelectorAll('[aria-pressed=true]')].map(each => each.textContent)].join('|')`);

describe('a page that wants to read the panel', () => {
  it('finds nothing of what it says in anything that its scripts can reach', async () => {
    const query = 'hostile=shadow,observer';
    const { page, panel } = await open(`?${query}`);
    const { pathname: path, host } = new URL(address);
    const served = new TextDecoder().decode(stage.market.answer({ method: 'GET', host, path, query, headers: {} }).body);
    // What any page learns without us, with an element below its root and a task so long that the browser tells of it: names in windows,
    // styles, entries.
    const control = await run.context.newPage();
    await control.goto(`${stranger}?${query}`);
    await control.evaluate(() => {
      document.documentElement.append(document.createElement('div'));
      const end = performance.now() + 200;
      while (performance.now() < end);
    });
    const common = `${served} ${namesOfLongTasks} ${await control.evaluate(spyOnDocument)}`;
    await control.close();
    await page.bringToFront();
    const words = ((await panel.text()) ?? '').split(' ').filter(word => word.length >= 4 && !common.includes(word));
    expect(words).toEqual(expect.arrayContaining(['Liquidated', 'Extreme', expect.stringMatching(/^67,\d{3}$/)]));
    const learnt = await page.evaluate(spyOnDocument);
    expect(learnt).toContain('Order book');
    expect(learnt).toContain('"shadowRoots":[]');
    expect(words.filter(word => learnt.includes(word))).toEqual([]);
    await page.close();
  });

  it('sees one plain element without attributes below the root, and neither a style sheet nor a name of ours', async () => {
    const { page } = await open();
    const look = () => ({
      strangers: [...document.documentElement.children].slice(2).map(element => (element.cloneNode(true) as Element).outerHTML),
      roots: [...document.querySelectorAll('*')].filter(element => element.shadowRoot !== null).length,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      names: Object.getOwnPropertyNames(window).sort(),
    });
    const seen = await page.evaluate(look);
    // Not a byte of ours is on the page where people log in.
    await page.goto('https://www.gate.com/login');
    const usual = await page.evaluate(look);
    expect(usual.strangers).toEqual([]);
    expect(seen).toEqual({ ...usual, strangers: ['<div></div>'] });
    await page.close();
  });

  it('gets no text where it lets the browser search the window for a word of the panel', async () => {
    const { page } = await open();
    // The browser itself tells whether a word stands anywhere in sight, closed roots included; it must not give what stands around it.
    const selected = await page.evaluate(() => {
      const { find } = window as unknown as {
        find(word: string, caseSensitive: boolean, backwards: boolean, wrap: boolean): boolean;
      };
      const selection = getSelection();
      return ['character', 'word', 'line', 'paragraph', 'documentboundary'].flatMap(reach => {
        find.call(window, 'Liquidated', false, false, true);
        selection?.modify('extend', 'forward', reach);
        selection?.modify('extend', 'backward', reach);
        selection?.modify('extend', 'forward', reach);
        const range = selection?.rangeCount === 1 ? selection.getRangeAt(0) : undefined;
        return [String(selection), range?.toString() ?? '', range?.cloneContents().textContent ?? ''];
      });
    });
    expect(selected.filter(text => /Liquid|24h|\$/.test(text))).toEqual([]);
    await page.close();
  });

  it('learns of a press in the panel only that it fell on that element', async () => {
    const { page, panel } = await open('?hostile=keys');
    await panel.click('.icon');
    await panel.waitFor(text => text.includes('Open interest') || text.includes('All coins'), 'the open view');
    const heard = await page.evaluate(() => (window as unknown as Hostile).__hostile.events);
    expect(heard.map(event => event.type)).toContain('click');
    for (const event of heard)
      expect([event.type, event.target, event.path.slice(0, 2)]).toEqual([event.type, 'div', ['div', 'html']]);
    await page.close();
  });
});

interface Hostile {
  readonly __hostile: {
    readonly events: readonly { readonly type: string; readonly target: string; readonly path: readonly string[] }[];
  };
}

describe('a page that presses in place of the user', () => {
  it('changes nothing by the events that its script makes', async () => {
    const { page, panel } = await open('?hostile=shadow');
    const [before, decided] = [await stateOf(panel), await backstage.decisions()];
    const more = await panel.box('.icon');
    await page.evaluate(
      ({ x, y }) => {
        const host = [...document.documentElement.children].find(element => element.localName === 'div');
        const inside = [...(host?.shadowRoot?.querySelectorAll('*') ?? [])];
        for (const target of [host, document.elementFromPoint(x, y), document, document.body, window, ...inside]) {
          const place = { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y, button: 0, pointerId: 1 };
          for (const type of ['pointerdown', 'pointermove', 'pointerup', 'lostpointercapture'])
            target?.dispatchEvent(new PointerEvent(type, place));
          for (const type of ['mousedown', 'mouseup', 'click', 'dblclick']) target?.dispatchEvent(new MouseEvent(type, place));
          for (const key of ['Escape', 'Enter', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Tab']) {
            for (const type of ['keydown', 'keyup']) target?.dispatchEvent(new KeyboardEvent(type, { ...place, key }));
          }
          if (target instanceof HTMLElement) target.click();
        }
      },
      { x: (more?.x ?? 0) + 4, y: (more?.y ?? 0) + 4 },
    );
    expect(await stateOf(panel)).toBe(before);
    expect(await backstage.decisions()).toEqual(decided);
    await page.close();
  });

  it('would change nothing with a hand inside the closed root either, where a person does', async () => {
    const { page, panel } = await open();
    const [before, decided] = [await stateOf(panel), await backstage.decisions()];
    await panel.read(`for (const target of root.querySelectorAll('*')) {
      const place = { bubbles: true, composed: true, cancelable: true, clientX: 40, clientY: 40, button: 0, pointerId: 1 };
      if (target.click) target.click();
      for (const type of ['pointerdown', 'pointermove', 'pointerup']) target.dispatchEvent(new PointerEvent(type, place));
      for (const key of ['Escape', 'Enter', ' ', 'ArrowRight', 'ArrowUp']) target.dispatchEvent(new KeyboardEvent('keydown', { ...place, key }));
    } return true;`);
    expect(await stateOf(panel)).toBe(before);
    expect(await backstage.decisions()).toEqual(decided);
    await panel.click('[aria-label=More]');
    await panel.waitFor(text => text.includes('All coins'), 'the open view');
    expect(await stateOf(panel)).not.toBe(before);
    await page.close();
  });

  it('cannot have the evidence opened by a search, a fragment of its address or an event', async () => {
    const { page, panel } = await open();
    await panel.click('[aria-label=More]');
    await panel.waitFor(text => text.includes('Why “'), 'the open view');
    await page.evaluate(() => {
      const { find } = window as unknown as { find(word: string): boolean };
      for (const word of ['needs', 'Longs forced out', 'Why “']) find.call(window, word);
      location.hash = '#:~:text=needs';
      for (const type of ['click', 'toggle', 'beforematch'])
        document.documentElement.lastElementChild?.dispatchEvent(new Event(type));
    });
    expect(await panel.read(`return [root.querySelector('.fold').ariaExpanded, root.querySelector('.fold + .rows')]`)).toEqual([
      'false',
      null,
    ]);
    await panel.click('.fold');
    await panel.waitFor(text => text.includes('needs ≥'), 'the evidence');
    await page.close();
  });

  it('gets nothing for a click that it steals: the panel has only buttons, and they move, size and scope the panel', async () => {
    const { page, panel } = await open();
    const { 'place:gate': _, ...others } = await backstage.decisions();
    const [scripts, pages] = [await backstage.registered(), run.context.pages().length];
    const allowed = await backstage.run<unknown>('return chrome.permissions.getAll()');
    // A lid that shows something else and lets the pointer through: what a stolen click looks like to the user.
    await page.evaluate(() => {
      const lid = document.createElement('div');
      lid.popover = 'manual';
      lid.textContent = 'Free coins: click here';
      lid.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;background:#fff;pointer-events:none';
      document.body.append(lid);
      lid.showPopover();
      document.body.style.opacity = '0.01';
    });
    const pressed: string[] = [];
    for (const size of ['compact', 'open', 'pill']) {
      if (size === 'open') await panel.click('[aria-label=More]');
      if (size === 'pill') await panel.click('[aria-label=Minimise]');
      await becomes(panel, size);
      const active = await panel.read<string[]>(
        `return [...root.querySelectorAll('a, input, textarea, select, form, iframe, object, embed, audio, video, [contenteditable], [href], [onclick], [draggable=true]')].map(each => each.localName)`,
      );
      expect(active).toEqual([]);
      const labels = await panel.read<string[]>(
        `return [...root.querySelectorAll('button, [role=button], [tabindex]')].map(each => each.getAttribute('aria-label') ?? each.textContent)`,
      );
      // What is dragged says what it shows first, which is of the day.
      pressed.push(...(labels ?? []).map(label => label.replace(/^.*\. (?=Move the panel|Undertow: open)/su, '')));
      if (size === 'open') for (const place of [1, 2]) await panel.click(`.scope button:nth-child(${String(place)})`);
    }
    expect([...new Set(pressed)].sort()).toEqual([
      'All coins',
      'BTC',
      'Less',
      'Minimise',
      'More',
      'Move the panel: drag it, or press an arrow key',
      'Undertow: open the panel, or move it with the arrow keys',
      expect.stringMatching(/^Why “/),
    ]);
    await expect.poll(async () => (await backstage.decisions())['place:gate']).toMatchObject({ size: 'pill' });
    const { 'place:gate': __, ...after } = await backstage.decisions();
    expect(after).toEqual(others);
    expect(await backstage.registered()).toEqual(scripts);
    expect(await backstage.run<unknown>('return chrome.permissions.getAll()')).toEqual(allowed);
    expect(run.context.pages().length).toBe(pages);
    expect(page.url()).toBe(address);
    await page.close();
  });

  it('cannot hide, move or deafen the element by styles that it sets on it', async () => {
    const { page, panel } = await open();
    const box = await panel.box('.u');
    const shown = await page.evaluate(() => {
      const host = document.documentElement.lastElementChild as HTMLElement;
      const wishes = {
        opacity: '0',
        display: 'none',
        visibility: 'hidden',
        transform: 'translate(900px, 900px)',
        'pointer-events': 'none',
        'z-index': '-1',
        filter: 'blur(9px)',
        'clip-path': 'inset(50%)',
        zoom: '3',
      };
      for (const [name, value] of Object.entries(wishes)) host.style.setProperty(name, value, 'important');
      const style = getComputedStyle(host);
      return Object.keys(wishes).map(name => `${name}: ${style.getPropertyValue(name)}`);
    });
    expect(shown).toEqual([
      'opacity: 1',
      'display: block',
      'visibility: visible',
      'transform: none',
      'pointer-events: auto',
      'z-index: auto',
      'filter: none',
      'clip-path: none',
      'zoom: 1',
    ]);
    // As high as its figures want it, which may change meanwhile.
    await expect.poll(async () => ({ ...(await panel.box('.u')), height: 0, y: 0 })).toEqual({ ...box, height: 0, y: 0 });
    await page.close();
  });
});

describe('keys', () => {
  it('typed while the panel has the focus go nowhere: the panel takes no text, and the page is told of no text', async () => {
    const { page, panel } = await open('?hostile=keys');
    await panel.click('.grip');
    const before = await stateOf(panel);
    await page.evaluate(() => void ((window as unknown as { __hostile: { events: unknown[] } }).__hostile.events = []));
    await page.keyboard.type('Secret 42');
    const heard = await page.evaluate(() => (window as unknown as Hostile).__hostile.events);
    const kinds = [...new Set(heard.map(event => event.type))].sort();
    expect(kinds).toEqual(['keydown', 'keypress', 'keyup']);
    for (const event of heard) expect(event.path.slice(0, 2)).toEqual(['div', 'html']);
    expect(await page.evaluate(() => [...document.querySelectorAll('input')].some(input => input.value.includes('Secret')))).toBe(
      false,
    );
    expect(await stateOf(panel)).toBe(before);
    await page.close();
  });

  it('typed into the page are left alone by the panel, Escape and the arrows too', async () => {
    const { page, panel } = await open();
    const before = await stateOf(panel);
    await page.evaluate(() => {
      const kept = ((window as unknown as { kept: unknown[] }).kept = []) as unknown[];
      window.addEventListener('keydown', event => kept.push([event.key, event.defaultPrevented]));
    });
    await page.click('[data-test=order-amount]');
    await page.keyboard.type('0.5');
    for (const key of ['ArrowLeft', 'ArrowUp', 'Escape']) await page.keyboard.press(key);
    expect(await page.inputValue('[data-test=order-amount]')).toBe('0.5');
    expect(await page.evaluate(() => (window as unknown as { kept: unknown[] }).kept)).toEqual(
      ['0', '.', '5', 'ArrowLeft', 'ArrowUp', 'Escape'].map(key => [key, false]),
    );
    expect(await stateOf(panel)).toBe(before);
    await page.close();
  });
});

describe('styles', () => {
  const look = `const names = ['fontSize', 'fontFamily', 'lineHeight', 'letterSpacing', 'textTransform', 'display', 'visibility', 'opacity', 'position', 'boxSizing', 'pointerEvents', 'transform', 'filter', 'zIndex', 'width', 'direction'];
    return ['.u', '.head', '.grip', '.body', '.icon', '.big', '.dim', '.sub'].map(selector => {
      const style = getComputedStyle(root.querySelector(selector));
      return [selector, ...names.filter(name => name !== 'width' || selector === '.u').map(name => style[name])];
    });`;

  it('of the page do not reach into the panel', async () => {
    const plain = await open();
    const wanted = await plain.panel.read<unknown>(look);
    const { page, panel } = await open('?hostile=css');
    await page.evaluate(() => {
      document.documentElement.style.cssText = 'font-size: 62.5%; direction: rtl; letter-spacing: 9px; visibility: hidden';
      for (const name of ['--bg', '--ink', '--line', '--up', '--down']) document.documentElement.style.setProperty(name, 'red');
    });
    expect(await panel.read<unknown>(look)).toEqual(wanted);
    expect(await panel.read<string>(`return getComputedStyle(root.querySelector('.u')).getPropertyValue('--up')`)).not.toBe(
      'red',
    );
    await plain.page.close();
    await page.close();
  });

  it('of the panel do not reach into the page', async () => {
    await backstage.run('await chrome.storage.local.remove("place:gate")');
    const page = await run.context.newPage();
    // The panel waits for the page to be loaded and idle; this is heard before.
    await page.addInitScript(() => {
      const measure = () => ({
        styles: [document.documentElement, ...document.body.querySelectorAll('*')].map(element => {
          const style = getComputedStyle(element);
          return [...style].map(name => `${name}: ${style.getPropertyValue(name)}`).join('; ');
        }),
        size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
      });
      addEventListener('load', () => Object.assign(window, { measure, before: measure() }));
    });
    await page.goto(address);
    const panel = await attachPanel(page);
    await panel.waitFor(text => /Liquidated 24h .*≥ \$\d/.test(text), 'figures');
    const changed = await page.evaluate(() => {
      interface Measure {
        readonly styles: readonly string[];
        readonly size: readonly number[];
      }
      const { measure, before } = window as unknown as { measure(): Measure; readonly before: Measure };
      const after = measure();
      return {
        elements: before.styles.length,
        changed: after.styles.filter((style, index) => style !== before.styles[index]).length,
        sizes: [before.size, after.size],
      };
    });
    expect(changed.elements).toBeGreaterThan(50);
    expect(changed.changed).toBe(0);
    expect(changed.sizes[0]).toEqual(changed.sizes[1]);
    await page.close();
  });
});

describe('a script that is put into the page again', () => {
  it('takes over from the copy that is there, so that one panel stands and it works', async () => {
    const { page, panel } = await open();
    for (let time = 0; time < 3; time++) {
      await page.evaluate(() => Object.assign(window, { older: document.documentElement.lastElementChild }));
      await backstage.run(`const [tab] = await chrome.tabs.query({ url: '${address}' });
        await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['/overlay.js'] });`);
      await page.waitForFunction(() => {
        const { older } = window as unknown as { readonly older: Element };
        return !older.isConnected && document.documentElement.lastElementChild?.localName === 'div';
      }, undefined);
    }
    await page.bringToFront();
    await panel.waitFor(text => /Liquidated 24h .*≥ \$\d/.test(text), 'figures again');
    expect(await panel.count()).toBe(1);
    await panel.click('[aria-label=More]');
    await panel.waitFor(text => text.includes('All coins'), 'the open view');
    expect(await panel.count()).toBe(1);
    await page.close();
  });
});
