import type { VNode } from 'preact';
import type { SiteEntry } from '../lib/client/sites.ts';
import { formatCount } from '../lib/format/price.ts';
import { t } from '../lib/i18n/t.ts';
import type { MissingData } from './data-leave.tsx';
import { HostList } from './host-list.tsx';
import { SiteList } from './site-list.tsx';
import type { SiteProblem } from './site-list.tsx';
import { trusted } from './trusted.ts';

export interface WelcomeSitesProps {
  /** `undefined` until the background has answered. */
  readonly sites: readonly SiteEntry[] | undefined;
  readonly problem: SiteProblem | undefined;
  /** Hosts of market data. */
  readonly hosts: readonly string[];
  /** Leave for them, where it is missing. */
  readonly missingData: MissingData;
  /** Each is called while a press is being handled. */
  readonly onSwitch: (ids: readonly string[], on: boolean) => void;
  readonly onAllowData: () => void;
}

interface MissingProps {
  readonly words: string;
  readonly button: string;
  readonly refused: boolean;
  readonly onAllow: () => void;
}

/** Leave that browsers usually give with the installation, and some do not. */
const Missing = ({ words, button, refused, onAllow }: MissingProps): VNode => (
  <div class="notice-line missing">
    <p>{words}</p>
    {refused && (
      <p role="alert" class="neg">
        {t('welcome.sites.refused')}
      </p>
    )}
    <button type="button" class="way main" onClick={trusted(onAllow)}>
      {button}
    </button>
  </div>
);

/** The second step: where the panel shows, and who is asked for data. */
export function WelcomeSites(props: WelcomeSitesProps): VNode {
  const { sites = [], problem, hosts, missingData, onSwitch, onAllowData } = props;
  const missing = sites.filter(site => site.required && site.on && !site.permitted);
  const isRefused = problem !== undefined && missing.length > 1 && missing.every(({ id }) => problem.ids.includes(id));
  return (
    <>
      <p class="lead">{t('welcome.sites.lead')}</p>
      <p>{t('welcome.sites.reads')}</p>
      {missing.length > 0 && (
        <Missing
          words={t('welcome.sites.missing', { names: missing.map(({ name }) => name).join(', ') })}
          button={t('welcome.sites.allow')}
          refused={isRefused}
          onAllow={() =>
            onSwitch(
              missing.map(({ id }) => id),
              true,
            )
          }
        />
      )}
      {missingData !== undefined && (
        <Missing
          words={t('welcome.sites.dataMissing')}
          button={t('welcome.sites.allowData')}
          refused={missingData === 'refused'}
          onAllow={onAllowData}
        />
      )}
      <SiteList
        sites={sites}
        problem={isRefused ? undefined : problem}
        onSwitch={(id, on) => onSwitch([id], on)}
        onAll={onSwitch}
      />
      <details>
        <summary>{t('welcome.sites.hosts', { count: formatCount(hosts.length) })}</summary>
        <p class="sub">{t('welcome.sites.hostsLead')}</p>
        <HostList hosts={hosts} />
      </details>
    </>
  );
}
