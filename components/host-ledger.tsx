import type { VNode } from 'preact';
import { writeNumber } from '../lib/format/locale.ts';
import { formatCount } from '../lib/format/price.ts';
import { formatWhy } from '../lib/format/request-why.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import { t } from '../lib/i18n/t.ts';
import type { HostRow } from '../lib/model/feeds-page.ts';
import { trusted } from './trusted.ts';

const units = ['B', 'kB', 'MB', 'GB'] as const;

/** `812 B`, `4.1 kB`, `23 MB`: 1 kB is 1,000 bytes. */
export function formatBytes(bytes: number): string {
  const power = Math.min(3, Math.max(0, Math.floor((String(Math.floor(bytes)).length - 1) / 3)));
  const size = bytes / 1_000 ** power;
  const decimals = power === 0 || size >= 10 ? 0 : 1;
  return t(`feedsPage.size.${units[power] ?? 'GB'}`, { size: writeNumber(size, decimals, decimals, false) });
}

type Whys = HostRow['whys'];

const toTimes = ([why, times]: Whys[number]): string =>
  t('feedsPage.whyTimes', { times: writeNumber(times, 0, 0, false), why: formatWhy(why) });

/** The first two, and how many more there are. */
function toWhys(all: Whys): string {
  const whys = all
    .slice(0, 2)
    .map(([why]) => formatWhy(why))
    .join('; ');
  return all.length > 2 ? t('feedsPage.whys', { whys, count: formatCount(all.length - 2) }) : whys;
}

interface HostLedgerProps {
  readonly hosts: readonly HostRow[];
  readonly onClear: () => void;
}

/** Every host that was contacted: how often, how much came, when, and why; with the credit that CoinGecko's terms ask for. */
export const HostLedger = ({ hosts, onClear }: HostLedgerProps): VNode => (
  <section aria-labelledby="ledger">
    <h2 id="ledger">
      {t('feedsPage.hosts')}
      {hosts.length > 0 && (
        <button type="button" class="retry" onClick={trusted(onClear)}>
          {t('feedsPage.clear')}
        </button>
      )}
    </h2>
    <p class="sub">
      {t('feedsPage.hostsHint')}{' '}
      <a href="https://www.coingecko.com/en/api" target="_blank" rel="noreferrer noopener">
        {t('feedsPage.coinGecko')}
      </a>
    </p>
    {hosts.length === 0 ? (
      <p>{t('feedsPage.noHosts')}</p>
    ) : (
      <div class="scroll" role="group" aria-label={t('feedsPage.hostsTable')} tabIndex={0}>
        <table class="hosts">
          <thead>
            <tr>
              <th>{t('feedsPage.host.name')}</th>
              <th class="num">{t('feedsPage.host.count')}</th>
              <th class="num">{t('feedsPage.host.failed')}</th>
              <th class="num">{t('feedsPage.host.bytes')}</th>
              <th>{t('feedsPage.host.last')}</th>
              <th>{t('feedsPage.host.why')}</th>
            </tr>
          </thead>
          <tbody>
            {hosts.map(({ host, count, failed, bytes, lastTime, whys }) => (
              <tr key={host}>
                <td>{toSafeText(host, 60)}</td>
                <td class="num">{formatCount(count)}</td>
                <td class={failed > 0 ? 'num neg' : 'num k'}>{formatCount(failed)}</td>
                <td class="num">{formatBytes(bytes)}</td>
                <td>{formatMoment(lastTime)}</td>
                <td class="wide k" title={whys.map(toTimes).join('\n')}>
                  {toWhys(whys)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);
