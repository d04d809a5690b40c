import type { VNode } from 'preact';
import { formatAge } from '../lib/format/age.ts';
import { formatLevel, formatPrice } from '../lib/format/price.ts';
import { formatDay, formatMoment } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { Level, LevelsFigure } from '../lib/model/snapshot.ts';
import { pure } from './pure.ts';

/** What became of a level, in words. A level broken from above was support until then, and stands as resistance now. */
export function toLevelWords({ role, state, since }: Level): string {
  const day = since === undefined ? '' : formatDay(since);
  if (state === undefined) return role;
  if (state === 'broken') {
    const before = role === 'resistance' ? 'support' : 'resistance';
    return day === '' ? `was ${before}` : `${before} until ${day}`;
  }
  if (day === '') return role;
  return state === 'tested' ? `${role}, touched ${day}` : `${role} since ${day}`;
}

/** The levels next to the price: on each side those with a story first, then the nearest. Descending, as given. */
export function nearLevels(levels: readonly Level[], price: number, each: number): readonly Level[] {
  const pick = (side: readonly Level[]): readonly Level[] =>
    side
      .toSorted(
        (a, b) =>
          Number(b.state !== undefined) - Number(a.state !== undefined) || Math.abs(a.price - price) - Math.abs(b.price - price),
      )
      .slice(0, each);
  const kept = new Set([
    ...pick(levels.filter(level => level.price > price)),
    ...pick(levels.filter(level => level.price <= price)),
  ]);
  return levels.filter(level => kept.has(level));
}

function Row({ level }: { readonly level: Level }): VNode {
  const reasons = level.reasons.map(reason => toSafeText(reason, 60)).join(', ');
  const when =
    level.state === undefined ? 'not reached in the hours that were read' : `${level.state} ${formatMoment(level.since)}`;
  return (
    <div class="level" title={reasons === '' ? when : `${reasons}. ${when}`}>
      <span class={level.state === 'broken' ? 'k' : ''}>{formatLevel(level.price)}</span>
      <span class="sub">{toLevelWords(level)}</span>
      {level.state && <span class={`tag ${level.state}`}>{level.state}</span>}
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
  /** Its age when it is old, ms, else nothing. */
  readonly oldMs: number | undefined;
}

/** Round-number prices and what became of them, with the price between. Takes the room of five rows at the least, so that nothing moves when the first are read. */
export const Ladder = pure(({ figure, base, price, each, oldMs }: LadderProps) => {
  const at = price ?? figure?.levels.find(level => level.role === 'support')?.price ?? 0;
  const near = nearLevels(figure?.levels ?? [], at, each);
  const title =
    figure === undefined
      ? `${base} levels: not read yet`
      : `${base} by the hour, ${toSafeText(figure.source, 30)}, to ${formatMoment(figure.at)}`;
  return (
    <div class={oldMs === undefined ? 'sec' : 'sec old'}>
      <div
        class="lad"
        key={[...near.map(level => `${level.price}${level.price > at}${level.state}`), formatPrice(price).length].join(' ')}
      >
        {near
          .filter(level => level.price > at)
          .map(level => (
            <Row key={level.price} level={level} />
          ))}
        <div class="now" title={title}>
          <span>{formatPrice(price)}</span>
          <i />
          <span class="sub">
            {figure === undefined
              ? `${base}: levels not read yet`
              : oldMs === undefined
                ? base
                : `${base}, ${formatAge(oldMs)} old`}
          </span>
        </div>
        {near
          .filter(level => level.price <= at)
          .map(level => (
            <Row key={level.price} level={level} />
          ))}
      </div>
    </div>
  );
});
