import type { ComponentChild, VNode } from 'preact';
import type { LinkState } from '../../lib/client/live-snapshot.ts';
import { formatAge } from '../../lib/format/age.ts';
import { t } from '../../lib/i18n/t.ts';
import { toNotice } from '../feeds.tsx';
import { trusted } from '../trusted.ts';
import type { Address } from './address.ts';
import { Head } from './head.tsx';

/** Figures are younger than this as long as all is well. */
const tellAgeMs = 10_000;

interface DashboardProps {
  readonly address: Address;
  readonly link: LinkState;
  /** How old what is shown is, ms; `undefined` while nothing is. */
  readonly ageMs: number | undefined;
  readonly onAddress: (change: Partial<Address>) => void;
  readonly onReload: () => void;
  /** What the chosen tab shows. */
  readonly children: ComponentChild;
}

/** The page around its tabs: the head, and what is to be said when the background does not answer. */
export function Dashboard({ address, link, ageMs, onAddress, onReload, children }: DashboardProps): VNode {
  const notice = toNotice(link);
  return (
    <>
      <Head
        address={address}
        onAddress={onAddress}
        words={ageMs === undefined || ageMs < tellAgeMs ? '' : t('dashboard.age', { age: formatAge(ageMs) })}
      />
      <main>
        {notice !== undefined && (
          <p role="alert" class="notice-line unanswered">
            {notice}{' '}
            <button type="button" class="retry" onClick={trusted(onReload)}>
              {t('dashboard.reload')}
            </button>
          </p>
        )}
        <div id={`panel-${address.tab}`} role="tabpanel" aria-labelledby={`tab-${address.tab}`}>
          {children}
        </div>
      </main>
    </>
  );
}
