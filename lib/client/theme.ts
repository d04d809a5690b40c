export type Theme = 'dark' | 'light';

/** The numbers of `rgb(11, 14, 17)` and `rgba(0, 0, 0, 0)`, as computed styles spell colours of the sRGB space. */
const rgb = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/;

/** Relative luminance of a computed colour, 0 to 1. `undefined` for one that is see-through or spelt in another space. */
export function toLuminance(color: string): number | undefined {
  const parts = rgb.exec(color);
  if (!parts || Number(parts[4] ?? 1) < 0.5) return undefined;
  // A plain power stands in for the exact curve of sRGB: it is off by less than 0.01, and dark pages are far from light ones.
  const part = (place: number): number => (Number(parts[place]) / 255) ** 2.2;
  return 0.2126 * part(1) + 0.7152 * part(2) + 0.0722 * part(3);
}

/** Whether the page is dark or light: by its background, else by the scheme it declares, else by what the user prefers. */
export function readPageTheme(window: Window): Theme {
  const { document } = window;
  // A frameset or a bare picture has no body, whatever the types say.
  const painted: readonly (Element | null)[] = [document.body, document.documentElement];
  for (const element of painted) {
    const luminance = element === null ? undefined : toLuminance(window.getComputedStyle(element).backgroundColor);
    if (luminance !== undefined) return luminance < 0.3 ? 'dark' : 'light';
  }
  const scheme = window.getComputedStyle(document.documentElement).colorScheme;
  if (scheme === 'dark' || scheme === 'light') return scheme;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
