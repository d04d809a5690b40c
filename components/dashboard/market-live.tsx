import type { VNode } from 'preact';
import type { Caller } from '../../lib/client/call.ts';
import type { PageTimers } from '../../lib/client/runtime.ts';
import { t } from '../../lib/i18n/t.ts';
import type { History } from '../../lib/model/history.ts';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import type { Address } from './address.ts';
import type { ChartsView } from './charts-view.ts';
import { toChartsView } from './charts-view.ts';
import type { Colours } from './colours.ts';
import { exportCharts } from './export-charts.ts';
import type { ChartGroup } from './group.ts';
import { createChartGroup } from './group.ts';
import { createMarketReader } from './market-reader.ts';
import { Market } from './market.tsx';
import type { TapeChoice } from './tape.tsx';
import { firstTapeChoice } from './tape.tsx';

export interface SurfaceTools {
  readonly call: Caller;
  readonly timers: PageTimers;
  readonly document: Document;
  readonly isVisible: () => boolean;
  /** Market time, ms. */
  readonly now: () => number;
  readonly address: () => Address;
  readonly onChange: () => void;
}

/** A moment of a past. */
export interface Moment {
  readonly time: number;
  readonly recording: string | undefined;
}

/** Charts, ladder, coverage and orders, now or at a moment, with what a person has chosen on them. */
export interface MarketSurface {
  /** Whether it is looked at, and at which moment; now when none is given. */
  want(isWanted: boolean, moment?: Moment): void;
  refresh(): void;
  /** Another coin: what was chosen on the ladder means nothing there. */
  forget(): void;
  view(snapshot: MarketSnapshot | undefined, colours: Colours): VNode;
}

export function createMarketSurface({ call, timers, document, isVisible, now, address, onChange }: SurfaceTools): MarketSurface {
  const group: ChartGroup = createChartGroup({ from: 0, to: 1 });
  let tapeChoice: TapeChoice = firstTapeChoice;
  let price: number | undefined;
  let moment: Moment | undefined;
  let isWanted = false;
  let exportFailure: string | undefined;
  let drawn:
    { readonly history: History; readonly levels: string; readonly colours: Colours; readonly view: ChartsView } | undefined;
  let isFilling = false;
  const reader = createMarketReader({ call, timers, isVisible, isFilling: () => isFilling, onChange });

  function look(): void {
    const { coin, range } = address();
    const recording = moment?.recording === undefined ? {} : { recording: moment.recording };
    reader.want(
      isWanted
        ? {
            history: { base: coin, range, ...recording, ...(moment === undefined ? {} : { to: moment.time }) },
            tape: ({ from, to }) => ({
              base: coin,
              ...(group.isZoomed ? group.view : { from, to: moment === undefined ? Math.max(to, now()) : to }),
              ...tapeChoice,
              ...recording,
            }),
          }
        : undefined,
    );
  }
  /** Made anew only when something in it is another: charts are drawn when they are another object. */
  function toView(history: History, snapshot: MarketSnapshot | undefined, colours: Colours): ChartsView {
    const levels = snapshot === undefined ? [] : (snapshot.levels[history.base === '' ? 'BTC' : history.base]?.levels ?? []);
    const key = levels.map(({ price: at, state }) => `${at} ${state ?? ''}`).join();
    if (drawn?.history !== history || drawn.levels !== key || drawn.colours !== colours) {
      group.span({ from: history.from, to: history.to });
      drawn = { history, levels: key, colours, view: toChartsView(history, levels, colours) };
    }
    return drawn.view;
  }
  // Orders are those of the time in view.
  group.listen(() => {
    if (group.time === undefined) look();
  });

  return {
    want(next, at) {
      isWanted = next;
      moment = at;
      look();
    },
    refresh() {
      if (isWanted) reader.refresh();
    },
    forget() {
      price = undefined;
    },
    view(snapshot, colours) {
      isFilling = snapshot === undefined || snapshot.progress.length > 0;
      const { history, isOld, tape } = reader.reading;
      return (
        <Market
          address={address()}
          snapshot={snapshot}
          charts={typeof history === 'string' ? history : toView(history, snapshot, colours)}
          isOld={isOld}
          colours={colours}
          group={group}
          tape={tape}
          tapeChoice={tapeChoice}
          price={price}
          moment={moment?.time}
          exportFailure={exportFailure}
          actions={{
            onPrice(next) {
              price = next;
              onChange();
            },
            onTape(next) {
              tapeChoice = next;
              look();
              onChange();
            },
            onRetry: () => reader.refresh(),
            onExport(format) {
              if (typeof history === 'string') return;
              exportFailure = undefined;
              exportCharts(format, { document, history, group, colours, range: address().range })
                .catch(() => {
                  exportFailure = t('dashboard.saveFailed');
                })
                .finally(onChange);
            },
          }}
        />
      );
    },
  };
}
