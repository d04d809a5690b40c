import type { VNode } from 'preact';
import { saveFile } from '../save-file.ts';
import type { Address } from './address.ts';
import type { Colours } from './colours.ts';
import { toFileName } from './export-charts.ts';
import type { Moment, SurfaceTools } from './market-live.tsx';
import { createMarketSurface } from './market-live.tsx';
import { createReplayControl } from './replay-control.ts';
import { ReplayBar } from './replay-bar.tsx';
import { toRecording } from './replay-state.ts';
import type { ReplayState } from './replay-state.ts';
import type { SpanFormat } from './span-export.tsx';
import { SpanExport } from './span-export.tsx';

const dayMs = 86_400_000;
const timeoutMs = 30_000;

interface ReplayTools extends SurfaceTools {
  readonly onAddress: (change: Partial<Address>) => void;
}

/** The tab of replay: a bar that chooses a moment, and the market as it was then. */
export interface ReplaySurface {
  want(isWanted: boolean): void;
  /** Another coin is looked at. */
  refresh(): void;
  view(colours: Colours): VNode;
}

/** The moment of which everything is shown; `undefined` while there is none. */
const toMoment = ({ shown, source }: ReplayState): Moment | undefined =>
  shown === undefined || shown.snapshot === 'none' ? undefined : { time: shown.time, recording: toRecording(source) };

export function createReplaySurface({ onAddress, ...tools }: ReplayTools): ReplaySurface {
  const { call, timers, document, now, address, onChange } = tools;
  const market = createMarketSurface(tools);
  const control = createReplayControl({ call, timers, now, coin: () => address().coin, onChange: change });
  let isWanted = false;
  let hasFailed = false;

  function look(): void {
    const moment = toMoment(control.state);
    market.want(isWanted && moment !== undefined, moment);
  }
  function change(): void {
    look();
    onChange();
  }
  async function save(format: SpanFormat): Promise<void> {
    const to = now();
    const text = await call('span.export', { from: to - dayMs, to, format }, timeoutMs);
    const [extension, type] = format === 'csv' ? ['csv', 'text/csv'] : ['jsonl', 'application/jsonl'];
    saveFile(document, toFileName('', '24h', to, extension), text, type);
  }

  return {
    want(next) {
      isWanted = next;
      if (!next && control.state.isPlaying) control.play(false);
      look();
    },
    refresh() {
      market.forget();
      control.refresh();
    },
    view(colours) {
      const { state } = control;
      const { shown } = state;
      return (
        <>
          <ReplayBar
            state={state}
            actions={{
              onSource(source) {
                // A cascade is over in minutes.
                if (source === 'cascade') onAddress({ range: '1h' });
                void control.open(source);
              },
              onTime: control.go,
              onPlay: control.play,
              onSpeed: control.speed,
            }}
          />
          {shown !== undefined && shown.snapshot !== 'none' && market.view(shown.snapshot, colours)}
          <SpanExport
            hasFailed={hasFailed}
            onExport={format => {
              hasFailed = false;
              save(format)
                .catch(() => {
                  hasFailed = true;
                })
                .finally(onChange);
            }}
          />
        </>
      );
    },
  };
}
