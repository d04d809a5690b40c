import type { VNode } from 'preact';
import type { SiteEntry } from '../lib/client/sites.ts';
import { formatProgress, fromWorst } from '../lib/format/feeds.ts';
import { formatChange } from '../lib/format/percent.ts';
import { becauseOf } from '../lib/format/phase.ts';
import { formatCount } from '../lib/format/price.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import { t } from '../lib/i18n/t.ts';
import type { FearGreedFigure, FeedHealth, FundingFigure, MarketSnapshot } from '../lib/model/snapshot.ts';
import { fill } from './fill.ts';
import { Fold } from './fold.tsx';
import { pure } from './pure.ts';
import { SwitchButton } from './switch-button.tsx';
import { trusted } from './trusted.ts';

interface SiteRowProps {
  /** `undefined` where the tab is no site of ours. */
  readonly site: SiteEntry | 'reading' | undefined;
  /** Why the last switch was not obeyed. */
  readonly problem: string | undefined;
  readonly onSwitch: (site: SiteEntry, on: boolean) => void;
}

/** The switch of the site of the tab in front, and of no other. */
export const SiteRow = pure(({ site, problem, onSwitch }: SiteRowProps) => {
  if (site === undefined || site === 'reading')
    return (
      <div class="site k">
        <span>{t(site === 'reading' ? 'popup.reading' : 'popup.noSite')}</span>
      </div>
    );
  const name = t('popup.showOn', { name: site.name });
  const missing = site.on && !site.permitted ? t('popup.notAllowed') : '';
  return (
    <div class="site">
      <span>
        {name} <span class="k">{missing}</span>
      </span>
      <SwitchButton name={name} on={site.on && site.permitted} onSwitch={on => onSwitch(site, on)} />
      {problem !== undefined && (
        <span role="alert" class="neg site-problem">
          {problem}
        </span>
      )}
    </div>
  );
});

function FeedRow({ feed }: { readonly feed: FeedHealth }): VNode {
  const values = {
    reason: toSafeText(feed.reason, 120),
    time: feed.lastGood === undefined ? t('popup.never') : formatMoment(feed.lastGood),
    events: formatCount(feed.events),
    rejected: formatCount(feed.rejected),
  };
  const hasJunk = feed.rejected > 0;
  return (
    <li title={t(hasJunk ? 'popup.feedTipWithJunk' : 'popup.feedTip', values, feed.events)}>
      <span class="dots">
        <i class={feed.state} />
      </span>
      <span>
        {toSafeText(feed.name, 40)} <span class="k">{t(`feeds.state.${feed.state}`)}</span>
      </span>
      <span class="sub why">{t(hasJunk ? 'popup.feedWithJunk' : 'popup.feed', values)}</span>
    </li>
  );
}

interface FundingProps {
  readonly base: string;
  readonly figure: FundingFigure | undefined;
}

export const Funding = pure(({ base, figure }: FundingProps) => (
  <div class="sec row" title={t('popup.fundingTip', { venues: formatCount(figure?.venues ?? 0) }, figure?.venues ?? 0)}>
    <span class="k">{t('popup.funding', { coin: base })}</span>
    {figure === undefined ? (
      <span class="sub">{becauseOf(t('popup.noFunding'))}</span>
    ) : (
      <span class={figure.ratePer8h < 0 ? 'neg' : ''}>
        {formatChange(figure.ratePer8h, 4)}{' '}
        <span class="sub">{t('popup.fundingOf', { venues: formatCount(figure.venues) }, figure.venues)}</span>
      </span>
    )}
  </div>
));

/** So many of the feeds that are not well are named here; the dashboard has all of them. */
const namedFeeds = 6;

interface FeedsProps {
  readonly snapshot: MarketSnapshot | undefined;
  readonly onRetry: () => void;
}

/** How many feeds are live, in one line; unfolded it names those that are not, and how far the past is read. */
export const Feeds = pure(({ snapshot, onRetry }: FeedsProps) => {
  const { feeds = [], progress = [] } = snapshot ?? {};
  const unwell = fromWorst(feeds).filter(feed => feed.state !== 'live');
  const hidden = unwell.length - namedFeeds;
  const head = (
    <>
      <span>
        {fill(t('popup.feedsLive', { live: formatCount(feeds.length - unwell.length), all: formatCount(feeds.length) }), {
          feeds: <span class="k">{t('popup.feeds')}</span>,
        })}
      </span>
      <span class="sub">{progress.length > 0 && t('popup.readingPast')}</span>
    </>
  );
  return (
    <div class="more feeds">
      <Fold head={head} tip={undefined}>
        <ul>
          {unwell.slice(0, namedFeeds).map(feed => (
            <FeedRow key={feed.id} feed={feed} />
          ))}
        </ul>
        {hidden > 0 && <div class="sub">{t('popup.more', { count: formatCount(hidden) })}</div>}
        {unwell.some(({ state }) => state === 'failing' || state === 'waiting' || state === 'silent') && (
          <button type="button" class="retry" onClick={trusted(onRetry)}>
            {t('popup.tryAgain')}
          </button>
        )}
        {progress.map(each => (
          <div key={`${each.venue} ${each.stage}`} class="sub">
            {t('popup.readingStage', { progress: formatProgress(each) })}
          </div>
        ))}
      </Fold>
    </div>
  );
});

/** Only an address of the provider that we know is made a link. */
export function Attribution({ figure }: { readonly figure: FearGreedFigure }): VNode {
  const name = toSafeText(figure.source, 30);
  const known = figure.sourceUrl.startsWith('https://alternative.me/');
  const source = known ? (
    <a href={figure.sourceUrl} target="_blank" rel="noreferrer noopener">
      {name}
    </a>
  ) : (
    name
  );
  return <div class="sec sub">{fill(t('popup.fearBy'), { source })}</div>;
}

const links = [
  ['dashboard.html', 'popup.dashboard'],
  ['options.html', 'popup.options'],
] as const;

/** The way to our own pages. */
export const PageLinks = pure(() => (
  <div class="site links">
    {links.map(([href, name]) => (
      <a key={href} href={href} target="_blank" rel="noreferrer noopener">
        {t(name)}
      </a>
    ))}
  </div>
));
