import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import type { SiteEntry } from '../lib/client/sites.ts';
import type { Theme } from '../lib/client/theme.ts';
import { t } from '../lib/i18n/t.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { Body } from './body.tsx';
import { DataLeave } from './data-leave.tsx';
import type { MissingData } from './data-leave.tsx';
import { Foot, toNotice } from './feeds.tsx';
import { Fold } from './fold.tsx';
import { snapshotFreshForMs } from './freshness.ts';
import type { HeadState } from './head.tsx';
import { Title, toAnswer, toHeadState } from './head.tsx';
import { KeyedTotals } from './keyed-totals.tsx';
import { Narrative } from './narrative.tsx';
import type { PopupArticle } from './popup-article.tsx';
import { ArticlePart } from './popup-article.tsx';
import { Attribution, Feeds, Funding, PageLinks, SiteRow } from './popup-parts.tsx';
import type { Scope } from './scope.tsx';
import { ScopeSwitch } from './scope.tsx';
import { Sections } from './sections.tsx';
import type { PastAbsence } from './time-step.tsx';
import { TimeStep } from './time-step.tsx';
import { WhatIf } from './what-if.tsx';

/** What a person can do in the popup. */
export interface PopupActions {
  readonly scope: (scope: Scope) => void;
  /** Switches a site on or off; asks the browser for leave first when it is missing. Called while the press is being handled. */
  readonly site: (site: SiteEntry, on: boolean) => void;
  /** Tries the feeds that wait. */
  readonly retry: () => void;
  /** Asks for leave for the hosts of market data. As `site`. */
  readonly allowData: () => void;
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
  /** Classes of the user's appearance. */
  readonly look?: string;
  /** The site of the active tab; `undefined` when it is none of ours. */
  readonly site: SiteEntry | 'reading' | undefined;
  /** Why the last switch of the site was not obeyed. */
  readonly siteProblem?: string | undefined;
  /** Leave for the hosts of market data, where it is missing. */
  readonly missingData?: MissingData;
  /** The level that "what if" looks at. */
  readonly whatIf: number | undefined;
  /** How many hours back is shown; 0 is now. */
  readonly hoursBack: number;
  /** What was asked for of the past, or why it is not there; not read while now is shown. */
  readonly past: MarketSnapshot | PastAbsence;
  /** The row that puts alerts off; absent while none are switched on. */
  readonly alerts?: VNode | undefined;
  /** The page in the tab; absent where it has no figures that could be checked. */
  readonly check?: PopupArticle | undefined;
  readonly actions: PopupActions;
}

type DetailsProps = Pick<PopupProps, 'snapshot' | 'coin' | 'scope' | 'whatIf' | 'actions'> & { readonly now: number };

/** What is below the first screen, folded: every section, and "what if". */
function Details({ snapshot, now, coin, scope, whatIf, actions }: DetailsProps): VNode {
  const base = scope ?? 'BTC';
  const answer = snapshot?.answers[scope ?? ''];
  return (
    <>
      <div class="more">
        <Fold head={<span class="k">{t('popup.allFigures')}</span>} tip={undefined}>
          <div class="body">
            {answer && <Narrative sentences={answer.narrative} />}
            <ScopeSwitch scope={scope} coin={coin} onScope={actions.scope} />
            <Sections snapshot={snapshot} now={now} scope={scope} />
            {snapshot && <Funding base={base} figure={snapshot.funding?.[base]} />}
          </div>
        </Fold>
      </div>
      <div class="more">
        <Fold head={<span class="k">{t('popup.whatIf')}</span>} tip={undefined}>
          <div>{snapshot && <WhatIf snapshot={snapshot} base={base} price={whatIf} onPrice={actions.whatIf} />}</div>
        </Fold>
      </div>
      {snapshot?.keyed && <KeyedTotals keyed={snapshot.keyed} />}
      {snapshot?.fearGreed && <Attribution figure={snapshot.fearGreed} />}
    </>
  );
}

/** The popup: the answer and what can be switched on the first screen, everything else folded below it. */
export function Popup(props: PopupProps): VNode {
  const { link, now, coin, scope, theme, look = '', site, siteProblem, whatIf, hoursBack, past, actions } = props;
  const isPast = hoursBack > 0;
  const snapshot = isPast ? (typeof past === 'string' ? undefined : past) : props.snapshot;
  const stale = !isPast && (link === 'unanswered' || (snapshot !== undefined && now - snapshot.asOf > snapshotFreshForMs));
  const notice = toNotice(link);
  const state: HeadState =
    isPast && !snapshot
      ? { tone: 'stale', word: t('popup.asItWas'), detail: '' }
      : toHeadState(snapshot, coin, isPast ? 'live' : link);
  const [said] = toAnswer(snapshot, coin)?.narrative ?? [];
  // Ages are counted to the moment that is shown.
  const moment = stale || isPast ? (snapshot?.asOf ?? now) : now;
  return (
    <main class={`u popup ${theme} is-${state.tone}${stale ? ' stale' : ''} ${look}`} style={{ colorScheme: theme }}>
      <div class="head">
        <Title {...state} />
      </div>
      {notice !== undefined && (
        <div class="site" role="alert">
          {notice}
        </div>
      )}
      <DataLeave missing={props.missingData} onAllow={actions.allowData} />
      <TimeStep hoursBack={hoursBack} at={typeof past === 'string' ? past : past.asOf} onHours={actions.stepBack} />
      <div class="body">
        <Body snapshot={snapshot} now={moment} coin={coin} scope={scope} open={false} onScope={actions.scope} />
      </div>
      {said !== undefined && <Narrative sentences={[said]} />}
      {props.check && <ArticlePart {...props.check} market={state} />}
      <SiteRow site={site} problem={siteProblem} onSwitch={actions.site} />
      {props.alerts}
      {!isPast && <Feeds snapshot={snapshot} onRetry={actions.retry} />}
      <PageLinks />
      <Details snapshot={snapshot} now={moment} coin={coin} scope={scope} whatIf={whatIf} actions={actions} />
      {!isPast && <Foot snapshot={snapshot} link={link} now={now} />}
    </main>
  );
}
