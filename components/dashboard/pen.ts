import type uPlot from 'uplot';
import type { Colours } from './colours.ts';

/** What is drawn on a chart by hand: in CSS pixels, with times and values for places. */
export interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Left edge of a time, held within the chart. */
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
  readonly text: (words: string, x: number, y: number, colour: string, align?: CanvasTextAlign) => void;
  /** Width of a text. */
  readonly measure: (words: string) => number;
}

/** Lets `draw` draw on a chart, in CSS pixels and only within its frame. */
export function withPen(chart: uPlot, { font, page }: Colours, draw: (pen: Pen) => void): void {
  const { ctx: context, bbox } = chart;
  const ratio = chart.width > 0 ? context.canvas.width / chart.width : 1;
  const left = bbox.left / ratio;
  const top = bbox.top / ratio;
  const width = bbox.width / ratio;
  const height = bbox.height / ratio;
  context.save();
  context.scale(ratio, ratio);
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.font = `11px ${font}`;
  context.textBaseline = 'alphabetic';
  draw({
    context,
    left,
    top,
    width,
    height,
    x: time => left + Math.min(width, Math.max(0, chart.valToPos(time, 'x'))),
    y: value => top + chart.valToPos(value, 'y'),
    text(words, x, y, colour, align = 'left') {
      context.textAlign = align;
      // A rim in the colour of the ground keeps it legible on a line.
      context.strokeStyle = page;
      context.lineWidth = 3;
      context.lineJoin = 'round';
      context.strokeText(words, x, y);
      context.fillStyle = colour;
      context.fillText(words, x, y);
    },
    measure: words => context.measureText(words).width,
  });
  context.restore();
}

/** Fills a box with slanting lines: nothing was heard there. */
export function hatch({ context }: Pen, x: number, y: number, width: number, height: number, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  // Counted from the frame and not from the box, so that boxes beside each other are one.
  for (let at = Math.floor((x - height) / 6) * 6; at < x + width; at += 6) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
  context.restore();
}
