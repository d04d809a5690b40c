import type { VNode } from 'preact';
import { t } from '../lib/i18n/t.ts';
import { SiteList } from './site-list.tsx';
import type { LiveSites } from './sites-live.ts';

/** The section of sites; nothing until the background has answered. */
export function drawSites(live: LiveSites): VNode | undefined {
  const sites = live.sites();
  return (
    sites && (
      <section aria-labelledby="sites">
        <h2 id="sites">{t('options.sites')}</h2>
        <p class="sub">{t('options.sitesHint')}</p>
        <SiteList
          sites={sites}
          problem={live.problem()}
          onSwitch={(id, on) => live.switch([id], on)}
          onAll={(ids, on) => live.switch(ids, on)}
        />
      </section>
    )
  );
}
