import { t } from '../i18n/t.ts';
import type { AnswerRow, AnswerSection, Tone } from '../model/answer.ts';
import type { CoinReading, Tick, WhyShare } from '../model/engine.ts';
import { absentRow, dim } from './cells.ts';
import { formatShare } from './coverage.ts';
import { formatBriefly, formatEvidence } from './evidence.ts';
import { because, becauseOf, formatBranching, formatPhase, isUnknown } from './phase.ts';
import { formatLevel } from './price.ts';
import { formatInputs, formatReason } from './reasons.ts';
import { formatMoment } from './time.ts';

/** Why the phase is called what it is called: the evidence as it stands now, each piece with what it is held against. */
export function evidenceSection({ phase, branching }: CoinReading): AnswerSection {
  const id = 'evidence';
  if (isUnknown(phase)) return { id, title: t('evidence.none'), rows: [absentRow(phase)] };
  const { since, now } = phase;
  return {
    id,
    // The word of these figures: the head may speak of the page's coin while they are of the whole market.
    title: t('evidence.title', { word: formatPhase({ phase, branching }).word }),
    note: dim(t('evidence.since', { time: formatMoment(since) })),
    tip: t('evidence.tip'),
    rows: [
      ...now.map(formatEvidence),
      {
        cells: [dim(formatBranching(branching)), dim('')],
        tip: t('branching.tip'),
      },
    ],
  };
}

/** The three causes; selling only where the price fell. */
export function causeOf(of: WhyShare['of'], change24h: number): string {
  if (of === 'spot') return t(change24h < 0 ? 'why.selling' : 'why.buying');
  return t(of === 'leverage' ? 'why.leverage' : 'why.markets');
}

const causes = 3;
const shareTones: Readonly<Record<WhyShare['of'], Tone>> = { leverage: 'neg', spot: 'warn', markets: 'calm' };

/** A largest cause that is less sure than this is the reason why none is named; else the causes are close to each other. */
const sure = 0.5;

/** `mixed`, with how sure the largest share is where that is too little. */
function toMixed(shares: readonly WhyShare[]): string {
  const confidence = shares.toSorted((left, right) => right.share - left.share)[0]?.confidence ?? 0;
  return confidence < sure ? t('why.unsure', { share: formatShare(confidence) }) : t('why.mixed');
}

/** What the move of 24 hours is put down to. */
export function whySection({ why }: CoinReading): AnswerSection {
  const tip = t('why.tip');
  if (isUnknown(why))
    return { id: 'why', title: t('why.title'), tip, shares: [], rows: [{ cells: [dim(because(why))], tip: because(why) }] };
  const { change24h, shares, word, confidence } = why;
  const missing = formatInputs(why.missing);
  const share = formatShare(confidence);
  const isMixed = word === 'mixed';
  return {
    id: 'why',
    title: t(change24h < 0 ? 'why.down' : 'why.up'),
    note: { text: `≈ ${isMixed ? toMixed(shares) : causeOf(word, change24h)}`, guess: true },
    tip: missing === '' ? t('why.sure', { tip, share }) : t('why.sureButMissing', { tip, share, missing }),
    // No one colour over the word that no one cause is sure: what the evidence leaves open is a gap.
    shares: shares.map(({ of, share, confidence }) => ({ share: isMixed ? share * confidence : share, tone: shareTones[of] })),
    rows: [
      {
        cells: [
          ...shares.map(({ of, share }) => dim(t('why.share', { share: formatShare(share), cause: causeOf(of, change24h) }))),
          ...(shares.length < causes ? [dim(t('why.rest'))] : []),
        ],
        ...(missing === '' ? {} : { tip: becauseOf(t('why.missing', { missing })) }),
      },
    ],
  };
}

const buyingName = (tick: Tick['met'], levelUsd?: number): string =>
  levelUsd === undefined
    ? t(tick === false ? 'stabilising.noBuying' : 'stabilising.buying')
    : t(tick === false ? 'stabilising.noBuyingAbove' : 'stabilising.buyingAbove', { level: formatLevel(levelUsd) });
const diminishingName = (tick: Tick['met']): string =>
  t(tick === false ? 'stabilising.notDiminishing' : 'stabilising.diminishing');

/** The two tests that speak for an end of it. */
export function stabilisingSection({ stabilising }: CoinReading): AnswerSection {
  const section = {
    id: 'stabilising',
    title: t('stabilising.title'),
    tip: t('stabilising.tip'),
  } as const;
  if (isUnknown(stabilising)) {
    const row = (name: string): AnswerRow => ({
      mark: 'unknown',
      cells: [{ text: name }, dim(`· ${t('figure.unknown')}`)],
      tip: because(stabilising),
    });
    const rows = [row(buyingName(undefined)), row(diminishingName(undefined))];
    return { ...section, note: dim(formatReason(stabilising.unknown)), rows };
  }
  const { buying, diminishing, levelUsd } = stabilising;
  const both = buying.met === true && diminishing.met === true;
  const isFalse = buying.met === false || diminishing.met === false;
  return {
    ...section,
    title: t(both ? 'stabilising.both' : isFalse ? 'stabilising.notYet' : 'stabilising.notKnown'),
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
  const why = terms[0]?.missing;
  return {
    mark: met === undefined ? 'unknown' : met ? 'yes' : 'no',
    cells: [
      { text: name },
      dim(`· ${met === undefined ? (why === undefined ? t('stabilising.notMeasured') : formatReason(why)) : beside}`),
    ],
    tip: lines.join('; '),
  };
}
