import './messages.ts';
import { render } from 'preact';
import '../../../components/palette.css';
import '../../../components/panel.css';
import '../../../components/figures.css';
import '../../../components/dots.css';
import '../../../components/popup.css';
import './gallery.css';
import { Panel } from '../../../components/panel.tsx';
import type { PanelProps } from '../../../components/panel.tsx';
import { Popup } from '../../../components/popup.tsx';
import { emptySnapshot, patchySnapshot, referenceSnapshot, referenceTime, smallCoinSnapshot } from '../../fixtures/snapshots.ts';

/** Every state of the panel side by side, to look at. `#light` for the light one. */
const theme = location.hash === '#light' ? 'light' : 'dark';
const nothing = (): void => undefined;
const actions = { resize: nothing, grip: nothing, nudge: nothing, escape: nothing, scope: nothing, show: nothing };
const place = { size: 'compact', side: 'left', edge: 'top', offset: 0 } as const;
const base: PanelProps = {
  snapshot: referenceSnapshot,
  link: 'live',
  now: referenceTime + 2_000,
  coin: 'BTC',
  scope: undefined,
  place,
  theme,
  actions,
};
const compact = (props: Partial<PanelProps>): PanelProps => ({ ...base, ...props });
const open = (props: Partial<PanelProps>): PanelProps => ({ ...base, place: { ...place, size: 'open' }, ...props });
const pill = (props: Partial<PanelProps>): PanelProps => ({ ...base, place: { ...place, size: 'pill' }, ...props });

const columns: readonly (readonly (readonly [string, PanelProps])[])[] = [
  [
    ['Compact', compact({})],
    ['Small coin', compact({ snapshot: smallCoinSnapshot, coin: 'PEPE' })],
    ['Pill', pill({})],
    ['Pill, calm', pill({ snapshot: patchySnapshot })],
    ['Pill, longs', pill({ snapshot: smallCoinSnapshot })],
    ['Pill, listening', pill({ snapshot: undefined, link: 'listening' })],
  ],
  [['Open', open({})]],
  [['Open, small coin', open({ snapshot: smallCoinSnapshot, coin: 'PEPE', scope: 'PEPE' })]],
  [['Open, patchy', open({ snapshot: patchySnapshot })]],
  [
    ['Listening', compact({ snapshot: undefined, link: 'listening' })],
    ['Nothing heard', compact({ snapshot: emptySnapshot })],
    ['Old', compact({ now: referenceTime + 7 * 60_000 })],
  ],
  [
    ['No answer', compact({ snapshot: undefined, link: 'unanswered' })],
    ['No answer later', compact({ link: 'unanswered' })],
    ['Other version', compact({ snapshot: undefined, link: 'outdated' })],
  ],
  [['Open, nothing heard', open({ snapshot: emptySnapshot })]],
];

const popupActions = {
  scope: nothing,
  site: nothing,
  allowData: nothing,

  retry: nothing,
  whatIf: nothing,
  stepBack: nothing,
};
const site = { id: 'gate', name: 'Gate', group: 'exchange', required: true, origins: [], on: true, permitted: true } as const;
document.body.className = theme;
render(
  <div class="gallery">
    {columns.map((column, index) => (
      <section key={index}>
        {column.map(([name, props]) => (
          <div key={name}>
            <h2>{name}</h2>
            <Panel {...props} />
          </div>
        ))}
      </section>
    ))}
    <section>
      <h2>Popup</h2>
      <Popup {...base} site={site} whatIf={undefined} hoursBack={0} past="none" actions={popupActions} />
    </section>
  </div>,
  document.body,
);
