import { formatShare } from '../../lib/format/coverage.ts';
import { formatMoment } from '../../lib/format/time.ts';
import { toSafeText } from '../../lib/format/words.ts';
import { t } from '../../lib/i18n/t.ts';
import type { History } from '../../lib/model/history.ts';
import type { Colours } from './colours.ts';
import type { GroupChart, View } from './group.ts';
import { placeOf, toHeardShare } from './steps.ts';
import { coinWord } from './words.ts';

/** The texts of a picture: they are ours, or name a source. */
export interface PictureWords {
  readonly title: string;
  /** Below the charts, a line each. */
  readonly foot: readonly string[];
}

const edge = 24;
const lineHeight = 18;
const headingHeight = 26;

/** What is printed on a picture of the charts: coin and time on top; coverage, sources and maker below. */
export function toPictureWords(history: History, view: View): PictureWords {
  const sources = [...new Set(Object.values(history.sources))].map(source => toSafeText(source, 90));
  const [first, last] = [placeOf(history.times, view.from), placeOf(history.times, view.to)];
  return {
    title: t('dashboard.pictureTitle', {
      coin: coinWord(history.base),
      from: formatMoment(view.from),
      to: formatMoment(view.to),
    }),
    foot: [
      t('dashboard.pictureHeard', { share: formatShare(toHeardShare(history.heard.slice(first, last + 1))) }),
      ...(sources.length === 0 ? [] : [t('dashboard.pictureSources', { sources: sources.join('; ') })]),
      t('dashboard.pictureBy'),
    ],
  };
}

/** Breaks a text between words so that each line is no wider than `width`. */
export function breakLines(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Draws charts with their headings and words below each other. Throws where the browser gives no canvas. */
export function drawPicture(
  document: Document,
  charts: readonly GroupChart[],
  { title, foot }: PictureWords,
  { page, ink, dim, font }: Colours,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas to draw on');
  const ratio = document.defaultView?.devicePixelRatio ?? 1;
  const width = charts.reduce((widest, chart) => Math.max(widest, chart.canvas.width / ratio), 320);
  const write = (size: number, weight: number): void => {
    pen.font = `${weight} ${size}px ${font}`;
  };
  write(12, 400);
  const lines = foot.flatMap(text => breakLines(text, width, part => pen.measureText(part).width));
  const heights = charts.map(chart => headingHeight + chart.canvas.height / ratio);
  const total = edge * 2 + 34 + heights.reduce((sum, height) => sum + height + 8, 0) + lines.length * lineHeight + 8;
  canvas.width = Math.round((width + edge * 2) * ratio);
  canvas.height = Math.round(total * ratio);
  pen.scale(ratio, ratio);
  pen.fillStyle = page;
  pen.fillRect(0, 0, width + edge * 2, total);
  pen.fillStyle = ink;
  write(16, 600);
  pen.fillText(title, edge, edge + 14, width);
  let y = edge + 34;
  charts.forEach((chart, place) => {
    write(12, 600);
    pen.fillStyle = dim;
    pen.fillText(chart.heading, edge, y + 16, width);
    write(12, 400);
    pen.textAlign = 'right';
    pen.fillText(chart.note, edge + width, y + 16, width / 2);
    pen.textAlign = 'left';
    pen.drawImage(chart.canvas, edge, y + headingHeight, chart.canvas.width / ratio, chart.canvas.height / ratio);
    y += (heights[place] ?? 0) + 8;
  });
  write(12, 400);
  pen.fillStyle = dim;
  for (const line of lines) {
    y += lineHeight;
    pen.fillText(line, edge, y, width);
  }
  return canvas;
}

/** The picture as a file. Rejects where the browser cannot make one. */
export const toPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob === null ? reject(new Error('no picture was made')) : resolve(blob)), 'image/png'),
  );
