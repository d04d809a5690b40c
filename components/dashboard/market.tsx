import type { VNode } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import type { Tape as TapeRows } from '../../lib/model/history.ts';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import type { Address } from './address.ts';
import { Charts } from './charts.tsx';
import type { ChartsView } from './charts-view.ts';
import type { Colours } from './colours.ts';
import { Domino } from './domino.tsx';
import type { ExportFormat } from './exports.tsx';
import { Exports } from './exports.tsx';
import type { ChartGroup } from './group.ts';
import { Heard } from './heard.tsx';
import type { NoCharts } from './notices.tsx';
import { NoChartsNotice, Progress, Since } from './notices.tsx';
import { Say } from './say.tsx';
import type { TapeChoice } from './tape.tsx';
import { Tape } from './tape.tsx';
import { coinWord } from './words.ts';

export interface MarketActions {
  readonly onPrice: (price: number) => void;
  readonly onTape: (choice: TapeChoice) => void;
  readonly onRetry: () => void;
  readonly onExport: (format: ExportFormat) => void;
}

export interface MarketProps {
  readonly address: Address;
  /** `undefined` until the background has answered. */
  readonly snapshot: MarketSnapshot | undefined;
  readonly charts: ChartsView | NoCharts;
  /** True while other charts are on their way. */
  readonly isOld: boolean;
  readonly colours: Colours;
  readonly group: ChartGroup;
  readonly tape: TapeRows | undefined;
  readonly tapeChoice: TapeChoice;
  /** The price that was chosen on the ladder. */
  readonly price: number | undefined;
  /** The moment that is looked at, ms; `undefined` for now. */
  readonly moment: number | undefined;
  /** Why the last file could not be made. */
  readonly exportFailure: string | undefined;
  readonly actions: MarketActions;
}

/** The market of one coin, or of all, now or at a moment of the past: words and charts on one side, ladder, coverage and orders on the other. */
export function Market(props: MarketProps): VNode {
  const { address, snapshot, charts, colours, group, actions } = props;
  const view = typeof charts === 'string' ? undefined : charts;
  return (
    <div class={props.isOld ? 'market is-old' : 'market'}>
      <div class="col">
        {snapshot ? <Say snapshot={snapshot} coin={address.coin} /> : <p class="say dim">{t('dashboard.waiting')}</p>}
        {snapshot && props.moment === undefined && <Progress progress={snapshot.progress} />}
        {view && <Since history={view.history} />}
        {typeof charts === 'string' ? (
          <NoChartsNotice why={charts} coin={coinWord(address.coin)} moment={props.moment} onRetry={actions.onRetry} />
        ) : (
          <Charts view={charts} colours={colours} group={group} />
        )}
        {view && <Exports failure={props.exportFailure} onExport={actions.onExport} />}
      </div>
      <aside class="side">
        {snapshot && (
          <Domino
            snapshot={snapshot}
            base={address.coin === '' ? 'BTC' : address.coin}
            price={props.price}
            onPrice={actions.onPrice}
          />
        )}
        {view && <Heard history={view.history} span={t(`dashboard.range.${address.range}`)} />}
        {view && <Tape tape={props.tape} choice={props.tapeChoice} venues={view.history.venues} onChoice={actions.onTape} />}
      </aside>
    </div>
  );
}
