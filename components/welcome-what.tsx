import { Component } from 'preact';
import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import type { Place } from '../lib/client/place.ts';
import { placeMargin } from '../lib/model/dock.ts';
import type { Theme } from '../lib/client/theme.ts';
import { formatCount } from '../lib/format/price.ts';
import { t } from '../lib/i18n/t.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { startDrag, toNudged } from './drag.ts';
import { Panel } from './panel.tsx';
import type { PanelProps } from './panel.tsx';
import type { Scope } from './scope.tsx';

interface WhatProps {
  readonly window: Window & typeof globalThis;
  readonly snapshot: MarketSnapshot | undefined;
  readonly link: LinkState;
  /** Market time, ms. */
  readonly now: number;
  readonly theme: Theme;
  /** Classes for the user's choice of colours and density; `''` for the usual ones. */
  readonly look: string;
}

/** Whether every venue that keeps a past was asked for it. Streams that are heard already say nothing about that. */
function isPastRead(snapshot: MarketSnapshot | undefined): boolean {
  const pasts = snapshot?.feeds.filter(({ id }) => /\/(backfill|history)$/.test(id)) ?? [];
  return pasts.length > 0 && pasts.every(({ state, lastGood }) => state !== 'waiting' || lastGood !== undefined);
}

/** How far the past has been read, out of all that the venues were asked for it. */
function Progress({ snapshot }: Pick<WhatProps, 'snapshot'>): VNode {
  const stages = snapshot?.progress ?? [];
  const sum = (of: 'done' | 'total'): number => stages.reduce((all, stage) => all + stage[of], 0);
  const [done, total] = [sum('done'), sum('total')];
  if (total === 0) return <p class="sub past">{t(isPastRead(snapshot) ? 'welcome.what.read' : 'welcome.what.starting')}</p>;
  const words = t('welcome.what.progress', { done: formatCount(done), total: formatCount(total) });
  return (
    <div class="sub past">
      <progress max={total} value={done} aria-label={words} />
      <p>{words}</p>
    </div>
  );
}

/** The panel itself in a sketch of a page, obeying as it does there; where it stands is not remembered. */
class Stage extends Component<WhatProps, { readonly place?: Place; readonly scope?: Scope }> {
  wasDrag = (): boolean => false;

  override render(
    { window, ...shown }: WhatProps,
    { place = { size: 'compact', side: 'right', edge: 'top', offset: placeMargin }, scope }: typeof this.state,
  ): VNode {
    const keep = (next: Place): void => this.setState({ place: { ...next, edge: 'top', offset: placeMargin } });
    const resize = (size: Place['size']): void => {
      const isDropped = place.size === 'pill' && this.wasDrag();
      this.wasDrag = () => false;
      if (!isDropped) keep({ ...place, size });
    };
    const actions: PanelProps['actions'] = {
      resize,
      scope: next => this.setState({ scope: next }),
      show: () => undefined,
      grip: event => {
        this.wasDrag = startDrag(event, { window, onDrop: dropped => keep({ ...place, ...dropped }) });
      },
      nudge: event => {
        const next = toNudged(place, event.key, window.innerHeight);
        if (!next) return;
        event.preventDefault();
        keep(next);
      },
      escape: event => {
        if (event.key === 'Escape' && place.size !== 'pill') resize(place.size === 'open' ? 'compact' : 'pill');
      },
    };
    return (
      <div class={`stage ${place.size}`} role="group" aria-label={t('welcome.what.stage')}>
        <svg class="sketch" viewBox="0 0 400 200" preserveAspectRatio="none" aria-hidden="true">
          <path d="M0 42l22 8 18-14 24 22 20-6 26 30 22-8 20 26 26-10 22 40 26-14 24 22 20-16 30 26 24-10 26 18 30-12 26 8" />
        </svg>
        <Panel {...shown} coin={undefined} scope={scope} place={place} actions={actions} />
      </div>
    );
  }
}

/** The first step: what it does, shown rather than told. */
export const WelcomeWhat = (props: WhatProps): VNode => (
  <>
    <p class="lead">{t('welcome.what.lead')}</p>
    <Stage {...props} />
    <p class="sub">{t('welcome.what.live')}</p>
    <Progress snapshot={props.snapshot} />
    <ul class="points">
      <li>{t('welcome.what.floor')}</li>
      <li>{t('welcome.what.private')}</li>
      <li>{t('welcome.what.advice')}</li>
    </ul>
  </>
);
