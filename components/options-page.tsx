import type { VNode } from 'preact';
import { venueWords } from '../lib/format/venue-words.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { KeyedSourceId, LiveFeeds, OptionsView } from '../lib/model/feeds-page.ts';
import type { VenueId } from '../lib/model/trade.ts';
import { PageHead } from './page-head.tsx';
import { trusted } from './trusted.ts';

/** What a person can change. */
export interface OptionsActions {
  readonly chooseLive: (mode: LiveFeeds) => void;
  readonly switchVenue: (id: VenueId, on: boolean) => void;
  /** Asks the browser for leave to contact the provider, then keeps the key. */
  readonly saveKey: (source: KeyedSourceId, origin: string, key: string) => void;
  /** Removes the key, then gives the leave back. */
  readonly removeKey: (source: KeyedSourceId, origin: string) => void;
}

export interface OptionsPageProps {
  readonly options: OptionsView | undefined;
  /** What went wrong with the last change, or with asking at all. */
  readonly problem: string | undefined;
  readonly actions: OptionsActions;
  /** The section of alerts, once there is one. */
  readonly alerts?: VNode | undefined;
}

interface LiveChoice {
  readonly mode: LiveFeeds;
  readonly name: string;
  readonly costs: string;
  readonly loses: string;
}

const liveChoices: readonly LiveChoice[] = [
  {
    mode: 'always',
    name: 'Always',
    costs: 'Keeps about twenty connections open for as long as the browser runs, and its background awake.',
    loses: 'Nothing, but what happens while the browser is closed or the computer sleeps.',
  },
  {
    mode: 'visible',
    name: 'While a panel or popup is visible',
    costs: 'Connections only while you look.',
    loses: 'Venues that keep no history (Binance, Bybit, BitMEX and others) are not heard in between: their gaps stay gaps.',
  },
  {
    mode: 'never',
    name: 'Never',
    costs: 'No open connection. Venues that answer requests are asked as before.',
    loses: 'Every venue that only streams. Totals are of those with a history, and late by what it takes them to publish.',
  },
];

function Live({ options, actions }: { readonly options: OptionsView; readonly actions: OptionsActions }): VNode {
  return (
    <section aria-labelledby="live">
      <h2 id="live">Live feeds</h2>
      <p class="sub">When connections to the venues’ streams are held open.</p>
      <div role="radiogroup" aria-labelledby="live" class="choices">
        {liveChoices.map(({ mode, name, costs, loses }) => {
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
                <b>{name}</b>
                {mode === 'always' && possible && <span class="k"> (default)</span>}
                {!possible && <span class="k"> (this browser stops a background that nobody looks at)</span>}
                <span class="sub">
                  <i>Costs</i> {costs}
                </span>
                <span class="sub">
                  <i>Loses</i> {loses}
                </span>
              </span>
            </label>
          );
        })}
      </div>
    </section>
  );
}

function Venues({ options, actions }: { readonly options: OptionsView; readonly actions: OptionsActions }): VNode {
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">Sources</h2>
      <p class="sub">A venue that is switched off is not contacted, and no total waits for it.</p>
      <ul class="switches">
        {options.venues.map(({ id, name, on }) => (
          <li key={id}>
            <span>
              <b>{name}</b> <span class="sub">{venueWords[id].counts}</span>
            </span>
            <button
              type="button"
              class="switch"
              role="switch"
              aria-checked={on}
              aria-label={name}
              onClick={trusted(() => actions.switchVenue(id, !on))}
            >
              <i />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Keys({ options, actions }: { readonly options: OptionsView; readonly actions: OptionsActions }): VNode {
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
      <h2 id="keys">Keys</h2>
      <p class="sub">
        Optional. With a key of your own a provider of whole-market totals is asked too; its figures stand beside ours. The key
        stays in the extension’s own storage in this browser, goes to that provider alone, and is never shown again, logged or
        exported.
      </p>
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
            placeholder={hasKey ? 'a key is kept' : 'no key'}
          />
          <button type="submit" class="retry">
            {hasKey ? 'Replace' : 'Keep'}
          </button>
          {hasKey && (
            <button type="button" class="retry" onClick={trusted(() => actions.removeKey(source, origin))}>
              Remove
            </button>
          )}
          <span class="sub state">{hasKey ? toSafeText(state ?? 'not asked yet', 140) : 'not asked'}</span>
        </form>
      ))}
    </section>
  );
}

/** Live feeds, alerts, sources and keys. */
export function OptionsPage({ options, problem, actions, alerts }: OptionsPageProps): VNode {
  return (
    <>
      <PageHead current="Options" words="" />
      <main class="narrow">
        {problem !== undefined && (
          <p role="alert" class="notice-line">
            {problem}
          </p>
        )}
        {options === undefined ? (
          problem === undefined && <p class="k">Waiting for the background…</p>
        ) : (
          <>
            <Live options={options} actions={actions} />
            {alerts}
            <Venues options={options} actions={actions} />
            <Keys options={options} actions={actions} />
          </>
        )}
      </main>
    </>
  );
}
