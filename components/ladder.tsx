import type { VNode } from 'preact';
import { formatMoney } from '../lib/format/money.ts';
import { formatLevel, formatPrice } from '../lib/format/price.ts';
import { formatDay, formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { Level, LevelsFigure } from '../lib/model/snapshot.ts';
import { pure } from './pure.ts';

/** What became of a level, in words. A level broken from above was support until then, and stands as resistance now. */
export function toLevelWords({ role, state, since }: Level): string {
  const day = since && formatDay(since);
  if (state === 'broken') {
    const before = role === 'resistance' ? 'support' : 'resistance';
    return day ? `${before} until ${day}` : `was ${before}`;
  }
  if (!state || !day) return role;
  return state === 'tested' ? `${role}, touched ${day}` : `${role} since ${day}`;
}

/** The levels next to the price: on each side those with a story first, then the nearest. Descending, as given. */
export function nearLevels(levels: readonly Level[], price: number, each: number): readonly Level[] {
  const ranked = levels.toSorted(
    (a, b) => Number(!a.state) - Number(!b.state) || Math.abs(a.price - price) - Math.abs(b.price - price),
  );
  const above = ranked.filter(level => level.price > price).slice(0, each);
  const below = ranked.filter(level => level.price <= price).slice(0, each);
  return levels.filter(level => above.includes(level) || below.includes(level));
}

/** `most` is the largest estimate beside it: the bar is drawn against that. */
function Row({ level, most }: { readonly level: Level; readonly most: number }): VNode {
  const fuel = level.fuelUsd;
  const reasons = level.reasons.map(reason => toSafeText(reason, 60)).join(', ');
  const when = level.state ? `${level.state} ${formatMoment(level.since)}` : 'not reached in the hours that were read';
  return (
    <div class="level" title={reasons ? `${reasons}. ${when}` : when}>
      <span class={level.state === 'broken' ? 'k' : ''}>{formatLevel(level.price)}</span>
      {fuel ? <i class="fuel" style={{ width: `${(fuel / most) * 100}%` }} /> : <span class="sub">{toLevelWords(level)}</span>}
      {fuel ? (
        <span class="sub" title={`${level.state ?? ''} ${toLevelWords(level)}`}>
          ≈ {formatMoney(fuel)} forced
        </span>
      ) : (
        level.state && <span class={`tag ${level.state}`}>{level.state}</span>
      )}
    </div>
  );
}

interface LadderProps {
  readonly figure: LevelsFigure | undefined;
  readonly base: string;
  /** US dollars; `undefined` while it is not known. */
  readonly price: number | undefined;
  /** Most levels shown on each side of the price. */
  readonly each: number;
  /** Its age in words when it is old, else nothing. */
  readonly old: string | undefined;
}

/** Round-number prices and what became of them, with the price between. Takes the room of five rows at the least, so that nothing moves when the first are read. */
export const Ladder = pure(({ figure, base, price, each, old }: LadderProps) => {
  const at = price ?? figure?.levels.find(level => level.role === 'support')?.price ?? 0;
  const near = nearLevels(figure?.levels ?? [], at, each);
  const title = figure
    ? `${base} by the hour, ${toSafeText(figure.source, 30)}, to ${formatMoment(figure.at)}`
    : `${base} levels: not read yet`;
  const above = near.filter(level => level.price > at).length;
  const most = Math.max(1, ...near.map(level => level.fuelUsd ?? 0));
  const rows = near.map(level => <Row key={level.price} level={level} most={most} />);
  return (
    <div class={old ? 'sec old' : 'sec'}>
      <div class="lad" key={[above, ...near.map(level => `${level.price}${level.state}`), formatPrice(price).length].join(' ')}>
        {rows.slice(0, above)}
        <div class="now" title={title}>
          <b>{formatPrice(price)}</b>
          <i />
          <span class="sub">
            {base}
            {figure ? old && `, ${old}` : ': levels not read yet'}
          </span>
        </div>
        {rows.slice(above)}
      </div>
    </div>
  );
});
