import type { VNode } from 'preact';
import { formatCount } from '../lib/format/price.ts';
import { formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { HostRow } from '../lib/model/feeds-page.ts';
import { trusted } from './trusted.ts';

/** `812 B`, `4.1 kB`, `23 MB`: 1 kB is 1,000 bytes. */
export function formatBytes(bytes: number): string {
  const power = Math.min(3, Math.max(0, Math.floor((String(Math.floor(bytes)).length - 1) / 3)));
  const size = bytes / 1_000 ** power;
  return `${power === 0 || size >= 10 ? size.toFixed(0) : size.toFixed(1)} ${['B', 'kB', 'MB', 'GB'][power] ?? 'GB'}`;
}

interface HostLedgerProps {
  readonly hosts: readonly HostRow[];
  readonly onClear: () => void;
}

/** Every host that was contacted: how often, how much came, when, and why. */
export const HostLedger = ({ hosts, onClear }: HostLedgerProps): VNode => (
  <section aria-labelledby="ledger">
    <h2 id="ledger">
      Contacted hosts
      {hosts.length > 0 && (
        <button type="button" class="retry" onClick={trusted(onClear)}>
          Clear the list
        </button>
      )}
    </h2>
    <p class="sub">
      Everything that Undertow has asked of anybody, since it was installed or this list was cleared. No request depends on the
      pages that you have open, and none carries a cookie or a name.
    </p>
    {hosts.length === 0 ? (
      <p>Nothing was asked yet.</p>
    ) : (
      <div class="scroll" role="group" aria-label="Contacted hosts, a table" tabIndex={0}>
        <table class="hosts">
          <thead>
            <tr>
              <th>Host</th>
              <th class="num">Times</th>
              <th class="num">Failed</th>
              <th class="num">Received</th>
              <th>Last</th>
              <th>Why</th>
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
                <td class="wide k" title={whys.map(([why, times]) => `${times} × ${toSafeText(why, 100)}`).join('\n')}>
                  {whys
                    .slice(0, 2)
                    .map(([why]) => toSafeText(why, 90))
                    .join('; ')}
                  {whys.length > 2 && ` and ${formatCount(whys.length - 2)} more`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);
