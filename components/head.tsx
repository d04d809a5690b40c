import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import type { PanelSize } from '../lib/client/place.ts';
import { pageText } from '../lib/i18n/page-text.ts';
import type { Answer, Tone } from '../lib/model/answer.ts';
import type { Phase } from '../lib/model/engine.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import type { GripEvent } from './drag.ts';
import { pure } from './pure.ts';
import type { Scope } from './scope.tsx';
import { SubjectSwitch } from './scope.tsx';
import { trusted } from './trusted.ts';

/** What a person can do to the panel as a whole. */
export interface PanelActions {
  readonly resize: (size: PanelSize) => void;
  /** The pointer went down on the part by which the panel is dragged. */
  readonly grip: (event: GripEvent) => void;
  /** A key was pressed while that part has the focus. */
  readonly nudge: (event: KeyboardEvent) => void;
  /** Chooses what the figures are about: the whole market, a coin, or what the switch in the head names. */
  readonly scope: (scope: Scope) => void;
  /** Scrolls the page to a block of its article. */
  readonly show: (block: number) => void;
}

/** What the head says of a snapshot, or of an article. */
export interface HeadState {
  readonly tone: Phase | Tone | 'stale';
  readonly word: string;
  readonly detail: string;
}

/** The answer that a surface gives: that of the page's coin where its phase is known, else that of the market. */
export function toAnswer(snapshot: MarketSnapshot | undefined, coin: string | undefined): Answer | undefined {
  const own = snapshot?.answers[coin ?? ''];
  return own?.phase ? own : snapshot?.answers[''];
}

/**
 * The state in a few words: the phase of the page's coin or of the market, unless nothing fresh was heard or the line to the background has something to
 * say first.
 */
export function toHeadState(snapshot: MarketSnapshot | undefined, coin: string | undefined, link: LinkState): HeadState {
  const stale = (word: string, detail = '') => ({ tone: 'stale', word, detail }) as const;
  if (link === 'unanswered') return stale(pageText('panel.noAnswer'), snapshot && pageText('panel.oldFigures'));
  if (link === 'outdated') return stale(pageText('panel.updated'), pageText('panel.reloadPage'));
  if (!snapshot) return stale(pageText('panel.listening'));
  const { badge } = snapshot;
  const answer = toAnswer(snapshot, coin);
  if (badge.kind === 'stale' || !answer) return stale(badge.word, badge.detail);
  return { tone: answer.phase ?? 'stale', word: answer.word, detail: answer.line };
}

/** The state as a dot and words. The word says what the colour says. */
export const Title = pure(({ tone, word, detail }: HeadState) => {
  return (
    <div key={word + detail} class={`title is-${tone}`} title={detail ? `${word}: ${detail}` : word}>
      <i class="dot" />
      <b>{word}</b> <span class="sub">{detail}</span>
    </div>
  );
});

interface HeadProps {
  readonly state: HeadState;
  readonly isOpen: boolean;
  /** What the page is about, for the switch; without a switch `undefined`. */
  readonly about: string | undefined;
  /** Whether the head is about the whole market all the same. */
  readonly whole: boolean;
  readonly actions: PanelActions;
}

function IconButton({
  label,
  path,
  onPress,
}: {
  readonly label: string;
  readonly path: string;
  readonly onPress: () => void;
}): VNode {
  return (
    <button type="button" class="icon" aria-label={label} title={label} onClick={trusted(onPress)}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

/** The head of the panel: the state, the part by which it is dragged, and its buttons. The open view has a switch of its own for what it is about. */
export const Head = pure(({ state, isOpen, about, whole, actions }: HeadProps) => (
  <div class="head">
    <div
      class="grip"
      role="button"
      tabIndex={0}
      aria-label={`${state.word} ${state.detail}. ${pageText('panel.move')}`}
      onPointerDown={trusted(actions.grip)}
      onKeyDown={trusted(actions.nudge)}
    >
      <Title {...state} />
    </div>
    <IconButton
      label={pageText(isOpen ? 'panel.less' : 'panel.more')}
      path={isOpen ? 'M4 10l4-4 4 4' : 'M4 6l4 4 4-4'}
      onPress={() => actions.resize(isOpen ? 'compact' : 'open')}
    />
    <IconButton label={pageText('panel.minimise')} path="M4 8h8" onPress={() => actions.resize('pill')} />
    {about && <SubjectSwitch coin={about} whole={whole} onScope={actions.scope} />}
  </div>
));
