import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import type { Place } from '../lib/client/place.ts';
import { placeMargin } from '../lib/model/dock.ts';
import type { Theme } from '../lib/client/theme.ts';
import { pageText } from '../lib/i18n/page-text.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import type { ArticleWords } from './article-live.ts';
import { Article } from './article-view.tsx';
import { Body } from './body.tsx';
import { Foot, toNotice } from './feeds.tsx';
import { snapshotFreshForMs } from './freshness.ts';
import type { HeadState, PanelActions } from './head.tsx';
import { Head, Title, toAnswer, toHeadState } from './head.tsx';
import type { Scope } from './scope.tsx';
import { trusted } from './trusted.ts';

/** Width and height that the panel has at each size, px: enough to keep it inside the window without measuring. */
const areas: { readonly [Size in Place['size']]: readonly [width: number, height: number] } = {
  pill: [274, 34],
  compact: [320, 318],
  open: [320, 790],
};

/** Everything that the panel shows. */
export interface PanelProps {
  readonly snapshot: MarketSnapshot | undefined;
  readonly link: LinkState;
  /** Market time, ms. */
  readonly now: number;
  readonly coin: string | undefined;
  /** The check of the page's article; absent on every other page. */
  readonly article?: ArticleWords | undefined;
  readonly scope: Scope;
  readonly place: Place;
  readonly theme: Theme;
  /** Classes for the user's choice of colours and density; `''` for the usual ones. */
  readonly look?: string;
  readonly actions: PanelActions & { readonly escape: (event: KeyboardEvent) => void };
}

/** Docked by the style sheet alone: the browser keeps it inside the window, whatever size that takes. */
function toDock({ size, side, inset = placeMargin, edge, offset }: Place): Record<string, string> {
  const [width, height] = areas[size];
  return {
    [side]: `clamp(0px, ${inset}px, 100% - ${width}px)`,
    [edge]: `clamp(${placeMargin}px, ${offset}px, 100% - ${height + placeMargin}px)`,
  };
}

function Pill({ snapshot, state, actions }: Pick<PanelProps, 'snapshot' | 'actions'> & { readonly state: HeadState }): VNode {
  const { liquidated, fear } = snapshot?.front ?? {};
  const total = liquidated?.total ?? '–';
  const value = fear?.value ?? '–';
  const short = pageText('panel.fearShort');
  return (
    <button
      type="button"
      class="grip pill"
      aria-label={`${state.word} ${total} ${short} ${value}. ${pageText('panel.openOrMove')}`}
      onPointerDown={trusted(actions.grip)}
      onKeyDown={trusted(actions.nudge)}
      onClick={trusted(() => actions.resize('compact'))}
    >
      <Title {...state} />{' '}
      <span title={pageText('panel.liquidatedTip', { tip: liquidated?.tip ?? pageText('panel.unheard') })}>{total}</span>{' '}
      <span title={pageText('panel.fear')}>
        <span class="dim">{short}</span> {value}
      </span>
    </button>
  );
}

/** The panel in one of its three sizes. */
export function Panel(props: PanelProps): VNode {
  const { snapshot, link, now, coin, article, scope, place, theme, look = '', actions } = props;
  const isOpen = place.size === 'open';
  const whole = place.whole === true;
  const subject = whole ? undefined : coin;
  const market = toHeadState(snapshot, subject, link);
  const words = whole ? undefined : article;
  const state = words && !toNotice(link) ? { tone: words.tone, word: words.title, detail: words.line } : market;
  const answer = toAnswer(snapshot, subject);
  const stale = link === 'unanswered' || (snapshot !== undefined && now - snapshot.asOf > snapshotFreshForMs);
  // Figures that we have stay in sight, with their age; the foot then says what is wrong.
  const notice = snapshot === undefined || link === 'outdated' ? toNotice(link) : undefined;
  return (
    <div
      class={`u ${theme} ${place.size} is-${state.tone}${stale ? ' stale' : ''} ${look}`}
      style={{ colorScheme: theme, ...toDock(place) }}
      role="region"
      aria-label="Undertow"
      aria-description={answer?.narrative.join(' ')}
      onKeyDown={trusted(actions.escape)}
    >
      {place.size === 'pill' ? (
        <Pill snapshot={snapshot} state={state} actions={actions} />
      ) : (
        <>
          <Head
            state={state}
            isOpen={isOpen}
            about={article ? pageText('news.article') : isOpen ? undefined : coin}
            whole={whole}
            actions={actions}
          />
          <div class="body">
            {words ? (
              <Article words={words} market={market} onShow={actions.show} />
            ) : (
              <Body
                snapshot={snapshot}
                now={stale ? (snapshot?.asOf ?? now) : now}
                coin={coin}
                whole={whole}
                scope={scope}
                open={isOpen}
                onScope={actions.scope}
              />
            )}
            {notice !== undefined && (
              <div class="notice" role="alert">
                {notice}
              </div>
            )}
          </div>
          <Foot
            snapshot={snapshot}
            link={link}
            now={now}
            words={words ? words.foot : isOpen ? undefined : answer?.branching}
            at={words?.at}
            dots={isOpen}
          />
        </>
      )}
    </div>
  );
}
