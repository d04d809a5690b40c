import type { VNode } from 'preact';
import type { Caller } from '../lib/client/call.ts';
import { t } from '../lib/i18n/t.ts';
import type { DataView, Wipe } from '../lib/model/user-data.ts';
import { Data, wipeId } from './options-data.tsx';
import type { ChosenFile, DataActions, DataNotice } from './options-data.tsx';
import { saveFile } from './save-file.ts';

/** The section of data, over the background. */
export interface LiveData {
  draw(): VNode;
  /** Counts anew. Rejects when the background does not answer. */
  read(): Promise<void>;
}

/** Reading weeks of orders takes its time. */
const patientMs = 60_000;
const hourMs = 3_600_000;
/** A file of settings has some ten thousand bytes. */
const mostBytes = 1_000_000;

export function createLiveData(options: {
  readonly call: Caller;
  readonly document: Document;
  readonly paint: () => void;
  /** Settings were taken from a file: everything else on the page may have changed. */
  readonly onImport: () => void;
}): LiveData {
  const { call, document, paint, onImport } = options;
  let data: DataView | undefined;
  let chosen: (ChosenFile & { readonly text: string }) | undefined;
  let notice: DataNotice | undefined;
  let asked: Wipe | undefined;

  function tell(where: DataNotice['where'], words: string, isBad: boolean): void {
    notice = { where, words, isBad };
    paint();
  }
  async function read(): Promise<void> {
    data = await call('data.read', undefined, patientMs);
    paint();
  }
  /** The background's word, or that there was none. */
  function attempt(work: () => Promise<void>, where: DataNotice['where'], failed: string): void {
    notice = undefined;
    paint();
    work().catch(() => tell(where, failed, true));
  }
  function save(file: string, type: string, ask: () => Promise<string>): void {
    attempt(
      async () => {
        saveFile(document, file, await ask(), type);
        tell('save', t('data.saved', { file }), false);
      },
      'save',
      t('data.saveFailed'),
    );
  }
  /** What is asked, or that nothing is any more: the focus goes back to where the question began. */
  function settleWipe(what: Wipe | undefined): void {
    const before = asked;
    asked = what;
    paint();
    if (before !== undefined && what === undefined) document.getElementById(wipeId(before))?.focus();
  }
  const stamp = (): string => new Date(data?.now ?? 0).toISOString().slice(0, 16).replace(':', '');

  const actions: DataActions = {
    saveSettings: () => save('undertow-settings.json', 'application/json', () => call('data.export', undefined)),
    saveMarket(hours) {
      const to = data?.now;
      if (to === undefined) return;
      const span = { from: to - hours * hourMs, to, format: 'json' } as const;
      save(`undertow-${stamp()}-${hours}h.jsonl`, 'application/jsonl', () => call('span.export', span, patientMs));
    },
    choose(file) {
      attempt(
        async () => {
          const { name } = file;
          const text = file.size > mostBytes ? '' : await file.text();
          chosen = {
            name,
            text,
            answer: file.size > mostBytes ? 'size' : await call('data.import', { text, apply: false }),
          };
          paint();
        },
        'load',
        t('options.failed'),
      );
    },
    settle(isWanted) {
      const file = chosen;
      chosen = undefined;
      attempt(
        async () => {
          if (!isWanted || file === undefined) return;
          const { name, text } = file;
          chosen = { name, text, answer: await call('data.import', { text, apply: true }, patientMs) };
          paint();
          onImport();
        },
        'load',
        t('options.failed'),
      );
    },
    ask(what) {
      settleWipe(what);
      notice = undefined;
      paint();
    },
    wipe(what) {
      settleWipe(undefined);
      attempt(
        async () => {
          await call('data.wipe', { what }, patientMs);
          tell('wipe', t('data.wiped'), false);
          await read();
        },
        'wipe',
        t('data.wipeFailed'),
      );
    },
  };

  return {
    read,
    draw: () => <Data data={data} file={chosen} notice={notice} asked={asked} actions={actions} />,
  };
}
