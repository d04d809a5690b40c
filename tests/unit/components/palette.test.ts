import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { palettes } from '../../../lib/model/appearance.ts';

/** Red, green and blue of sRGB, 0 to 1. */
type Rgb = readonly [number, number, number];

const css = (name: string): string =>
  readFileSync(new URL(`../../../components/${name}`, import.meta.url), 'utf8').replace(/\/\*[^]*?\*\//g, '');

/** The custom properties of a rule, by its selector. */
function readRule(sheet: string, selector: string): Readonly<Record<string, string>> {
  const escaped = selector.replaceAll('.', '\\.');
  const body = [...sheet.matchAll(new RegExp(`(?:^|\\})\\s*${escaped} \\{([^}]*)\\}`, 'g'))].map(([, inside]) => inside).join('');
  return Object.fromEntries([...body.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

const palette = css('palette.css');
const panel = css('panel.css');
const page = css('page.css');
const themes = ['dark', 'light'] as const;

function toRgb(hex: string | undefined): Rgb {
  const long = /^#(.)(.)(.)$/.test(hex ?? '') ? hex?.replace(/[^#]/g, '$&$&') : hex;
  const [, red, green, blue] = /^#(..)(..)(..)$/.exec(long ?? '') ?? [];
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`no colour: ${String(hex)}`);
  return [parseInt(red, 16) / 255, parseInt(green, 16) / 255, parseInt(blue, 16) / 255];
}

/** What an element of the theme and the palette sees. */
function coloursOf(name: string, theme: (typeof themes)[number]): Readonly<Record<string, string>> {
  const isLight = theme === 'light';
  return {
    ...readRule(panel, '.u'),
    ...readRule(page, 'body.u.page'),
    ...readRule(palette, '.u'),
    ...(isLight
      ? { ...readRule(panel, '.light'), ...readRule(page, 'body.u.page.light'), ...readRule(palette, '.u.light') }
      : {}),
    ...(name === 'classic' ? {} : readRule(palette, `.u.${name}`)),
    ...(name === 'classic' || !isLight ? {} : readRule(palette, `.u.${name}.light`)),
  };
}

/** IEC 61966-2-1. */
const toLinear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** Relative luminance and contrast ratio of WCAG 2.2. */
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const mix = (colour: Rgb, ground: Rgb, share: number): Rgb => [
  colour[0] * share + ground[0] * (1 - share),
  colour[1] * share + ground[1] * (1 - share),
  colour[2] * share + ground[2] * (1 - share),
];

/** Severity 1.0 of Machado, Oliveira & Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009. */
const visions = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;
type Vision = keyof typeof visions;

const times = (row: Rgb, [a, b, c]: Rgb): number => row[0] * a + row[1] * b + row[2] * c;

function see(vision: Vision, colour: Rgb): Rgb {
  const linear: Rgb = [toLinear(colour[0]), toLinear(colour[1]), toLinear(colour[2])];
  const [red, green, blue] = visions[vision].map(row => Math.min(1, Math.max(0, times(row, linear))));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** CIE 1976 L*a*b* under D65, of linear sRGB. */
function toLab(linear: Rgb): Rgb {
  const f = (t: number): number => (t > 216 / 24_389 ? Math.cbrt(t) : ((24_389 / 27) * t + 16) / 116);
  const x = f(times([0.4124564, 0.3575761, 0.1804375], linear) / 0.95047);
  const y = f(times([0.2126729, 0.7151522, 0.072175], linear));
  const z = f(times([0.0193339, 0.119192, 0.9503041], linear) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** ΔE*ab of 1976: 2.3 is just seen side by side. */
function distance(vision: Vision, one: Rgb, other: Rgb): number {
  const [a, b] = [toLab(see(vision, one)), toLab(see(vision, other))];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe.each(palettes.flatMap(name => themes.map(theme => [name, theme] as const)))('the palette %s, %s', (name, theme) => {
  const colours = coloursOf(name, theme);
  const grounds = ['--bg', '--raise', '--page'].map(ground => toRgb(colours[ground]));
  const said = ['--bad', '--good', '--warn', '--calm'].map(tone => [tone, toRgb(colours[tone])] as const);

  it('can be read as text on every ground of panel and pages: 4.5 to 1', () => {
    for (const [tone, colour] of said)
      for (const ground of grounds) expect([tone, contrast(colour, ground) >= 4.5]).toEqual([tone, true]);
  });

  it('can be read on the tint that a tag has of its own colour', () => {
    const [, share] = /\.tag \{[^}]*color-mix\(in srgb, var\(--tone\) (\d+)%/.exec(css('figures.css')) ?? [];
    const ground = toRgb(colours['--bg']);
    for (const [tone, colour] of said)
      expect([tone, contrast(colour, mix(colour, ground, Number(share) / 100)) >= 4.5]).toEqual([tone, true]);
  });

  it('is seen as bars on lines and buttons: 3 to 1', () => {
    for (const [tone, colour] of said) expect([tone, contrast(colour, toRgb(colours['--line'])) >= 3]).toEqual([tone, true]);
  });
});

describe('up and down', () => {
  const between = (name: string, theme: (typeof themes)[number]): readonly number[] => {
    const { '--bad': bad, '--good': good } = coloursOf(name, theme);
    return (Object.keys(visions) as Vision[]).map(vision => distance(vision, toRgb(bad), toRgb(good)));
  };

  it.each(themes)('of both palettes for it are 40 apart and more with every kind of colour blindness, %s', theme => {
    for (const name of ['blue-orange', 'purple-teal']) expect(Math.min(...between(name, theme))).toBeGreaterThan(40);
  });

  it('of the usual palette are not, which is why there are others', () => {
    for (const theme of themes) expect(Math.min(...between('classic', theme))).toBeLessThan(20);
  });

  it('are bad and good, and the other way round when swapped', () => {
    expect(readRule(palette, '.u')).toMatchObject({ '--down': 'var(--bad)', '--up': 'var(--good)' });
    expect(readRule(palette, '.u.swapped')).toEqual({ '--down': 'var(--good)', '--up': 'var(--bad)' });
  });

  it('are named by no other colour in any sheet: red and green stand in the palette alone', () => {
    for (const sheet of [panel, page, css('figures.css'), css('switch.css'), css('dots.css'), css('popup.css')])
      expect(sheet).not.toMatch(/--(?:bad|good|up|down|warn|calm): /);
  });
});

describe('the ruler', () => {
  it('measures black against white as 21 to 1, and red against green as published', () => {
    expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 9);
    // L*a*b* of sRGB red: 53.24, 80.09, 67.20 (Lindbloom's calculator, D65).
    const [l, a, b] = toLab([1, 0, 0]);
    expect([l.toFixed(1), a.toFixed(1), b.toFixed(1)]).toEqual(['53.2', '80.1', '67.2']);
  });

  it('leaves grey as it is to every vision', () => {
    for (const vision of Object.keys(visions) as Vision[])
      for (const channel of see(vision, [0.5, 0.5, 0.5])) expect(channel).toBeCloseTo(toLinear(0.5), 4);
  });
});
