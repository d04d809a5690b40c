import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import type { SiteEntry } from '../lib/client/sites.ts';
import type { Theme } from '../lib/client/theme.ts';
import { formatProgress, fromWorst } from '../lib/format/feeds.ts';
import { formatChange } from '../lib/format/percent.ts';
import { because } from '../lib/format/phase.ts';
import { formatCount } from '../lib/format/price.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { FearGreedFigure, FeedHealth, FundingFigure, MarketSnapshot } from '../lib/model/snapshot.ts';
import { Body } from './body.tsx';
import { Foot, toNotice } from './feeds.tsx';
import { snapshotFreshForMs } from './freshness.ts';
import type { HeadState } from './head.tsx';
import { Title, toHeadState } from './head.tsx';
import { KeyedTotals } from './keyed-totals.tsx';
import { Narrative } from './narrative.tsx';
import { pure } from './pure.ts';
import type { Scope } from './scope.tsx';
import type { PastAbsence } from './time-step.tsx';
import { TimeStep } from './time-step.tsx';
import { trusted } from './trusted.ts';
import { WhatIf } from './what-if.tsx';

/** What a person can do in the popup. */
export interface PopupActions {
  readonly scope: (scope: Scope) => void;
  /** Switches a site on or off; asks the browser for the permission first when it is missing. */
  readonly site: (site: SiteEntry, on: boolean) => void;
  /** Tries the feeds that wait. */
  readonly retry: () => void;
  /** Looks at a level in "what if". */
  readonly whatIf: (price: number) => void;
  /** Shows the popup as it was so many hours ago; 0 is now. */
  readonly stepBack: (hoursBack: number) => void;
}

/** Everything that the popup shows. */
export interface PopupProps {
  readonly snapshot: MarketSnapshot | undefined;
  readonly link: LinkState;
  /** Market time, ms. */
  readonly now: number;
  readonly coin: string | undefined;
  readonly scope: Scope;
  readonly theme: Theme;
  /** The site of the active tab; `undefined` when it is none of ours, or not known yet. */
  readonly site: SiteEntry | undefined;
  /** The level that "what if" looks at. */
  readonly whatIf: number | undefined;
  /** How many hours back is shown; 0 is now. */
  readonly hoursBack: number;
  /** What was asked for of the past, or why it is not there; not read while now is shown. */
  readonly past: MarketSnapshot | PastAbsence;
  /** The row that puts alerts off; absent while none are switched on. */
  readonly alerts?: VNode | undefined;
  readonly actions: PopupActions;
}

const SiteRow = pure(({ site, actions }: { readonly site: SiteEntry | undefined; readonly actions: PopupActions }) => {
  if (site === undefined) return <div class="site k">This tab is no site on which Undertow shows its panel.</div>;
  const shown = site.on && site.permitted;
  return (
    <div class="site">
      <span>
        {site.name}{' '}
        <span class="k">{shown ? 'shows the panel' : site.on ? 'is not allowed by the browser' : 'is switched off'}</span>
      </span>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={shown}
        aria-label={`Panel on ${site.name}`}
        onClick={trusted(() => actions.site(site, !shown))}
      >
        <i />
      </button>
    </div>
  );
});

function FeedRow({ feed }: { readonly feed: FeedHealth }): VNode {
  const rejected = feed.rejected === 0 ? '' : `, ${formatCount(feed.rejected)} unreadable`;
  const good = feed.lastGood === undefined ? 'never' : formatMoment(feed.lastGood);
  return (
    <li title={`Last good: ${good}. ${formatCount(feed.events)} events${rejected}`}>
      <span class="dots">
        <i class={feed.state} />
      </span>
      <span>
        {toSafeText(feed.name, 40)} <span class="k">{feed.state}</span>
      </span>
      <span class="sub why">
        {toSafeText(feed.reason, 120)}
        {rejected}
        {`. Last good: ${good}`}
      </span>
    </li>
  );
}

const Funding = pure(({ base, figure }: { readonly base: string; readonly figure: FundingFigure | undefined }) => (
  <div class="sec row" title={`Of ${figure?.venues ?? 0} venues, weighed by open interest. Above zero longs pay shorts`}>
    <span class="k">Funding of {base} in 8h</span>
    {figure === undefined ? (
      <span class="sub">{because({ unknown: 'no venue has told it with its open interest' })}</span>
    ) : (
      <span class={figure.ratePer8h < 0 ? 'neg' : ''}>
        {formatChange(figure.ratePer8h, 4)} <span class="sub">{formatCount(figure.venues)} venues</span>
      </span>
    )}
  </div>
));

/** So many of the feeds that are not well are named here; the page of feeds has all of them. */
const namedFeeds = 6;

const Feeds = pure(({ snapshot, actions }: { readonly snapshot: MarketSnapshot; readonly actions: PopupActions }) => {
  const unwell = fromWorst(snapshot.feeds).filter(feed => feed.state !== 'live');
  const hidden = unwell.length - namedFeeds;
  return (
    <div class="sec feeds">
      <div class="row">
        <span>
          <span class="k">Feeds</span> {formatCount(snapshot.feeds.length - unwell.length)} of{' '}
          {formatCount(snapshot.feeds.length)} live
        </span>
        <span>
          {unwell.some(feed => feed.state === 'failing' || feed.state === 'waiting' || feed.state === 'silent') && (
            <button type="button" class="retry" onClick={trusted(() => actions.retry())}>
              Try again
            </button>
          )}{' '}
          <a href="dashboard.html" target="_blank" rel="noreferrer noopener">
            All feeds
          </a>
        </span>
      </div>
      <ul>
        {unwell.slice(0, namedFeeds).map(feed => (
          <FeedRow key={feed.id} feed={feed} />
        ))}
      </ul>
      {hidden > 0 && <div class="sub">and {formatCount(hidden)} more</div>}
      {snapshot.progress.map(progress => (
        <div key={`${progress.venue} ${progress.stage}`} class="sub">
          Reading the past: {formatProgress(progress)}
        </div>
      ))}
    </div>
  );
});

/** Only an address of the provider that we know is made a link. */
function Attribution({ figure }: { readonly figure: FearGreedFigure }): VNode {
  const name = toSafeText(figure.source, 30);
  const known = figure.sourceUrl.startsWith('https://alternative.me/');
  return (
    <div class="sec sub">
      Fear &amp; Greed:{' '}
      {known ? (
        <a href={figure.sourceUrl} target="_blank" rel="noreferrer noopener">
          {name}
        </a>
      ) : (
        name
      )}
    </div>
  );
}

/** The popup: the open view, the switch for the site of the active tab, and every feed in words. */
export function Popup(props: PopupProps): VNode {
  const { link, now, coin, scope, theme, site, whatIf, hoursBack, past, actions } = props;
  const isPast = hoursBack > 0;
  const snapshot = isPast ? (typeof past === 'string' ? undefined : past) : props.snapshot;
  const stale = !isPast && (link === 'unanswered' || (snapshot !== undefined && now - snapshot.asOf > snapshotFreshForMs));
  const notice = toNotice(link);
  const state: HeadState =
    isPast && !snapshot ? { tone: 'stale', word: 'As it was', detail: '' } : toHeadState(snapshot, coin, isPast ? 'live' : link);
  const base = scope ?? 'BTC';
  const answer = snapshot?.answers[scope ?? ''];
  return (
    <main class={`u popup ${theme} is-${state.tone}${stale ? ' stale' : ''}`} style={{ colorScheme: theme }}>
      <div class="head">
        <Title {...state} />
      </div>
      {notice !== undefined && (
        <div class="site" role="alert">
          {notice}
        </div>
      )}
      <SiteRow site={site} actions={actions} />
      {props.alerts}
      <TimeStep hoursBack={hoursBack} at={typeof past === 'string' ? past : past.asOf} onHours={actions.stepBack} />
      {answer && <Narrative sentences={answer.narrative} />}
      <div class="body">
        <Body
          snapshot={snapshot}
          now={stale || isPast ? (snapshot?.asOf ?? now) : now}
          coin={coin}
          scope={scope}
          open
          onScope={actions.scope}
        />
        {snapshot && <WhatIf snapshot={snapshot} base={base} price={whatIf} onPrice={actions.whatIf} />}
        {snapshot && <Funding base={base} figure={snapshot.funding?.[base]} />}
        {snapshot?.keyed && <KeyedTotals keyed={snapshot.keyed} />}
        {snapshot && !isPast && <Feeds snapshot={snapshot} actions={actions} />}
        {snapshot?.fearGreed && <Attribution figure={snapshot.fearGreed} />}
      </div>
      {!isPast && <Foot snapshot={snapshot} link={link} now={now} />}
    </main>
  );
}
