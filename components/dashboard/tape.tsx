import type { VNode } from 'preact';
import { formatMoney } from '../../lib/format/money.ts';
import { formatCount, formatPrice } from '../../lib/format/price.ts';
import { formatClock, formatDay, formatMoment } from '../../lib/format/time.ts';
import { toSafeText } from '../../lib/format/words.ts';
import { t } from '../../lib/i18n/t.ts';
import type { History, Tape as TapeRows, TapeQuery, TapeRow } from '../../lib/model/history.ts';
import { pure } from '../pure.ts';
import { Segments } from './segments.tsx';

/** Which orders are listed. */
export type TapeChoice = Pick<TapeQuery, 'leastUsd' | 'order'>;

export const firstTapeChoice: TapeChoice = { leastUsd: 0, order: 'largest' };

/** From which size on, as it is written: shorter than an amount that was measured. */
const sizes = [
  [0, ''],
  [10_000, '$10K'],
  [100_000, '$100K'],
  [1_000_000, '$1M'],
] as const;

interface TapeProps {
  /** `undefined` while it is read. */
  readonly tape: TapeRows | undefined;
  readonly choice: TapeChoice;
  readonly venues: History['venues'];
  readonly onChoice: (choice: TapeChoice) => void;
}

/** Single forced orders of the time in view, by size or by time. */
export const Tape = pure(({ tape, choice, venues, onChoice }: TapeProps): VNode => {
  const names = new Map(venues.map(({ venue, name }) => [venue, name]));
  return (
    <section class="tape" aria-label={t('dashboard.tape')}>
      <h2>
        {t('dashboard.tape')}
        {tape && tape.rows.length > 0 && (
          <span>{t('dashboard.tapeShown', { shown: formatCount(tape.rows.length), found: formatCount(tape.found) })}</span>
        )}
      </h2>
      <div class="choices-row">
        <Segments
          label={t('dashboard.tapeOrder')}
          options={[
            ['largest', t('dashboard.largest')],
            ['newest', t('dashboard.newest')],
          ]}
          chosen={choice.order}
          onChoose={order => onChoice({ ...choice, order })}
        />
        <Segments
          label={t('dashboard.tapeSize')}
          options={sizes.map(
            ([usd, size]) => [usd, size === '' ? t('dashboard.allSizes') : t('dashboard.atLeast', { size })] as const,
          )}
          chosen={choice.leastUsd}
          onChoose={leastUsd => onChoice({ ...choice, leastUsd })}
        />
      </div>
      <div class="scroll" role="group" aria-label={t('dashboard.tapeTable')} tabIndex={0}>
        {tape === undefined ? <p class="sub">{t('dashboard.reading')}</p> : <Rows rows={tape.rows} names={names} />}
      </div>
      {tape && <p class="sub">{toKeptWords(tape)}</p>}
    </section>
  );
});

const toKeptWords = ({ keptFrom, readFrom }: TapeRows): string =>
  keptFrom === undefined
    ? t('dashboard.tapeNever')
    : readFrom === undefined
      ? t('dashboard.tapeKept', { time: formatMoment(keptFrom) })
      : t('dashboard.tapeRead', { time: formatMoment(readFrom) });

function Rows({ rows, names }: { readonly rows: readonly TapeRow[]; readonly names: ReadonlyMap<string, string> }): VNode {
  if (rows.length === 0) return <p class="sub">{t('dashboard.tapeNone')}</p>;
  return (
    <table>
      <thead class="unseen">
        <tr>
          <th>{t('dashboard.tapeTime')}</th>
          <th>{t('dashboard.tapeVenue')}</th>
          <th>{t('dashboard.tapeWhat')}</th>
          <th>{t('dashboard.tapeSum')}</th>
          <th>{t('dashboard.tapePrice')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ time, venue, base, position, usd, price }, place) => (
          <tr key={`${time} ${venue} ${usd} ${place}`}>
            <td class="dim" title={formatMoment(time)}>
              {formatDay(time)}, {formatClock(time).split(' ')[0]}
            </td>
            <td class="dim of">{toSafeText(names.get(venue) ?? venue, 16)}</td>
            <td class={position === 'long' ? 'neg' : 'pos'}>
              {t(position === 'long' ? 'dashboard.longOf' : 'dashboard.shortOf', { coin: toSafeText(base, 12) })}
            </td>
            <td class="num">{formatMoney(usd)}</td>
            <td class="num dim">{price === undefined ? '–' : formatPrice(price)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
