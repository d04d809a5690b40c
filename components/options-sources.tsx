import type { VNode } from 'preact';
import { venueWords } from '../lib/format/venue-words.ts';
import { toSafeText } from '../lib/format/words.ts';
import { t } from '../lib/i18n/t.ts';
import type { KeyedSourceId, LiveFeeds, OptionsView } from '../lib/model/feeds-page.ts';
import type { VenueId } from '../lib/model/trade.ts';
import { SwitchButton } from './switch-button.tsx';
import { trusted } from './trusted.ts';

/** What a person can change about where figures come from. */
export interface OptionsActions {
  readonly chooseLive: (mode: LiveFeeds) => void;
  readonly switchVenue: (id: VenueId, on: boolean) => void;
  /** Asks the browser for leave to contact the provider, then keeps the key. */
  readonly saveKey: (source: KeyedSourceId, origin: string, key: string) => void;
  /** Removes the key, then gives the leave back. */
  readonly removeKey: (source: KeyedSourceId, origin: string) => void;
}

interface PartProps {
  readonly options: OptionsView;
  readonly actions: OptionsActions;
}

const modes: readonly LiveFeeds[] = ['always', 'visible', 'never'];

/** When connections are held open. */
export function Live({ options, actions }: PartProps): VNode {
  return (
    <section aria-labelledby="live">
      <h2 id="live">{t('sources.live')}</h2>
      <p class="sub">{t('sources.liveHint')}</p>
      <div role="radiogroup" aria-labelledby="live" class="choices">
        {modes.map(mode => {
          const possible = mode !== 'always' || options.canAlways;
          return (
            <label key={mode} class={possible ? '' : 'off'}>
              <input
                type="radio"
                name="live"
                checked={options.liveFeeds === mode}
                disabled={!possible}
                onChange={trusted(() => actions.chooseLive(mode))}
              />
              <span>
                <b>{t(`sources.mode.${mode}`)}</b>
                {mode === 'always' && possible && <span class="k"> {t('sources.default')}</span>}
                {!possible && <span class="k"> {t('sources.impossible')}</span>}
                <span class="sub">
                  <i>{t('sources.costs.title')}</i> {t(`sources.costs.${mode}`)}
                </span>
                <span class="sub">
                  <i>{t('sources.loses.title')}</i> {t(`sources.loses.${mode}`)}
                </span>
              </span>
            </label>
          );
        })}
      </div>
    </section>
  );
}

/** The venues, each with its switch. */
export function Venues({ options, actions }: PartProps): VNode {
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{t('sources.title')}</h2>
      <p class="sub">{t('sources.hint')}</p>
      <ul class="switches">
        {options.venues.map(({ id, name, on }) => (
          <li key={id}>
            <span>
              <b>{name}</b> <span class="sub">{venueWords[id].counts}</span>
            </span>
            <SwitchButton name={name} on={on} onSwitch={next => actions.switchVenue(id, next)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The user's own keys of providers. */
export function Keys({ options, actions }: PartProps): VNode {
  function save(event: SubmitEvent, source: KeyedSourceId, origin: string): void {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const field = form.elements.namedItem('key');
    const key = field instanceof HTMLInputElement ? field.value.trim() : '';
    if (key === '') return;
    form.reset();
    actions.saveKey(source, origin, key);
  }
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">{t('sources.keys')}</h2>
      <p class="sub">{t('sources.keysHint')}</p>
      {options.keys.map(({ source, name, origin, hasKey, state }) => (
        <form key={source} class="key" autocomplete="off" onSubmit={trusted((event: SubmitEvent) => save(event, source, origin))}>
          <label for={`key-${source}`}>
            <b>{name}</b> <span class="sub">{new URL(origin.replace('/*', '/')).host}</span>
          </label>
          <input
            id={`key-${source}`}
            name="key"
            type="password"
            autocomplete="off"
            spellcheck={false}
            placeholder={t(hasKey ? 'sources.hasKey' : 'sources.noKey')}
          />
          <button type="submit" class="retry">
            {t(hasKey ? 'sources.replace' : 'sources.keep')}
          </button>
          {hasKey && (
            <button type="button" class="retry" onClick={trusted(() => actions.removeKey(source, origin))}>
              {t('sources.remove')}
            </button>
          )}
          <span class="sub state">{hasKey ? toSafeText(state ?? t('sources.notAskedYet'), 140) : t('sources.notAsked')}</span>
        </form>
      ))}
    </section>
  );
}
