import type uPlot from 'uplot';
import { formatLevel } from '../../lib/format/price.ts';
import { t } from '../../lib/i18n/t.ts';
import type { History } from '../../lib/model/history.ts';
import type { Phase } from '../../lib/model/engine.ts';
import type { Level } from '../../lib/model/snapshot.ts';
import type { ChartSpec } from './chart-base.ts';
import { axisHeight } from './chart-base.ts';
import type { Colours } from './colours.ts';
import type { Pen } from './pen.ts';
import { withPen } from './pen.ts';
import { toLine, toRoundValues } from './steps.ts';
import { phaseWord } from './words.ts';

const plotHeight = 250;
/** Two texts at the right edge keep so far apart, px. */
const textRoom = 15;

const phasePad = 4;

type ShownPhase = Exclude<Phase, 'calm'>;
const shownPhases: readonly ShownPhase[] = ['building', 'cascade', 'deleveraging', 'stabilising'];

/** How strongly a phase is laid behind the price, and in which colour. Calm is the ground itself. */
const bands: Readonly<Record<ShownPhase, readonly [colour: 'warn' | 'bad' | 'calm', alpha: number]>> = {
  building: ['warn', 0.11],
  cascade: ['bad', 0.13],
  deleveraging: ['warn', 0.06],
  stabilising: ['calm', 0.08],
};

/** The price as a line, the phases behind it as bands with their words, and the levels that people watch as lines with theirs. */
export function priceChart(history: History, levels: readonly Level[], colours: Colours): ChartSpec {
  let labels: readonly Label[] = [];
  return {
    height: plotHeight + axisHeight,
    data: [[...history.times], toLine(history.price)],
    series: [{ scale: 'y', stroke: colours.ink, width: 1.6, points: { show: false } }],
    scales: { y: { range: (_, low, high) => widen(low, high) } },
    hasAxis: true,
    under: chart =>
      withPen(chart, colours, pen => {
        drawPhases(pen, history, colours);
        labels = drawLevels(pen, chart, levels, colours);
      }),
    over: chart =>
      withPen(chart, colours, pen => {
        nameLevels(pen, labels);
        namePhases(pen, history, colours);
      }),
  };
}

/** A little room above and below; a price that never moved stands in the middle. */
export function widen(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const room = (high - low || Math.abs(high) * 0.01 || 1) * 0.08;
  return [low - room, high + room];
}

function drawPhases({ context, top, height, x }: Pen, { phases }: History, colours: Colours): void {
  for (const { phase, from, to } of phases) {
    if (phase === 'calm') continue;
    const [name, alpha] = bands[phase];
    context.globalAlpha = alpha;
    context.fillStyle = colours[name];
    context.fillRect(x(from), top, x(to) - x(from), height);
    context.globalAlpha = 1;
  }
}

/**
 * The word of a phase, or its first letters where its band is too narrow for the whole. Of a band with room for neither the
 * legend above the chart tells (`phasesOf`).
 */
function namePhases({ top, x, text, measure }: Pen, { phases }: History, colours: Colours): void {
  for (const { phase, from, to } of phases) {
    if (phase === 'calm') continue;
    const name = fitWord(phaseWord(phase), x(to) - x(from) - 2 * phasePad, measure);
    if (name !== undefined) text(name, x(from) + phasePad, top + 13, colours[bands[phase][0]]);
  }
}

/** A word, its first letters, or its first letter: the longest for which there is room; `undefined` where there is none. */
export const fitWord = (word: string, room: number, measure: (words: string) => number): string | undefined =>
  [word, `${word.slice(0, 5)}.`, word.slice(0, 1)].find(each => measure(each) <= room);

/** The phases but calm that a span holds, each once, in the order in which a fall goes through them. */
export const phasesOf = ({ phases }: Pick<History, 'phases'>): readonly ShownPhase[] =>
  shownPhases.filter(each => phases.some(({ phase }) => phase === each));

interface Label {
  readonly words: string;
  readonly y: number;
  readonly colour: string;
}

/** Levels first: a round value that would stand on one of their texts gives way. Texts are for later, so that no line goes over them. */
function drawLevels(
  pen: Pen,
  chart: uPlot,
  levels: readonly Level[],
  { line, lineAlpha, dim, faint }: Colours,
): readonly Label[] {
  const { min, max } = chart.scales['y'] ?? {};
  if (typeof min !== 'number' || typeof max !== 'number') return [];
  const labels: Label[] = [];
  const draw = (price: number, words: string, colour: string, dash: readonly number[]): void => {
    const y = Math.round(pen.y(price)) + 0.5;
    const isFree = labels.every(other => Math.abs(other.y - y) >= textRoom);
    if (y < pen.top + textRoom || y > pen.top + pen.height || !isFree) return;
    labels.push({ words, y, colour });
    const { context, left, width } = pen;
    context.beginPath();
    context.setLineDash([...dash]);
    context.moveTo(left, y);
    context.lineTo(left + width, y);
    context.strokeStyle = line;
    context.lineWidth = 1;
    context.globalAlpha = lineAlpha;
    context.stroke();
    context.globalAlpha = 1;
    context.setLineDash([]);
  };
  for (const { price, state } of levels) if (price > min && price < max) draw(price, toLevelLine(price, state), dim, []);
  for (const value of toRoundValues(min, max, 4)) draw(value, formatLevel(value), faint, [2, 4]);
  return labels;
}

const toLevelLine = (price: number, state: Level['state']): string =>
  state === undefined
    ? formatLevel(price)
    : t('dashboard.levelLine', { price: formatLevel(price), state: t(`dashboard.state.${state}`) });

function nameLevels({ left, width, text }: Pen, labels: readonly Label[]): void {
  for (const { words, y, colour } of labels) text(words, left + width - 4, y - 4, colour, 'right');
}
