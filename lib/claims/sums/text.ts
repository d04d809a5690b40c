import type { Claim, Comparator } from '../claim.ts';
import * as words from '../english/sums.ts';
import { readFigures, type Figure } from '../figures.ts';
import type { Place } from '../inconsistency.ts';
import { readSentences } from '../sentences.ts';
import { dayOf, sourceOf } from './same.ts';

/** A figure with the words around it. */
export interface Stated extends Place {
  readonly hi: number | undefined;
  readonly unit: 'usd' | 'pct' | 'coin' | 'plain';
  readonly coin: string | undefined;
  readonly cmp: Comparator;
  /** Number of its sentence in the text. */
  readonly sentence: number;
  /** The words of the sentence before it, back to the figure before. */
  readonly before: string;
  /** The words of the sentence after it, up to the next figure. */
  readonly after: string;
  /** All words of the sentence before it. */
  readonly lead: string;
  readonly tail: string;
  /** The exchange that its sentence names last before it, unless as a source; else that of its claim. */
  readonly venue: string | undefined;
  /** That of its claim; also `now` where the day it names is the article's own. */
  readonly tense: Claim['tense'] | undefined;
  /** The day that it is of, as written, by its sentence or the one before; empty where that is the article's own or not told. */
  readonly time: string;
  /** Who counted, by its sentence; empty where it names nobody. */
  readonly source: string;
  /** What the reader of claims made of it. */
  readonly claim: Claim | undefined;
  /** The asset of its claim, else of the nearest claim of its sentence. */
  readonly asset: string | undefined;
}

function comparatorOf(before: string): Comparator {
  return words.comparators.find(([, pattern]) => pattern.test(before))?.[0] ?? 'eq';
}

/** The two ends of what reads like a range and is a way: "from a high of $98,400 to $92,100". */
function endsOf(figure: Figure, sentence: string): readonly (Figure & { readonly isStart?: true })[] {
  const { value, hi, unit, span } = figure;
  const joint = / to /.exec(sentence.slice(...span));
  const lead = sentence.slice(Math.max(0, span[0] - 60), span[0]);
  const isWay = hi !== undefined && joint !== null && unit === 'usd' && (words.from.test(lead) || words.changeBy.test(lead));
  if (!isWay) return [figure];
  const at = span[0] + joint.index;
  return [
    { value, unit, span: [span[0], at], isStart: true },
    { value: hi, unit, span: [at + joint[0].length, span[1]] },
  ];
}

/** An article has some 200 figures; a text with more is no article, and every check looks at pairs. */
const maximumFigures = 1_500;
/** Words further off are not read. */
const reach = 400;

/** Figures of a text in order, 1,500 at most. `claims` have spans in the same text; `time` (ms) is when it was written. */
export function readStated(text: string, where: 'title' | 'body', claims: readonly Claim[], time?: number): readonly Stated[] {
  const today = time === undefined ? undefined : words.weekdays[new Date(time).getUTCDay()];
  const stated: Stated[] = [];
  let told = '';
  let end = 0;
  for (const [index, { text: sentence, start }] of readSentences(text).entries()) {
    const own = claims.filter(({ span }) => span[0] >= start && span[0] < start + sentence.length);
    const figures = readFigures(sentence).flatMap(figure => endsOf(figure, sentence));
    // A past that one sentence tells of goes on in the next, unless that is of the present or begins a paragraph.
    const isOfNow = text.slice(end, start).includes('\n') || words.presentVerb.test(sentence);
    const inherited = isOfNow ? '' : told;
    told = dayOf(sentence, '', '', today) ?? inherited;
    end = start + sentence.length;
    const source = sourceOf(sentence);
    for (const [at, { value, hi, unit, coin, span }] of figures.entries()) {
      if (stated.length >= maximumFigures) return stated;
      const [from, to] = [start + span[0], start + span[1]];
      const lead = sentence.slice(Math.max(0, span[0] - reach), span[0]);
      if (words.aside.test(lead)) continue;
      const before = sentence.slice(Math.max(figures[at - 1]?.span[1] ?? 0, span[0] - reach), span[0]);
      const next = figures[at + 1];
      const tail = sentence.slice(span[1], span[1] + reach);
      const after = next === undefined ? tail : tail.slice(0, next.span[0] - span[1]);
      const claim = own.find(each => each.span[0] < to && each.span[1] > from);
      const near = own
        .filter(({ asset }) => asset !== null)
        .reduce<Claim | undefined>(
          (best, each) => (best && Math.abs(best.span[0] - from) <= Math.abs(each.span[0] - from) ? best : each),
          undefined,
        );
      const time = dayOf(lead, after, tail, today) ?? inherited;
      stated.push({
        in: where,
        span: [from, to],
        text: sentence.slice(...span),
        value,
        hi,
        unit,
        coin,
        cmp: claim?.cmp ?? comparatorOf(before),
        sentence: index,
        before,
        after,
        lead,
        tail,
        tense: time.startsWith('had ') ? 'dated' : claim?.tense === 'recent' && isOfDay(sentence, today) ? 'now' : claim?.tense,
        time,
        source,
        venue: lead.replaceAll(words.sourceVenue, '').match(words.venues)?.at(-1) ?? claim?.venue,
        claim,
        // "from A to B" is one coin's way.
        asset: (figures[at - 1]?.isStart ? stated.at(-1)?.asset : claim ? claim.asset : near?.asset) ?? undefined,
      });
    }
  }
  return stated;
}

/** Whether a sentence speaks of one day, which is that of the article. */
function isOfDay(sentence: string, today: string | undefined): boolean {
  const days = sentence.toLowerCase().match(words.otherDays);
  return today !== undefined && days !== null && days.every(day => day === today);
}

/** Where a figure stands, without the words around it. */
export function placeOf({ in: where, span, text, value }: Place): Place {
  return { in: where, span, text, value };
}
