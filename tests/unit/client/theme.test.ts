// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPageTheme, toLuminance } from '../../../lib/client/theme.ts';

afterEach(() => {
  document.body.removeAttribute('style');
  document.documentElement.removeAttribute('style');
  vi.restoreAllMocks();
});

/** A window in which elements have these computed styles and the user prefers this scheme. */
function pageWith(body: string, html: string, prefersDark: boolean, colorScheme = 'normal'): Window {
  vi.spyOn(window, 'getComputedStyle').mockImplementation(
    element => ({ backgroundColor: element === document.body ? body : html, colorScheme }) as CSSStyleDeclaration,
  );
  vi.spyOn(window, 'matchMedia').mockImplementation(() => ({ matches: prefersDark }) as MediaQueryList);
  return window;
}

const clear = 'rgba(0, 0, 0, 0)';

describe('the theme of a page', () => {
  it('follows the background of its body before all else', () => {
    expect(readPageTheme(pageWith('rgb(11, 14, 17)', 'rgb(255, 255, 255)', false))).toBe('dark');
    expect(readPageTheme(pageWith('rgb(255, 255, 255)', 'rgb(0, 0, 0)', true))).toBe('light');
  });

  it('looks through a body without a background', () => {
    expect(readPageTheme(pageWith(clear, 'rgb(24, 26, 32)', false))).toBe('dark');
  });

  it('follows the declared scheme when there is no background', () => {
    expect(readPageTheme(pageWith(clear, clear, false, 'dark'))).toBe('dark');
    expect(readPageTheme(pageWith(clear, clear, true, 'light'))).toBe('light');
  });

  it('follows the user when the page says nothing, or spells its colour in a way that is not read', () => {
    expect(readPageTheme(pageWith(clear, clear, true))).toBe('dark');
    expect(readPageTheme(pageWith('oklch(0.2 0 0)', clear, false))).toBe('light');
  });
});

describe('luminance', () => {
  it('is 0 for black, 1 for white', () => {
    expect(toLuminance('rgb(0, 0, 0)')).toBe(0);
    expect(toLuminance('rgb(255, 255, 255)')).toBeCloseTo(1, 10);
  });

  it('weighs green most', () => {
    // The coefficients of IEC 61966-2-1: 0.2126, 0.7152, 0.0722.
    expect(toLuminance('rgb(0, 255, 0)')).toBeCloseTo(0.7152, 10);
    expect(toLuminance('rgb(0, 0, 255)')).toBeCloseTo(0.0722, 10);
  });

  it('is not known of what is see-through', () => {
    expect(toLuminance('rgba(0, 0, 0, 0)')).toBeUndefined();
    expect(toLuminance('rgba(255, 255, 255, 0.4)')).toBeUndefined();
    expect(toLuminance('rgba(255, 255, 255, 0.9)')).toBeCloseTo(1, 10);
  });
});
