import type { VNode } from 'preact';
import { Component } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { trusted } from '../trusted.ts';
import type { ChartGroup } from './group.ts';
import { moveBy } from './group.ts';
import type { Readout } from './readout.ts';
import { sayReadout } from './readout.ts';

interface CrosshairProps {
  readonly group: ChartGroup;
  readonly read: (time: number) => Readout;
  readonly stepMs: number;
}

/**
 * The line of figures at the crosshair, which is also how keys reach it: a slider over the time of the charts whose value is read out. It alone is drawn
 * anew as the crosshair moves.
 */
export class Crosshair extends Component<CrosshairProps> {
  #stop: (() => void) | undefined;

  override componentDidMount(): void {
    this.#stop = this.props.group.listen(() => this.forceUpdate());
  }

  override componentWillUnmount(): void {
    this.#stop?.();
  }

  #press(event: KeyboardEvent): void {
    const { group, stepMs } = this.props;
    if (event.key === 'Escape') {
      // The first press takes the crosshair away, the next one the zoom.
      if (group.time !== undefined) group.point(undefined);
      else if (group.isZoomed) group.zoom(undefined);
      return;
    }
    const time = moveBy(event.key, event.shiftKey, group, stepMs);
    if (time === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    group.point(time);
  }

  override render({ group, read }: CrosshairProps): VNode {
    const { time, view, isZoomed } = group;
    const readout = time === undefined ? undefined : read(time);
    return (
      <div class="crosshair">
        <div
          class="readout"
          role="slider"
          tabIndex={0}
          aria-label={t('dashboard.crosshair')}
          aria-valuemin={view.from}
          aria-valuemax={view.to}
          aria-valuenow={time ?? view.to}
          aria-valuetext={readout === undefined ? t('dashboard.crosshairHint') : sayReadout(readout)}
          onKeyDown={trusted((event: KeyboardEvent) => this.#press(event))}
        >
          {readout === undefined ? (
            <span class="dim">{t('dashboard.crosshairHint')}</span>
          ) : (
            <>
              <b>{readout.when}</b>
              {readout.parts.map(({ name, text, tone }) => (
                <span key={name}>
                  <span class="dim">{name}</span> <span class={tone}>{text}</span>
                </span>
              ))}
            </>
          )}
        </div>
        {isZoomed && (
          <button type="button" class="retry" onClick={trusted(() => group.zoom(undefined))}>
            {t('dashboard.zoomOut')}
          </button>
        )}
      </div>
    );
  }
}
