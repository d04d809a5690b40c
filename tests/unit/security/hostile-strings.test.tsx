// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Panel } from '../../../components/panel.tsx';
import { Popup } from '../../../components/popup.tsx';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { isSnapshot } from '../../../lib/protocol/snapshot-guard.ts';
import { referenceSnapshot, referenceTime, withWords } from '../../fixtures/snapshots.ts';
import { draw, unfold } from '../components/drawing.ts';

const nothing = (): void => undefined;
const fixed = ['id', 'state', 'role', 'kind', 'base', 'appetite', 'sourceUrl'];
/** Where the popup leads. */
const ourPages = ['dashboard.html', 'options.html'];
/** Words of our own, and figures of the engine: no host has a say in them. */
const ours = ['answers', 'front', 'badge', 'market', 'coins'];

/** The snapshot with every text that comes from a host replaced, and the words that are made of it. Words of ours that views choose by stay. */
function withTexts(text: string): MarketSnapshot {
  const walk = (value: unknown, key: string): unknown => {
    if (ours.includes(key)) return value;
    if (typeof value === 'string') return fixed.includes(key) ? value : text;
    if (Array.isArray(value)) return value.map(each => walk(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
  };
  const made = walk(referenceSnapshot, '');
  if (!isSnapshot(made)) throw new Error('no snapshot');
  return withWords({ ...made, progress: [{ venue: text, stage: text, done: 1, total: 2 }] }, made.badge);
}

function drawAll(snapshot: MarketSnapshot): HTMLElement {
  const actions = {
    resize: nothing,
    grip: nothing,
    nudge: nothing,
    escape: nothing,
    scope: nothing,
    show: nothing,
    site: nothing,
    allowData: nothing,
    retry: nothing,
    whatIf: nothing,
    stepBack: nothing,
  };
  const common = {
    snapshot,
    link: 'live',
    now: referenceTime + 2_000,
    coin: 'BTC',
    scope: undefined,
    theme: 'dark',
    actions,
  } as const;
  const drawn = draw(
    <div>
      {(['pill', 'compact', 'open'] as const).map(size => (
        <Panel key={size} {...common} place={{ size, side: 'left', edge: 'bottom', offset: 12 }} />
      ))}
      <Popup {...common} site={undefined} whatIf={undefined} hoursBack={0} past="none" />
    </div>,
  );
  return unfold(drawn);
}

afterEach(() => document.body.replaceChildren());

describe('texts of hosts', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '</div><script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    '{{constructor.constructor("alert(1)")()}}',
    'javascript:alert(1)',
  ])('are shown as they are, and nothing of them becomes an element, a handler or a link: %s', text => {
    const usual = [...drawAll(withTexts('plain')).querySelectorAll('*')].map(each => each.localName);
    document.body.replaceChildren();
    const drawn = drawAll(withTexts(text));
    const elements = [...drawn.querySelectorAll('*')];
    expect(elements.map(each => each.localName)).toEqual(usual);
    expect(drawn.textContent).toContain(text.slice(0, 20));
    expect(elements.flatMap(each => each.getAttributeNames()).filter(name => name.startsWith('on'))).toEqual([]);
    const links = elements.map(each => each.getAttribute('href') ?? each.getAttribute('src')).filter(link => link !== null);
    expect(links.filter(link => !ourPages.includes(link) && !link.startsWith('https://alternative.me/'))).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://alternative.me.evil.example/',
    '//alternative.me/',
    'http://alternative.me/',
  ])('never lead away: %s', sourceUrl => {
    const { fearGreed } = referenceSnapshot;
    if (fearGreed === undefined) throw new Error('no index in the fixture');
    const drawn = drawAll({ ...referenceSnapshot, fearGreed: { ...fearGreed, sourceUrl } });
    expect([...drawn.querySelectorAll('a')].map(link => link.getAttribute('href'))).toEqual(ourPages);
  });

  it('cannot turn the direction of reading, hide in it, or grow beyond a line', () => {
    const drawn = drawAll(withTexts(`\u202egnol\u2066\u200b\u0000${'x'.repeat(480)}`));
    const shown = [
      drawn.textContent,
      ...[...drawn.querySelectorAll('*')].flatMap(each => each.getAttributeNames().map(name => each.getAttribute(name) ?? '')),
    ].join(' ');
    expect(shown).toContain('gnol');
    expect(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u0000]/u.exec(shown)).toBeNull();
    const words = shown.match(/x+/g)?.map(run => run.length) ?? [];
    expect(Math.max(...words)).toBeLessThanOrEqual(130);
  });

  it('of a megabyte never reach the popup, and in the panel are cut to a line', () => {
    const drawn = drawAll({ ...withTexts('plain'), badge: { ...referenceSnapshot.badge, word: 'x'.repeat(1_000_000) } });
    expect((drawn.textContent ?? '').length).toBeLessThan(20_000);
    const { badge, feeds } = referenceSnapshot;
    const long = 'x'.repeat(1_000_000);
    expect(isSnapshot({ ...referenceSnapshot, badge: { ...badge, word: long } })).toBe(false);
    expect(isSnapshot({ ...referenceSnapshot, feeds: feeds.map(feed => ({ ...feed, name: long })) })).toBe(false);
    expect(isSnapshot(referenceSnapshot)).toBe(true);
  });
});
