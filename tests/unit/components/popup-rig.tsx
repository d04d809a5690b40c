import { afterEach } from 'vitest';
import { Popup } from '../../../components/popup.tsx';
import type { PopupProps } from '../../../components/popup.tsx';
import { patchySnapshot, referenceTime } from '../../fixtures/snapshots.ts';
import { draw, unfold } from './drawing.ts';

afterEach(() => document.body.replaceChildren());

export const gate = {
  id: 'gate',
  name: 'Gate',
  group: 'exchange',
  required: true,
  origins: ['https://www.gate.com/*'],
  on: true,
  permitted: true,
} as const;
/** A site that nobody has switched on yet. */
export const kucoin = {
  ...gate,
  id: 'kucoin',
  name: 'KuCoin',
  required: false,
  origins: ['https://www.kucoin.com/*'],
  on: false,
  permitted: false,
} as const;
export const nothing = (): void => undefined;
export const actions = { scope: nothing, site: nothing, allowData: nothing, retry: nothing, whatIf: nothing, stepBack: nothing };
export const click = () => new MouseEvent('click', { bubbles: true });

export const drawPopup = (props: Partial<PopupProps> = {}): HTMLElement => unfold(drawFolded(props));

export const drawFolded = (props: Partial<PopupProps> = {}): HTMLElement =>
  draw(
    <Popup
      snapshot={patchySnapshot}
      link="live"
      now={referenceTime + 2_000}
      coin={undefined}
      scope={undefined}
      theme="light"
      site={gate}
      whatIf={undefined}
      hoursBack={0}
      past="reading"
      actions={actions}
      {...props}
    />,
  );
