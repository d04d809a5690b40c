import type { VNode } from 'preact';
import { languages, nameOfLanguage } from '../lib/i18n/languages.ts';
import { t } from '../lib/i18n/t.ts';
import { numberStyles, timeZones } from '../lib/model/formats.ts';
import type { Formats, NumberStyle, TimeZone } from '../lib/model/formats.ts';
import { trusted } from './trusted.ts';

export interface LanguageProps {
  readonly formats: Formats;
  readonly onChange: (formats: Formats) => void;
}

/** Shows how thousands and decimals are parted. */
const sampleOf = (locale: string | undefined): string =>
  new Intl.NumberFormat(locale, { numberingSystem: 'latn', minimumFractionDigits: 2 }).format(1_234_567.8);

function toStyleWords(style: NumberStyle): string {
  if (style === 'words') return t('formats.asWords', { sample: sampleOf('en-US') });
  return style === 'browser' ? t('formats.asBrowser', { sample: sampleOf(undefined) }) : sampleOf(style);
}

const zoneWords: { readonly [Z in TimeZone]: () => string } = {
  utc: () => t('formats.utc'),
  local: () => t('formats.local', { zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }),
};

/** Which languages there are, and how figures and times are written. */
export function Language({ formats, onChange }: LanguageProps): VNode {
  const names = new Intl.ListFormat(undefined, { type: 'conjunction' }).format(languages.map(nameOfLanguage));
  return (
    <section aria-labelledby="language">
      <h2 id="language">{t('formats.title')}</h2>
      <p class="sub">{t('formats.hint', { languages: names })}</p>
      <div class="fields">
        <Choice
          name={t('formats.numbers')}
          all={numberStyles}
          chosen={formats.numbers}
          toWords={toStyleWords}
          onChoose={numbers => onChange({ ...formats, numbers })}
        />
        <Choice
          name={t('formats.times')}
          all={timeZones}
          chosen={formats.zone}
          toWords={zone => zoneWords[zone]()}
          onChoose={zone => onChange({ ...formats, zone })}
        />
      </div>
    </section>
  );
}

function Choice<Value extends string>(props: {
  readonly name: string;
  readonly all: readonly Value[];
  readonly chosen: Value;
  readonly toWords: (value: Value) => string;
  readonly onChoose: (value: Value) => void;
}): VNode {
  const { name, all, chosen, toWords, onChoose } = props;
  function choose(event: Event): void {
    const field = event.currentTarget;
    const found = field instanceof HTMLSelectElement ? all.find(each => each === field.value) : undefined;
    if (found !== undefined) onChoose(found);
  }
  return (
    <label>
      {name}{' '}
      <select value={chosen} onChange={trusted(choose)}>
        {all.map(each => (
          <option key={each} value={each}>
            {toWords(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
