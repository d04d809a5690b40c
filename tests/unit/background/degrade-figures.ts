import { formatReason } from '../../../lib/format/reasons.ts';
import type { CoinReading, Evidence, Known } from '../../../lib/model/engine.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';

/**
 * Every figure of a snapshot by a name, apart from each other: those of the market and of bitcoin, the pieces of evidence singly. An absent one is
 * `undefined`, or says `unknown, because …`.
 */
export function figuresOf(snapshot: MarketSnapshot): Readonly<Record<string, unknown>> {
  const { prices, liquidations, openInterest, funding, fearGreed, levels, engine } = snapshot;
  const bitcoin = levels['BTC'];
  return {
    price: prices['BTC'],
    totals: liquidations.market['24h'] && [liquidations.market, liquidations.coins['BTC']],
    hours: liquidations.hours,
    ...Object.fromEntries(
      Object.entries(openInterest.coins['BTC'] ?? {}).map(([name, value]) => [`open interest/${name}`, value]),
    ),
    funding: funding?.['BTC'],
    'fear & greed': fearGreed,
    levels: bitcoin?.levels.map(({ fuelUsd: _none, reasons: _why, ...level }) => level),
    'levels/reasons': bitcoin?.levels.map(({ reasons }) => reasons),
    'levels/others': bitcoin?.others?.map(({ fuelUsd: _none, ...level }) => level),
    'levels/fuel': bitcoin?.levels.some(({ fuelUsd }) => fuelUsd !== undefined)
      ? bitcoin.levels.map(({ fuelUsd }) => fuelUsd)
      : undefined,
    ...(engine === undefined ? {} : { ...readingOf('market ', engine.market), ...readingOf('', engine.coins['BTC']) }),
    breadth: say(engine?.breadth),
    holders: say(engine?.holders),
    'other markets': say(engine?.markets),
    appetite: engine?.appetite,
    badge: snapshot.badge.kind,
  };
}

function say<Figure extends object>(figure: Known<Figure> | undefined): unknown {
  return figure !== undefined && 'unknown' in figure ? `unknown, because ${formatReason(figure.unknown)}` : figure;
}

function readingOf(of: string, reading: CoinReading | undefined): Readonly<Record<string, unknown>> {
  if (reading === undefined) return {};
  const { phase, branching, stabilising, fuel, why, longRate, takerBuyShare } = reading;
  const ticks = 'unknown' in stabilising ? [] : [...stabilising.buying.terms, ...stabilising.diminishing.terms];
  const {
    check: _check,
    fragility,
    standsAt,
    ...curve
  } = 'unknown' in fuel ? { fragility: undefined, standsAt: undefined } : fuel;
  const why24 = 'unknown' in why ? [] : why.shares;
  const named = (where: string, all: readonly Evidence[]): readonly (readonly [string, unknown])[] =>
    all.map(each => [
      `${of}${where}/${each.id}`,
      each.value === undefined ? `unknown, because ${each.missing === undefined ? '?' : formatReason(each.missing)}` : each,
    ]);
  return {
    [`${of}phase`]: 'unknown' in phase ? say(phase) : phase.phase,
    ...Object.fromEntries(named('evidence', 'unknown' in phase ? [] : phase.now)),
    [`${of}R`]: say(branching),
    [`${of}stabilising`]: 'unknown' in stabilising ? say(stabilising) : [stabilising.buying.met, stabilising.diminishing.met],
    ...Object.fromEntries(named('stabilising', ticks)),
    [`${of}fuel`]: 'unknown' in fuel ? say(fuel) : curve,
    [`${of}fragility`]: fragility,
    [`${of}stands at`]: standsAt,
    [`${of}why`]: 'unknown' in why ? say(why) : [why.word, why.missing],
    ...Object.fromEntries(why24.map(share => [`${of}why/${share.of}`, share])),
    [`${of}long rate`]: say(longRate),
    [`${of}takers`]: say(takerBuyShare),
  };
}
