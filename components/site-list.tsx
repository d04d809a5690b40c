import type { VNode } from 'preact';
import type { SiteEntry } from '../lib/client/sites.ts';
import { t } from '../lib/i18n/t.ts';
import { SwitchButton } from './switch-button.tsx';
import { trusted } from './trusted.ts';

/** What lists of sites are parted into: those that are on from the start, then the optional ones by what they are. */
export const siteParts = ['required', 'exchange', 'chart', 'news', 'data'] as const;
export type SitePart = (typeof siteParts)[number];

export const partOf = ({ required, group }: Pick<SiteEntry, 'required' | 'group'>): SitePart => (required ? 'required' : group);

/** Whether the panel shows on a site: the user wants it there and the browser lets it. */
export const isShown = ({ on, permitted }: Pick<SiteEntry, 'on' | 'permitted'>): boolean => on && permitted;

/** A switch that was not obeyed. `ids`: the sites that were meant. */
export interface SiteProblem {
  readonly ids: readonly string[];
  readonly words: string;
}

export interface SiteListProps {
  readonly sites: readonly SiteEntry[];
  /** Why the last switch was not obeyed; said beside what was pressed. */
  readonly problem?: SiteProblem | undefined;
  /** Called while the press is being handled, so that the browser may be asked for leave in it. */
  readonly onSwitch: (id: string, on: boolean) => void;
  /** Switches many at once, in one question to the browser; without it there are no such buttons. As `onSwitch`. */
  readonly onAll?: ((ids: readonly string[], on: boolean) => void) | undefined;
}

/** `www.` tells nobody anything. */
const hostsOf = ({ origins }: SiteEntry): string =>
  origins.map(origin => origin.replace(/^https:\/\/(www\.)?/, '').replace(/\/\*$/, '')).join(', ');

const partTitles: { readonly [Part in SitePart]: () => string } = {
  required: () => t('sites.required'),
  exchange: () => t('sites.exchange'),
  chart: () => t('sites.chart'),
  news: () => t('sites.news'),
  data: () => t('sites.data'),
};

const said = (problem: SiteProblem | undefined, isMeant: boolean): VNode | null =>
  problem !== undefined && isMeant ? (
    <span role="alert" class="neg site-problem">
      {problem.words}
    </span>
  ) : null;

function SiteRow({ site, problem, onSwitch }: Pick<SiteListProps, 'problem' | 'onSwitch'> & { readonly site: SiteEntry }): VNode {
  const isAlone = problem?.ids.length === 1 && problem.ids[0] === site.id;
  return (
    <li>
      <span>
        <b>{site.name}</b> <span class="sub">{site.on && !site.permitted ? t('sites.notAllowed') : hostsOf(site)}</span>
      </span>
      <SwitchButton name={site.name} on={isShown(site)} onSwitch={on => onSwitch(site.id, on)} />
      {said(problem, isAlone)}
    </li>
  );
}

/** One button for many sites: switches on those that are off, or all of them off where all are on. */
function AllButton({
  sites,
  name,
  onAll,
}: Required<Pick<SiteListProps, 'sites' | 'onAll'>> & { readonly name: string }): VNode | null {
  if (onAll === undefined) return null;
  const off = sites.filter(site => !isShown(site));
  const on = off.length > 0;
  return (
    <button
      type="button"
      class="retry"
      aria-label={t(on ? 'sites.allOnOf' : 'sites.allOffOf', { name })}
      onClick={trusted(() =>
        onAll(
          (on ? off : sites).map(({ id }) => id),
          on,
        ),
      )}
    >
      {t(on ? 'sites.allOn' : 'sites.allOff')}
    </button>
  );
}

/** Every site with its switch, in parts. A part without sites is left out, and so is the button for all where there are none to switch. */
export function SiteList({ sites, problem, onSwitch, onAll }: SiteListProps): VNode {
  const optional = sites.filter(site => !site.required);
  return (
    <div class="site-list">
      {siteParts.map(part => {
        const own = sites.filter(site => partOf(site) === part);
        if (own.length === 0) return null;
        const name = partTitles[part]();
        return (
          <div key={part} role="group" aria-labelledby={`sites-${part}`}>
            <h3>
              <span id={`sites-${part}`}>{name}</span>
              <AllButton sites={own} name={name} onAll={onAll} />
            </h3>
            {said(problem, problem !== undefined && problem.ids.length > 1 && own.every(({ id }) => problem.ids.includes(id)))}
            <ul class="switches">
              {own.map(site => (
                <SiteRow key={site.id} site={site} problem={problem} onSwitch={onSwitch} />
              ))}
            </ul>
          </div>
        );
      })}
      {optional.length > 0 && onAll !== undefined && (
        <p class="fields">
          <AllButton sites={optional} name={t('sites.everyOptional')} onAll={onAll} />
          <span class="sub">{t('sites.everyOptional')}</span>
        </p>
      )}
    </div>
  );
}
