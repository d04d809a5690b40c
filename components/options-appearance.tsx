import type { VNode } from 'preact';
import { formatMoney } from '../lib/format/money.ts';
import { formatChange } from '../lib/format/percent.ts';
import { formatPrice } from '../lib/format/price.ts';
import { t } from '../lib/i18n/t.ts';
import { densities, palettes, toAppearanceClass } from '../lib/model/appearance.ts';
import type { Appearance as Chosen, Density, Palette } from '../lib/model/appearance.ts';
import { SwitchButton } from './switch-button.tsx';
import { trusted } from './trusted.ts';

export interface AppearanceProps {
  readonly appearance: Chosen;
  readonly theme: 'dark' | 'light';
  readonly onChange: (appearance: Chosen) => void;
}

const paletteWords: { readonly [P in Palette]: () => readonly [name: string, hint: string] } = {
  classic: () => [t('appearance.classic'), t('appearance.classicHint')],
  'blue-orange': () => [t('appearance.blueOrange'), t('appearance.blueOrangeHint')],
  'purple-teal': () => [t('appearance.purpleTeal'), t('appearance.purpleTealHint')],
};
const densityWords: { readonly [D in Density]: () => string } = {
  comfortable: () => t('appearance.comfortable'),
  compact: () => t('appearance.compact'),
};

/** The palette, which way its colours go, and how dense everything is, beside a panel in little that wears it. */
export function Appearance({ appearance, theme, onChange }: AppearanceProps): VNode {
  const change = (part: Partial<Chosen>): void => onChange({ ...appearance, ...part });
  return (
    <section aria-labelledby="colours">
      <h2 id="colours">{t('appearance.title')}</h2>
      <p class="sub">{t('appearance.hint')}</p>
      <div class="beside">
        <div>
          <h3 id="palette">{t('appearance.palette')}</h3>
          <div role="radiogroup" aria-labelledby="palette" class="choices">
            {palettes.map(palette => {
              const [name, hint] = paletteWords[palette]();
              return (
                <label key={palette}>
                  <input
                    type="radio"
                    name="palette"
                    checked={appearance.palette === palette}
                    onChange={trusted(() => change({ palette }))}
                  />
                  <span>
                    <b>{name}</b> <span class="sub">{hint}</span>
                  </span>
                </label>
              );
            })}
          </div>
          <ul class="switches">
            <li>
              <span>
                <b>{t('appearance.swap')}</b> <span class="sub">{t('appearance.swapHint')}</span>
              </span>
              <SwitchButton name={t('appearance.swap')} on={appearance.swapped} onSwitch={swapped => change({ swapped })} />
            </li>
          </ul>
          <h3 id="density">{t('appearance.density')}</h3>
          <div role="radiogroup" aria-labelledby="density" class="choices">
            {densities.map(density => (
              <label key={density}>
                <input
                  type="radio"
                  name="density"
                  checked={appearance.density === density}
                  onChange={trusted(() => change({ density }))}
                />
                <b>{densityWords[density]()}</b>
              </label>
            ))}
          </div>
        </div>
        <Sample appearance={appearance} theme={theme} />
      </div>
    </section>
  );
}

/** Figures of a made-up hour, drawn by the rules of the panel. */
function Sample({ appearance, theme }: Pick<AppearanceProps, 'appearance' | 'theme'>): VNode {
  const level = (price: number, state: string, tone: string): VNode => (
    <div class="level">
      <span>{formatPrice(price)}</span>
      <span class="sub" />
      <span class={`tag ${tone}`}>{state}</span>
    </div>
  );
  return (
    <figure>
      <figcaption class="sub">{t('appearance.sample')}</figcaption>
      <div class={`u sample ${theme} ${toAppearanceClass(appearance)}`} aria-hidden="true">
        <div class="sec">
          <b>BTC</b> {formatPrice(67_460)} <span class="neg">{formatChange(-0.0169)}</span>
        </div>
        <div class="sec">
          <b>SOL</b> {formatPrice(84.12)} <span class="pos">{formatChange(0.0207)}</span>
        </div>
        <div class="sec">
          <span class="big">{formatMoney(318e6)}</span> <span class="sub">{t('appearance.sampleForced')}</span>
          <div class="split">
            <i class="long" style={{ flex: 3 }} />
            <i class="short" style={{ flex: 1 }} />
          </div>
          <div class="row">
            <span class="neg">
              {formatMoney(237e6)} {t('appearance.sampleLongs')}
            </span>
            <span class="pos">
              {formatMoney(81e6)} {t('appearance.sampleShorts')}
            </span>
          </div>
        </div>
        <div class="sec">
          {level(70_000, t('appearance.sampleBroken'), 'warn')}
          {level(65_000, t('appearance.sampleHeld'), 'pos')}
        </div>
      </div>
    </figure>
  );
}
