import type { Known, WhyFigure, WhyShare } from '../model/engine.ts';
import type { MissingInput } from '../model/reasons.ts';
import { dayMs } from './amounts.ts';
import { explainedBy } from './market-beta.ts';
import type { Close, MarketPast } from './market-beta.ts';

/** What takers traded in the window, dollars. */
export interface Takers {
  readonly boughtUsd: number;
  readonly soldUsd: number;
  /** The part of the whole market that these venues are, above 0 and at most 1. */
  readonly share: number;
}

/** What a move is explained by. Everything but the moment is left out when it is not known. */
export interface WhyInput {
  readonly now: number;
  /** 24 hours when not given. */
  readonly windowMs?: number;
  /** Of the coin over the window, fraction. */
  readonly change?: number | undefined;
  readonly priceUsd?: number | undefined;
  /** Forced orders of the coin in the window; `coverage` is the part of it that was heard. */
  readonly forced?: { readonly longUsd: number; readonly shortUsd: number; readonly coverage: number } | undefined;
  readonly spotTakers?: Takers | undefined;
  readonly perpTakers?: Takers | undefined;
  /** One-sided open interest of the same venues at both ends of the window. */
  readonly interest?: { readonly coins: number; readonly coinsBefore: number } | undefined;
  /** The coin's own prices over ninety days, ascending, four hours apart or less. */
  readonly closes: readonly Close[];
  /** Share indices, the one that counts where several are open first. */
  readonly markets: readonly MarketPast[];
}

/** Share and confidence of one cause; `undefined` where nothing can be said of it. */
type Leg = { readonly share: number; readonly confidence: number } | undefined;

/** A smaller move has no cause worth a word. */
const leastChange = 0.005;
/** By so much a cause must exceed the next to be the one, and below so much confidence none is. */
const clearLead = 0.2;
const leastConfidence = 0.5;
/** What is left of the confidence in leverage's share without one of its inputs (judgement, not measured). */
const without = { perps: 0.4, spot: 0.8, interest: 0.7 } as const;

/**
 * What share of a move the evidence gives to leverage, to other markets, and to spot trading, which is the rest (MODEL.md §7). Leverage is the net
 * forced trading in the direction of the move over what takers traded net in that direction, and no more of it than open interest in coins has
 * fallen. Other markets are the coin's own beta to shares times what these did while open. Where the two add up to more than all, both are cut alike.
 * The confidence of spot is the lower of theirs; that of the word is that of its share, less where the next share is close.
 */
export function whyItMoved(input: WhyInput): Known<WhyFigure> {
  const { change } = input;
  if (change === undefined) return { unknown: 'noChange' };
  if (Math.abs(change) < leastChange) return { unknown: 'hardlyMoved' };
  const missing: MissingInput[] = [];
  const leverage = leverageLeg(input, Math.sign(change), missing);
  const markets = marketsLeg(input, change, missing);
  if (leverage === undefined && markets === undefined) return { unknown: { of: 'inputs', inputs: missing } };

  const cut = Math.max(1, (leverage?.share ?? 0) + (markets?.share ?? 0));
  const toShare = (of: WhyShare['of'], leg: Leg): WhyShare => ({
    of,
    share: (leg?.share ?? 0) / cut,
    confidence: leg?.confidence ?? 0,
  });
  const forced = toShare('leverage', leverage);
  const outside = toShare('markets', markets);
  const spot: WhyShare = {
    of: 'spot',
    share: Math.max(0, 1 - forced.share - outside.share),
    confidence: Math.min(forced.confidence, outside.confidence),
  };
  const shares = [forced, spot, outside];
  const [first = spot, second = spot] = shares.toSorted((a, b) => b.share - a.share);
  const confidence = first.confidence * Math.min(1, (first.share - second.share) / clearLead);
  // Beside a cause that is not known nobody knows what is left either.
  const isTold = ({ of }: WhyShare): boolean =>
    of === 'leverage'
      ? leverage !== undefined
      : of === 'markets'
        ? markets !== undefined
        : leverage !== undefined && markets !== undefined;
  return {
    change24h: change,
    shares: shares.filter(isTold),
    word: confidence < leastConfidence ? 'mixed' : first.of,
    confidence,
    missing,
  };
}

function leverageLeg({ forced, interest, priceUsd, ...input }: WhyInput, direction: number, missing: MissingInput[]): Leg {
  if (forced === undefined) {
    missing.push('forced');
    return undefined;
  }
  // A long that is closed by force is sold: it belongs to a fall.
  const net = Math.max(0, direction * (forced.shortUsd - forced.longUsd));
  const closed =
    interest === undefined || priceUsd === undefined ? Infinity : Math.max(0, interest.coinsBefore - interest.coins) * priceUsd;
  let { coverage: confidence } = forced;
  if (closed === Infinity) {
    missing.push('interest');
    confidence *= without.interest;
  }
  // Positions that were closed by force and opened anew by others: the two kinds of evidence are at odds.
  if (closed < net) confidence *= 0.5 + (0.5 * closed) / net;
  const usd = Math.min(net, closed);
  if (usd === 0) return { share: 0, confidence };

  let taken = 0;
  for (const [takers, name, factor] of [
    [input.perpTakers, 'perps', without.perps],
    [input.spotTakers, 'spot', without.spot],
  ] as const) {
    if (takers === undefined) {
      missing.push(name);
      confidence *= factor;
    } else taken += (direction * (takers.boughtUsd - takers.soldUsd)) / takers.share;
  }
  if (input.perpTakers === undefined && input.spotTakers === undefined) return undefined;
  if (taken <= 0) {
    missing.push('takers');
    return undefined;
  }
  return { share: Math.min(1, usd / taken), confidence };
}

function marketsLeg({ markets, closes, now, windowMs = dayMs }: WhyInput, change: number, missing: MissingInput[]): Leg {
  const explained = explainedBy(markets, closes, { from: now - windowMs, to: now });
  missing.push(...explained.unknown.map(past => ({ past })));
  if (markets.length === 0) missing.push('markets');
  if (markets.length === explained.unknown.length) return undefined;
  // Twice the standard error of the share is what it may be off by.
  const confidence = Math.max(0, 1 - (2 * explained.error) / Math.abs(change)) / (1 + explained.unknown.length);
  return { share: Math.min(1, Math.max(0, explained.change / change)), confidence };
}
