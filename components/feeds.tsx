import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import { formatFreshness } from '../lib/format/age.ts';
import { pageText } from '../lib/i18n/page-text.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { snapshotFreshForMs } from './freshness.ts';

/** What to tell the user when no figures can come. `undefined` while they can. */
export function toNotice(link: LinkState): string | undefined {
  if (link === 'unanswered') return pageText('panel.unanswered');
  return link === 'outdated' ? pageText('panel.outdated') : undefined;
}

interface FootProps {
  readonly snapshot: MarketSnapshot | undefined;
  readonly link: LinkState;
  readonly now: number;
  /** Said in place of the feeds. */
  readonly words?: string | undefined;
  /** Market time from which the age counts, ms; that of the snapshot where not given. */
  readonly at?: number | undefined;
  /** Whether each venue and provider has its dot. */
  readonly dots?: boolean;
}

/** How the feeds are, and how old the snapshot is. */
export function Foot({ snapshot, link, now, words: instead, at = snapshot?.asOf, dots }: FootProps): VNode {
  const figures = snapshot ? instead || snapshot.front.feeds : pageText('panel.waiting');
  const words = link === 'unanswered' ? pageText('panel.reload') : figures;
  return (
    <div class="foot">
      {dots && (
        <span class="dots" aria-hidden="true">
          {snapshot?.feeds.map(({ id, state }) => (
            <i key={id} class={state} />
          ))}
        </span>
      )}
      {/* Made anew with its text, which takes one line or two. */}
      <span key={words} class="words" title={toNotice(link) ?? words}>
        {words}
      </span>
      <span class="age end">{at !== undefined && formatFreshness(now - at, snapshotFreshForMs)}</span>
    </div>
  );
}
