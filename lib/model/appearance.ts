/** How the surfaces look, as the user chose it. Kept in `storage.local` under `appearanceKey`; read by every page of ours and by the panel. */

/** `classic`: red and green. `blue-orange` and `purple-teal` are told apart with every common kind of colour blindness. */
export const palettes = ['classic', 'blue-orange', 'purple-teal'] as const;
export type Palette = (typeof palettes)[number];

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

export interface Appearance {
  readonly palette: Palette;
  /** Rises in the colour that falls otherwise have, as in East Asia. */
  readonly swapped: boolean;
  readonly density: Density;
}

export const appearanceKey = 'appearance';
export const defaultAppearance: Appearance = { palette: 'classic', swapped: false, density: 'comfortable' };

/** Out of anything that was stored: a member that is missing or unknown is as at first. */
export function readAppearance(stored: unknown): Appearance {
  const { palette, swapped, density }: Partial<Record<keyof Appearance, unknown>> =
    typeof stored === 'object' && stored !== null ? stored : {};
  return {
    palette: palettes.find(each => each === palette) ?? defaultAppearance.palette,
    swapped: swapped === true,
    density: densities.find(each => each === density) ?? defaultAppearance.density,
  };
}

/** The classes that a root element bears for them; the style sheets give `--up`, `--down` and sizes their values by these. */
export const toAppearanceClass = ({ palette, swapped, density }: Appearance): string =>
  `${palette === 'classic' ? '' : palette}${swapped ? ' swapped' : ''}${density === 'compact' ? ' dense' : ''}`;
