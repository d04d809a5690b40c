import { toHistoryCsv, toHistoryJson } from '../../lib/format/history-export.ts';
import type { History, HistoryRange } from '../../lib/model/history.ts';
import { saveFile } from '../save-file.ts';
import type { Colours } from './colours.ts';
import type { ExportFormat } from './exports.tsx';
import type { ChartGroup } from './group.ts';
import { drawPicture, toPictureWords, toPng } from './picture.ts';

interface Shown {
  readonly document: Document;
  readonly history: History;
  readonly range: HistoryRange;
  readonly group: ChartGroup;
  readonly colours: Colours;
}

/** Saves what the charts show: all steps of the history as a table or as JSON, or the charts as they are drawn, zoom included, as a picture. */
export async function exportCharts(format: ExportFormat, { document, history, range, group, colours }: Shown): Promise<void> {
  const name = toFileName(history.base, range, history.to, format);
  if (format === 'csv') saveFile(document, name, toHistoryCsv(history), 'text/csv');
  else if (format === 'json') saveFile(document, name, toHistoryJson(history), 'application/json');
  else {
    const canvas = drawPicture(document, group.charts, toPictureWords(history, group.view), colours);
    saveFile(document, name, await toPng(canvas), 'image/png');
  }
}

/** `undertow-BTC-7d-2026-02-12T0030.csv`. */
export function toFileName(coin: string, range: HistoryRange, to: number, extension: string): string {
  const moment = new Date(to).toISOString().slice(0, 16).replace(':', '');
  return `undertow-${coin === '' ? 'all' : coin}-${range}-${moment}.${extension}`;
}
