// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Appearance } from '../../../components/options-appearance.tsx';
import { Data } from '../../../components/options-data.tsx';
import type { DataActions, DataProps } from '../../../components/options-data.tsx';
import { Language } from '../../../components/options-language.tsx';
import { Levels, readTypedLevel } from '../../../components/options-levels.tsx';
import { languages } from '../../../lib/i18n/languages.ts';
import { defaultAppearance } from '../../../lib/model/appearance.ts';
import { defaultFormats } from '../../../lib/model/formats.ts';
import type { OwnLevels } from '../../../lib/model/own-levels.ts';
import { draw, press, textOf } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

const click = (element: Element | null | undefined): void => press(element, new MouseEvent('click', { bubbles: true }));
const buttonOf = (page: Element, name: string): Element | undefined =>
  [...page.querySelectorAll('button')].find(each => (each.getAttribute('aria-label') ?? textOf(each)) === name);

describe('the section of levels', () => {
  const drawLevels = (levels: OwnLevels, problem?: string) => {
    const onChange = vi.fn();
    const onProblem = vi.fn();
    const page = draw(<Levels levels={levels} problem={problem} onChange={onChange} onProblem={onProblem} />);
    const add = (coin: string, price: string): void => {
      const [coinField, priceField] = page.querySelectorAll('input');
      if (coinField === undefined || priceField === undefined) throw new Error('no fields');
      coinField.value = coin;
      priceField.value = price;
      press(page.querySelector('form'), new SubmitEvent('submit', { bubbles: true, cancelable: true }));
    };
    return { page, add, onChange, onProblem };
  };

  it('lists them by coin, highest first, and counts them', () => {
    const { page } = drawLevels({ BTC: [65_000, 70_250.5], PEPE: [0.0000071] });
    expect([...page.querySelectorAll('li span')].map(textOf)).toEqual(['BTC 70,251', 'BTC 65,000', 'PEPE 0.0000071']);
    expect(textOf(page.querySelector('h2'))).toBe('Levels 3 of 50 levels');
  });

  it('takes what is typed as people type it, and keeps the coin for the next', () => {
    const { page, add, onChange } = drawLevels({});
    add(' eth ', '$1,900.5');
    add('eth', '2k');
    expect(onChange.mock.calls).toEqual([
      ['ETH', 1_900.5, true],
      ['ETH', 2_000, true],
    ]);
    const [coin, price] = page.querySelectorAll('input');
    expect([coin?.value, price?.value]).toEqual(['eth', '']);
  });

  it('says of what is none why, beside the field, and hands on nothing', () => {
    const { add, onChange, onProblem, page } = drawLevels({ BTC: [65_000] }, 'This level is in the list already.');
    for (const [coin, price] of [
      ['', '1'],
      ['BTC', ''],
      ['BTC', '-5'],
      ['BTC', '0'],
      ['BTC', '65,000'],
    ] as const)
      add(coin, price);
    expect(onChange).not.toHaveBeenCalled();
    expect(onProblem).toHaveBeenCalledTimes(5);
    expect(onProblem.mock.lastCall).toEqual(['This level is in the list already.']);
    expect(textOf(page.querySelector('[role=alert]'))).toBe('This level is in the list already.');
    expect(readTypedLevel({ coin: 'BTC', price: '65000' }, { BTC: [65_000] })).toBe('twin');
  });

  it('removes the one whose button is pressed', () => {
    const { page, onChange } = drawLevels({ BTC: [65_000, 70_000] });
    click(buttonOf(page, 'Remove: BTC at 65,000'));
    expect(onChange.mock.calls).toEqual([['BTC', 65_000, false]]);
  });
});

describe('the section of colours', () => {
  it('changes one thing and leaves the others', () => {
    const onChange = vi.fn();
    const appearance = { palette: 'blue-orange', swapped: true, density: 'comfortable' } as const;
    const page = draw(<Appearance appearance={appearance} theme="dark" onChange={onChange} />);
    const [, , purple, , compact] = page.querySelectorAll('input');
    for (const field of [purple, compact]) press(field, new Event('change', { bubbles: true }));
    click(page.querySelector('[role=switch]'));
    expect(onChange.mock.calls.map(([next]: unknown[]) => next)).toEqual([
      { ...appearance, palette: 'purple-teal' },
      { ...appearance, density: 'compact' },
      { ...appearance, swapped: false },
    ]);
  });

  it('shows a panel in little that wears what is chosen', () => {
    const sample = (page: Element) => page.querySelector('.sample')?.className.trim();
    const chosen = { palette: 'blue-orange', swapped: true, density: 'compact' } as const;
    expect(sample(draw(<Appearance appearance={chosen} theme="light" onChange={vi.fn()} />))).toBe(
      'u sample light blue-orange swapped dense',
    );
    expect(sample(draw(<Appearance appearance={defaultAppearance} theme="dark" onChange={vi.fn()} />))).toBe('u sample dark');
  });
});

describe('the section of language', () => {
  it('shows how each choice of numbers looks, and hands on what is chosen', () => {
    const onChange = vi.fn();
    const page = draw(<Language formats={defaultFormats} onChange={onChange} />);
    const [numbers, times] = page.querySelectorAll('select');
    expect([...(numbers?.options ?? [])].map(textOf).slice(0, 3)).toEqual([
      'As the words: 1,234,567.80',
      expect.stringMatching(/^As the browser: /),
      '1.234.567,80',
    ]);
    if (numbers === undefined || times === undefined) throw new Error('no fields');
    numbers.value = 'de-DE';
    press(numbers, new Event('change', { bubbles: true }));
    times.value = 'local';
    press(times, new Event('change', { bubbles: true }));
    expect(onChange.mock.calls).toEqual([[{ numbers: 'de-DE', zone: 'utc' }], [{ numbers: 'words', zone: 'local' }]]);
  });

  it('names the languages of which there are words', () => {
    const files = readdirSync(join(import.meta.dirname, '../../../locales')).filter(name => name.endsWith('.json'));
    expect([...languages].sort()).toEqual(files.map(name => name.replace('.json', '')).sort());
    expect(textOf(draw(<Language formats={defaultFormats} onChange={vi.fn()} />))).toContain('It has: English.');
  });
});

describe('the section of data', () => {
  const drawData = (props: Partial<DataProps> = {}) => {
    const actions: DataActions = {
      saveSettings: vi.fn(),
      saveMarket: vi.fn(),
      choose: vi.fn(),
      settle: vi.fn(),
      ask: vi.fn(),
      wipe: vi.fn(),
    };
    const page = draw(
      <Data data={undefined} file={undefined} notice={undefined} asked={undefined} actions={actions} {...props} />,
    );
    return { page, actions };
  };

  it('tells what is kept, an estimate as one, and no size where there is nothing', () => {
    const { page } = drawData({
      data: {
        now: 0,
        tables: [
          { table: 'events', rows: 12_345, bytes: 2_500_000 },
          { table: 'openInterest', rows: 0 },
        ],
        usedBytes: 7_100_000,
        oldestDay: Date.UTC(2026, 0, 13),
        onlyInMemory: 'the disk is full',
      },
    });
    expect([...page.querySelectorAll('tbody tr')].map(row => [...row.children].map(textOf))).toEqual([
      ['Forced orders, 48 hours', '12,345', '≈ 2.5 MB'],
      ['Open interest', '0', '–'],
    ]);
    expect(textOf(page)).toContain('The oldest day is 13 Jan. On the disk, as the browser tells: 7.1 MB.');
    expect(textOf(page.querySelector('.notice-line'))).toBe('Nothing outlives the browser: the disk is full');
  });

  it('wipes only at the second press, which says what is lost before it', () => {
    const first = drawData();
    expect(textOf(first.page)).toMatch(/the rest is lost\. Settings, keys and past alerts stay\./);
    click(buttonOf(first.page, 'Wipe: Everything'));
    expect(first.actions.ask).toHaveBeenCalledWith('everything');
    expect(first.actions.wipe).not.toHaveBeenCalled();
    const second = drawData({ asked: 'everything' });
    expect(textOf(document.activeElement)).toBe('Wipe for good');
    click(buttonOf(second.page, 'Wipe for good'));
    expect(second.actions.wipe).toHaveBeenCalledWith('everything');
    click(buttonOf(second.page, 'Cancel'));
    expect(second.actions.ask).toHaveBeenCalledWith(undefined);
  });

  it('shows what a file would change, and applies it when told so', () => {
    const { page, actions } = drawData({
      file: {
        name: 'mine.json',
        answer: {
          kind: 'read',
          applied: false,
          changes: [
            { path: 'levels.BTC', before: '[65000]', after: '[70000]' },
            { path: 'sites.okx', before: 'false' },
          ],
        },
      },
    });
    expect(textOf(page.querySelector('#load-said'))).toBe('mine.json This changes 2 settings:');
    expect([...page.querySelectorAll('.changes li')].map(textOf)).toEqual([
      'levels.BTC [65000] → [70000]',
      'sites.okx false → not set',
    ]);
    click(buttonOf(page, 'Apply'));
    click(buttonOf(page, 'Cancel'));
    expect(vi.mocked(actions.settle).mock.calls).toEqual([[true], [false]]);
  });

  it('says of a file that is refused where it is wrong, and offers nothing to apply', () => {
    const refused = (file: DataProps['file']) => {
      const { page } = drawData({ file });
      expect(buttonOf(page, 'Apply')).toBeUndefined();
      return textOf(page.querySelector('#load-said'));
    };
    const answer = (fault: 'json' | 'value', path: string) => ({ kind: 'refused', fault, path }) as const;
    expect(refused({ name: 'a.json', answer: answer('json', '') })).toBe('a.json This file is no JSON, so nothing was changed.');
    expect(refused({ name: 'a.json', answer: answer('value', 'levels.BTC[1]') })).toContain('“levels.BTC[1]” in the file');
    expect(refused({ name: 'a\u202e.json', answer: 'size' })).toMatch(/^a\.json This file is too large/);
  });

  it('says where it was asked for what became of it', () => {
    const { page } = drawData({ notice: { where: 'save', words: 'Saved as x.json.', isBad: false } });
    expect([...page.querySelectorAll('p[role=status]')].map(textOf)).toEqual(['Saved as x.json.', '', '']);
  });
});
