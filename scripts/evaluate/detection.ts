import { branchingGate, ewma, fixed, priceOnly, zScore } from './baselines.ts';
import type { Rule } from './baselines.ts';
import type { Market } from './data.ts';
import { detect, entriesOf, momentsIn } from './detect.ts';
import type { Detection } from './detect.ts';
import { labelCrashes } from './labels.ts';
import { median, precisionOf, scoreAlarms, wilson } from './score.ts';
import type { Score } from './score.ts';
import { toFixed, toTable } from './tables.ts';

/** A market with its labels and what the engine said of it. */
export interface Tried {
  readonly market: Market;
  readonly crashes: ReturnType<typeof labelCrashes>;
  readonly detection: Detection;
}

/** Labels a market and plays it to the engine. */
export function tryMarket(market: Market): Tried {
  return { market, crashes: labelCrashes(market.bars, market.depth), detection: detect(market) };
}

/** Baselines as the sheet of 2026-11-22 has them, with what it printed for the development part: hits, precision, false alarms a month. */
const aaveRules: readonly (readonly [Rule, string])[] = [
  [fixed(250_000), '14/21 .69 2.21'],
  [fixed(500_000), '12/21 .77 1.11'],
  [fixed(1_000_000), '10/21 .85 .55'],
  [fixed(2_000_000), '7/21 .86 .37'],
  [zScore(3, 50_000), '16/21 .52 5.53'],
  [ewma(40), '11/21 .79 .92'],
  [ewma(80), '9/21 .71 .74'],
  [branchingGate(0.85, 0), '13/21 .86 .74'],
  [branchingGate(0.7, 250_000), '11/21 1.00 0'],
  [priceOnly(0.02), '–'],
  [priceOnly(0.03), '–'],
  [priceOnly(0.04), '–'],
  [priceOnly(0.05), '–'],
];
const btcRules: readonly (readonly [Rule, string])[] = [
  [fixed(10_000_000), '7/7 .36 13.0'],
  [fixed(30_000_000), '5/7 .67 1.9'],
  [fixed(50_000_000), '3/7 .63 1.4'],
  [zScore(5, 0), '4/7 .45 2.8'],
  [ewma(10), '–'],
  [priceOnly(0.01), '–'],
  [priceOnly(0.02), '5/7 .75 1.4'],
  [priceOnly(0.03), '–'],
];

function toRow(name: string, score: Score): readonly string[] {
  const [low, high] = wilson(score.hits, score.crashes);
  const [least, most] = wilson(score.alarms - score.falseAlarms, score.alarms);
  const precision = precisionOf(score);
  return [
    name,
    `${score.hits}/${score.crashes} [${toFixed(low)}, ${toFixed(high)}]`,
    precision === undefined
      ? '–'
      : `${score.alarms - score.falseAlarms}/${score.alarms} = ${toFixed(precision)} [${toFixed(least)}, ${toFixed(most)}]`,
    `${score.falseAlarms} = ${toFixed(score.falseAlarms / score.months)}`,
    toFixed(median(score.delays), 0),
  ];
}

/** The engine as a detector: entering a phase, and being in it, which is how a threshold is in alarm. */
const entering = (['building', 'cascade'] as const).map(
  phase => [`engine enters ${phase}`, (detection: Detection) => entriesOf(detection, phase)] as const,
);
const readings = [
  ...entering,
  ['engine is in building or cascade', (detection: Detection) => momentsIn(detection, ['building', 'cascade'])] as const,
  ['engine is in cascade', (detection: Detection) => momentsIn(detection, ['cascade'])] as const,
];

/** Hits, precision, false alarms and delay of the engine and of the baselines on one market. */
export function detectionTable({ market, crashes, detection }: Tried): string {
  const score = (moments: readonly number[]): Score => scoreAlarms(moments, crashes, market.span);
  const rules = market.base === 'ETH' ? aaveRules : btcRules;
  return toTable([
    ['rule', 'hits', 'precision', 'false alarms, a month', 'delay, min (median)', 'sheet: hits precision false/month'],
    ...readings.map(([name, moments]) => [...toRow(name, score(moments(detection))), '–']),
    ...rules.map(([rule, printed]) => [...toRow(rule.name, score(rule.moments(market))), printed]),
  ]);
}

/** Families of rules whose one parameter is swept, so that there is a rule for each number of false alarms. */
const steps = Array.from({ length: 80 }, (_, index) => index / 79);
const families = [
  {
    name: 'fixed dollars',
    // Of five minutes, or of an hour.
    rules: ({ grainMs }: Market) => steps.map(step => fixed((grainMs === 300_000 ? 5e4 : 2e6) * 200 ** step)),
  },
  { name: 'price only', rules: () => steps.map(step => priceOnly(0.01 * 10 ** step)) },
  { name: 'z of seven days', rules: () => steps.map(step => zScore(200 ** step, 0)) },
] as const;

function bestOf<Each>(all: readonly Each[], isBetter: (left: Each, right: Each) => boolean): Each | undefined {
  return all.reduce<Each | undefined>((best, each) => (best === undefined || isBetter(each, best) ? each : best), undefined);
}

/**
 * What the best rule of each family does at the engine's false alarms, and at the engine's hits. Each family may choose its parameter with the labels in
 * sight, on each market anew; the engine has the same parameters on both. That favours the baselines.
 */
export function matchedTable(tried: readonly Tried[]): string {
  const rows = tried.flatMap(({ market, crashes, detection }) =>
    families.flatMap(({ name: family, rules }) => {
      const scored = rules(market).map(rule => ({ rule, score: scoreAlarms(rule.moments(market), crashes, market.span) }));
      return entering.map(([name, moments]) => {
        const own = scoreAlarms(moments(detection), crashes, market.span);
        const most = bestOf(
          scored.filter(({ score }) => score.falseAlarms <= own.falseAlarms),
          (left, right) => left.score.hits > right.score.hits,
        );
        const least = bestOf(
          scored.filter(({ score }) => score.hits >= own.hits),
          (left, right) => left.score.falseAlarms < right.score.falseAlarms,
        );
        const isBeaten = own.hits > (most?.score.hits ?? 0) || own.falseAlarms < (least?.score.falseAlarms ?? Infinity);
        return [
          market.name,
          name,
          `${own.hits} hits, ${own.falseAlarms} false`,
          family,
          most === undefined ? 'none' : `${most.score.hits} hits (${most.rule.name})`,
          least === undefined ? 'none' : `${least.score.falseAlarms} false (${least.rule.name})`,
          isBeaten ? 'yes' : 'no',
        ];
      });
    }),
  );
  const head = [
    'market',
    'detector',
    'its figures',
    'family',
    'best with as few false alarms',
    'best with as many hits',
    'beaten',
  ];
  return toTable([head, ...rows]);
}

/** Rules that mean the same on both markets, and the engine, over both together: nothing is chosen for either. */
export function pooledTable(tried: readonly Tried[]): string {
  const pooled = (momentsOf: (each: Tried) => readonly number[]): Score => {
    const scores = tried.map(each => scoreAlarms(momentsOf(each), each.crashes, each.market.span));
    const sum = (of: (score: Score) => number): number => scores.reduce((total, score) => total + of(score), 0);
    return {
      crashes: sum(({ crashes }) => crashes),
      hits: sum(({ hits }) => hits),
      alarms: sum(({ alarms }) => alarms),
      falseAlarms: sum(({ falseAlarms }) => falseAlarms),
      delays: scores.flatMap(({ delays }) => delays),
      months: sum(({ months }) => months),
    };
  };
  const rules = [
    ...[0.02, 0.025, 0.03, 0.035, 0.04, 0.05, 0.06].map(priceOnly),
    ...[3, 6, 12].map(least => zScore(least, 0)),
    ...[10, 40, 80].map(ewma),
  ];
  return toTable([
    ['rule', 'hits', 'precision', 'false alarms, a month', 'delay, min (median)'],
    ...readings.map(([name, moments]) =>
      toRow(
        name,
        pooled(({ detection }) => moments(detection)),
      ),
    ),
    ...rules.map(rule =>
      toRow(
        rule.name,
        pooled(({ market }) => rule.moments(market)),
      ),
    ),
  ]);
}

/** Every change of phase, for whoever looks at what went wrong. */
export function changesOf({ detection, crashes }: Tried): readonly string[] {
  const toText = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
  return detection.changes.map(({ time, from, phase }) => {
    const crash = crashes.find(({ onset, end }) => time >= onset - 3_600_000 && time <= end + 86_400_000);
    return `${toText(time)} ${from} → ${phase}${crash === undefined ? '' : ` (crash of ${toText(crash.onset)})`}`;
  });
}
