import type { AnswerRow, AnswerSection, Tone } from '../model/answer.ts';
import type { CoinReading, Tick, WhyShare } from '../model/engine.ts';
import { absentRow, dim } from './cells.ts';
import { formatShare } from './coverage.ts';
import { formatBriefly, formatEvidence } from './evidence.ts';
import { because, formatBranching, isUnknown } from './phase.ts';
import { formatLevel } from './price.ts';
import { formatMoment } from './time.ts';

/** Why the phase is called what it is called: the evidence as it stands now, each piece with what it is held against. */
export function evidenceSection({ phase, branching }: CoinReading): AnswerSection {
  const section = { id: 'evidence', title: 'Why this word' } as const;
  if (isUnknown(phase)) return { ...section, rows: [absentRow(phase)] };
  const { since, now } = phase;
  return {
    ...section,
    note: dim(`since ${formatMoment(since)}`),
    tip: 'A phase changes on several pieces of evidence at once, each held against the coin’s own seven days; it says what is, not what comes',
    rows: [
      ...now.map(formatEvidence),
      {
        cells: [dim(formatBranching(branching)), dim('')],
        tip: 'R: how many further forced orders each one sets off, fitted to their times; 90% bounds, the lower one only where an outside cause can be told apart',
      },
    ],
  };
}

/** The three causes; selling only where the price fell. */
export const causeOf = (of: WhyShare['of'], change24h: number): string =>
  of === 'leverage' ? 'leverage' : of === 'markets' ? 'other markets' : change24h < 0 ? 'spot selling' : 'spot buying';

const causes = 3;
const shareTones: Readonly<Record<WhyShare['of'], Tone>> = { leverage: 'neg', spot: 'warn', markets: 'calm' };

/** What the move of 24 hours is put down to. */
export function whySection({ why }: CoinReading): AnswerSection {
  const tip =
    'Leverage: net forced against net taker trading, bounded by the positions that were closed; other markets: 90 days’ beta times their move; spot: the rest. An estimate';
  if (isUnknown(why))
    return { id: 'why', title: 'Why it moved', tip, shares: [], rows: [{ cells: [dim(because(why))], tip: because(why) }] };
  const { change24h, shares, word, confidence, missing } = why;
  return {
    id: 'why',
    title: `Why it is ${change24h < 0 ? 'down' : 'up'}`,
    note: { text: `≈ ${word === 'mixed' ? word : causeOf(word, change24h)}`, guess: true },
    tip: `${tip}. ${formatShare(confidence)} sure${missing.length === 0 ? '' : `; missing: ${missing.join(', ')}`}`,
    shares: shares.map(({ of, share }) => ({ share, tone: shareTones[of] })),
    rows: [
      {
        cells: [
          ...shares.map(({ of, share }) => dim(`${formatShare(share)} ${causeOf(of, change24h)}`)),
          ...(shares.length < causes ? [dim('the rest is unknown')] : []),
        ],
        ...(missing.length === 0 ? {} : { tip: because({ unknown: `this is missing: ${missing.join(', ')}` }) }),
      },
    ],
  };
}

const buyingName = (tick: Tick['met'], levelUsd?: number): string =>
  `${tick === false ? 'No buying' : 'Buying'}${levelUsd === undefined ? '' : ` above ${formatLevel(levelUsd)}`}`;
const diminishingName = (tick: Tick['met']): string => `Liquidations ${tick === false ? 'not ' : ''}diminishing`;

/** The two tests that speak for an end of it. */
export function stabilisingSection({ stabilising }: CoinReading): AnswerSection {
  const section = {
    id: 'stabilising',
    title: 'Stabilising?',
    tip: 'On past falls, four hours without a new low and 38.2 % won back held for 24 hours in about 7 of 10; fewer liquidations added little. It says what has been, not that the low is in',
  } as const;
  if (isUnknown(stabilising)) {
    const second: AnswerRow = {
      mark: 'unknown',
      cells: [{ text: diminishingName(undefined) }, dim('· unknown')],
      tip: because(stabilising),
    };
    return { ...section, rows: [absentRow(stabilising, { text: buyingName(undefined) }), second] };
  }
  const { buying, diminishing, levelUsd } = stabilising;
  const both = buying.met === true && diminishing.met === true;
  const isKnown = buying.met !== undefined && diminishing.met !== undefined;
  return {
    ...section,
    title: `Stabilising? ${both ? 'Both tests hold' : isKnown || buying.met === false || diminishing.met === false ? 'Not yet' : 'Not known'}`,
    rows: [tickRow(buying, buyingName(buying.met, levelUsd)), tickRow(diminishing, diminishingName(diminishing.met))],
  };
}

function tickRow({ met, terms }: Tick, name: string): AnswerRow {
  // The term that decided stands beside the tick; all of them are in its title.
  const deciding = terms.find(term => term.met === met && term.value !== undefined) ?? terms[0];
  const lines = terms.map(term =>
    formatEvidence(term)
      .cells.map(cell => cell.text)
      .join(' '),
  );
  const beside = deciding === undefined ? '' : formatBriefly(deciding);
  const missing = terms[0]?.missing ?? 'nothing of it was measured';
  return {
    mark: met === undefined ? 'unknown' : met ? 'yes' : 'no',
    cells: [{ text: name }, dim(`· ${met === undefined ? because({ unknown: missing }) : beside}`)],
    tip: lines.join('; '),
  };
}
