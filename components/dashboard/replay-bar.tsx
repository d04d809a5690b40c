import type { VNode } from 'preact';
import { formatAge } from '../../lib/format/age.ts';
import { formatShare } from '../../lib/format/coverage.ts';
import { formatMoment } from '../../lib/format/time.ts';
import { t } from '../../lib/i18n/t.ts';
import { trusted } from '../trusted.ts';
import { ReplayOffers, sourceKeys } from './replay-offers.tsx';
import type { RecordingSource, ReplayState, Speed } from './replay-state.ts';
import { jumps, sources, speeds, toMarks } from './replay-state.ts';
import { Segments } from './segments.tsx';
import { phaseWord } from './words.ts';

export interface ReplayActions {
  readonly onSource: (source: RecordingSource) => void;
  readonly onTime: (time: number) => void;
  readonly onPlay: (isPlaying: boolean) => void;
  readonly onSpeed: (speed: Speed) => void;
}

interface ReplayBarProps {
  readonly state: ReplayState;
  readonly actions: ReplayActions;
}

const minuteMs = 60_000;

/** Which past, and which moment of it: a bar to scrub along, steps, playing, and the phases to jump to. */
export function ReplayBar({ state, actions }: ReplayBarProps): VNode {
  const { source, to, shown, failure } = state;
  const isOpen = to > 0;
  return (
    <section class="replay-bar" aria-label={t('dashboard.tab.replay')}>
      {source === undefined ? (
        <ReplayOffers onSource={actions.onSource} />
      ) : (
        <div class="choices-row">
          <Segments
            label={t('replay.choose')}
            options={sources.map(each => [each, t(`replay.source.${sourceKeys[each]}`)] as const)}
            chosen={source}
            onChoose={actions.onSource}
          />
        </div>
      )}
      {failure !== undefined && (
        <p role="alert" class="notice-line">
          {t(`replay.${failure}`)}
        </p>
      )}
      {source !== undefined && !isOpen && failure === undefined && <p class="dim">{t('replay.reading')}</p>}
      {isOpen && <Scrub state={state} actions={actions} />}
      {isOpen && shown !== undefined && <Banner state={state} />}
    </section>
  );
}

/** Says loudly that this is not now, and how much of the day before was heard. */
function Banner({ state: { shown, source } }: Pick<ReplayBarProps, 'state'>): VNode | null {
  if (shown === undefined) return null;
  const time = formatMoment(shown.time);
  if (shown.snapshot === 'none') return <p class="banner">{t('replay.none', { time })}</p>;
  const coverage = shown.snapshot.liquidations.market['24h']?.coverage;
  return (
    <p class="banner" role="status">
      <b>{t(source === 'own' ? 'replay.banner' : 'replay.bannerMade', { time })}</b>{' '}
      <span>
        {coverage === undefined ? t('replay.bannerNotHeard') : t('replay.bannerHeard', { share: formatShare(coverage) })}
      </span>
    </p>
  );
}

function Scrub({ state, actions }: ReplayBarProps): VNode {
  const { from, to, time, isPlaying, speed, marks } = state;
  const jump = (ms: number): VNode => {
    const span = formatAge(Math.abs(ms));
    const next = time + ms;
    const label = t(ms < 0 ? 'replay.earlier' : 'replay.later', { span });
    return (
      <button
        key={ms}
        type="button"
        class="retry"
        aria-label={label}
        title={label}
        aria-disabled={next < from || next > to}
        onClick={trusted(() => actions.onTime(next))}
      >
        {ms < 0 ? `−${span}` : `+${span}`}
      </button>
    );
  };
  return (
    <>
      <div class="scrub">
        <button type="button" class="play" onClick={trusted(() => actions.onPlay(!isPlaying))}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={isPlaying ? 'M5 3v10M11 3v10' : 'M4 3l9 5-9 5z'} />
          </svg>
          {t(isPlaying ? 'replay.pause' : 'replay.play')}
        </button>
        <div class="track-of">
          <div class="phases" aria-hidden="true">
            {marks
              .filter(({ phase }) => phase !== 'calm')
              .map(({ phase, from: start, to: end }) => (
                <i
                  key={start}
                  class={`is-${phase}`}
                  style={{
                    left: `${((Math.max(start, from) - from) / (to - from)) * 100}%`,
                    width: `${((Math.min(end, to) - Math.max(start, from)) / (to - from)) * 100}%`,
                  }}
                />
              ))}
          </div>
          <input
            type="range"
            min={from}
            max={to}
            step={minuteMs}
            value={time}
            aria-label={t('replay.moment')}
            aria-valuetext={formatMoment(time)}
            onInput={trusted((event: Event) => {
              if (event.currentTarget instanceof HTMLInputElement) actions.onTime(Number(event.currentTarget.value));
            })}
          />
        </div>
        <output>{formatMoment(time)}</output>
      </div>
      <div class="choices-row">
        {jumps.map(jump)}
        <Segments
          label={t('replay.speed')}
          options={speeds.map(each => [each, toSpeedWord(each)] as const)}
          chosen={speed}
          onChoose={actions.onSpeed}
        />
      </div>
      <Marks state={state} actions={actions} />
    </>
  );
}

const toSpeedWord = (speed: Speed): string =>
  speed < 60 * minuteMs ? t('replay.speedMinutes', { count: speed / minuteMs }) : t('replay.speedHours');

/** The engine steps so often: a step after its beginning a phase is what everything shows. */
const engineStepMs = 10_000;

/** The moments at which a phase began. */
function Marks({ state, actions }: ReplayBarProps): VNode | null {
  const marks = toMarks(state.marks, state);
  if (marks.length === 0) return null;
  return (
    <div class="choices-row marks">
      <span class="dim">{t('replay.marks')}</span>
      {marks.map(({ phase, from }) => (
        <button key={from} type="button" class="retry" onClick={trusted(() => actions.onTime(from + engineStepMs))}>
          <i class={`dot is-${phase}`} /> {t('replay.mark', { phase: phaseWord(phase), time: formatMoment(from) })}
        </button>
      ))}
    </div>
  );
}
