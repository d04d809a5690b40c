import type { VNode } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { Logo } from '../logo.tsx';
import { trusted } from '../trusted.ts';
import type { Address, Tab } from './address.ts';
import { ranges, tabs } from './address.ts';
import { CoinChoice } from './coin-choice.tsx';
import { Segments } from './segments.tsx';

interface HeadProps {
  readonly address: Address;
  readonly onAddress: (change: Partial<Address>) => void;
  /** At the right end: how fresh the page is. */
  readonly words: string;
}

/** Where the arrow keys lead to from a tab; the ends are joined. */
const moves: Readonly<Record<string, (place: number) => number>> = {
  ArrowRight: place => (place + 1) % tabs.length,
  ArrowLeft: place => (place + tabs.length - 1) % tabs.length,
  Home: () => 0,
  End: () => tabs.length - 1,
};

/** The head of the dashboard: its three tabs, the way to the options, the coin and the time range. */
export function Head({ address, onAddress, words }: HeadProps): VNode {
  const move = (event: KeyboardEvent): void => {
    const tab = tabs[moves[event.key]?.(tabs.indexOf(address.tab)) ?? -1];
    if (tab === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    onAddress({ tab });
    event.currentTarget.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  };
  return (
    <header>
      <h1>
        <Logo />
      </h1>
      <nav aria-label={t('dashboard.pages')}>
        <div role="tablist" aria-label={t('dashboard.pages')} onKeyDown={trusted(move)}>
          {tabs.map(tab => (
            <TabButton key={tab} tab={tab} isChosen={tab === address.tab} onChoose={() => onAddress({ tab })} />
          ))}
        </div>
        <a href="options.html">{t('dashboard.tab.options')}</a>
      </nav>
      <span class="sub age">{words}</span>
      {address.tab !== 'feeds' && (
        <>
          <CoinChoice coin={address.coin} onCoin={coin => onAddress({ coin })} />
          <Segments
            label={t('dashboard.ranges')}
            options={ranges.map(range => [range, range, t(`dashboard.range.${range}`)] as const)}
            chosen={address.range}
            onChoose={range => onAddress({ range })}
          />
        </>
      )}
    </header>
  );
}

interface TabButtonProps {
  readonly tab: Tab;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

const TabButton = ({ tab, isChosen, onChoose }: TabButtonProps): VNode => (
  <button
    type="button"
    role="tab"
    id={`tab-${tab}`}
    aria-selected={isChosen}
    aria-controls={isChosen ? `panel-${tab}` : undefined}
    tabIndex={isChosen ? 0 : -1}
    onClick={trusted(onChoose)}
  >
    {t(`dashboard.tab.${tab}`)}
  </button>
);
