import type { VNode } from 'preact';
import { formatDay } from '../lib/format/time.ts';
import { formatCount } from '../lib/format/price.ts';
import { toSafeText } from '../lib/format/words.ts';
import { t } from '../lib/i18n/t.ts';
import type { DataView, ImportAnswer, Wipe } from '../lib/model/user-data.ts';
import { wipes } from '../lib/model/user-data.ts';
import { formatBytes } from './host-ledger.tsx';
import { trusted } from './trusted.ts';

/** Spans of recorded data that can be saved, hours. */
export const spans = [1, 24, 168, 720] as const;
export type SpanHours = (typeof spans)[number];

/** A file of settings that was chosen. */
export interface ChosenFile {
  readonly name: string;
  /** What it would change, or why it is refused; `size` when it was not even read. */
  readonly answer: ImportAnswer | 'size';
}

/** What was said last, and by which part of the section. */
export interface DataNotice {
  readonly where: 'save' | 'load' | 'wipe';
  readonly words: string;
  readonly isBad: boolean;
}

export interface DataActions {
  readonly saveSettings: () => void;
  readonly saveMarket: (hours: SpanHours) => void;
  readonly choose: (file: File) => void;
  /** Takes the chosen file's settings, or lets go of it. */
  readonly settle: (isWanted: boolean) => void;
  /** Asks once more before `wipe`; `undefined` asks no longer. */
  readonly ask: (what: Wipe | undefined) => void;
  readonly wipe: (what: Wipe) => void;
}

export interface DataProps {
  /** `undefined` until the background has counted. */
  readonly data: DataView | undefined;
  readonly file: ChosenFile | undefined;
  readonly notice: DataNotice | undefined;
  /** The wipe that waits for a second press. */
  readonly asked: Wipe | undefined;
  readonly actions: DataActions;
}

/** What is kept, copies of it, settings out of a file, and wiping. */
export function Data(props: DataProps): VNode {
  return (
    <section aria-labelledby="data">
      <h2 id="data">{t('data.title')}</h2>
      <p class="sub">{t('data.hint')}</p>
      {props.data && <Kept data={props.data} />}
      <Save {...props} />
      <Load {...props} />
      <WipePart {...props} />
    </section>
  );
}

function Kept({ data }: { readonly data: DataView }): VNode {
  const { tables, usedBytes, oldestDay, onlyInMemory } = data;
  return (
    <>
      <div class="scroll" role="region" tabIndex={0} aria-labelledby="data">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('data.table')}</th>
              <th scope="col" class="num">
                {t('data.rows')}
              </th>
              <th scope="col" class="num">
                {t('data.size')}
              </th>
            </tr>
          </thead>
          <tbody>
            {tables.map(({ table, rows, bytes }) => (
              <tr key={table}>
                <td>{t(`data.tables.${table}`)}</td>
                <td class="num">{formatCount(rows)}</td>
                <td class="num">{bytes === undefined ? '–' : `≈ ${formatBytes(bytes)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="sub pad">
        {oldestDay === undefined ? t('data.nothing') : t('data.since', { day: formatDay(oldestDay) })}
        {'. '}
        {usedBytes !== undefined && `${t('data.used', { size: formatBytes(usedBytes) })}.`}
      </p>
      {onlyInMemory !== undefined && <p class="notice-line">{t('data.memory', { reason: toSafeText(onlyInMemory, 160) })}</p>}
    </>
  );
}

/** Said where it was asked for; a region that stands there from the start, so that it is read out. */
function Said({ notice, where }: { readonly notice: DataNotice | undefined; readonly where: DataNotice['where'] }): VNode {
  const own = notice?.where === where ? notice : undefined;
  return (
    <p role="status" class={`pad ${own?.isBad === true ? 'neg' : ''}`}>
      {own?.words}
    </p>
  );
}

function Save({ notice, actions }: DataProps): VNode {
  function saveMarket(event: SubmitEvent): void {
    event.preventDefault();
    const field = event.currentTarget instanceof HTMLFormElement ? event.currentTarget.elements.namedItem('hours') : null;
    const hours = spans.find(each => field instanceof HTMLSelectElement && String(each) === field.value);
    if (hours !== undefined) actions.saveMarket(hours);
  }
  const toWords = (hours: SpanHours): string => (hours > 24 ? t('data.days', {}, hours / 24) : t('data.hours', {}, hours));
  return (
    <>
      <h3>{t('data.save')}</h3>
      <ul class="switches">
        <li>
          <span>
            <b>{t('data.saveSettings')}</b> <span class="sub">{t('data.saveSettingsHint')}</span>
          </span>
          <button
            type="button"
            class="retry"
            aria-label={`${t('data.saveButton')}: ${t('data.saveSettings')}`}
            onClick={trusted(() => actions.saveSettings())}
          >
            {t('data.saveButton')}
          </button>
        </li>
        <li>
          <span>
            <b>{t('data.saveMarket')}</b> <span class="sub">{t('data.saveMarketHint')}</span>
            <a class="sub" href="dashboard.html">
              {t('data.toFeeds')}
            </a>
          </span>
          <form class="fields" onSubmit={trusted(saveMarket)}>
            <label>
              {t('data.span')}{' '}
              <select name="hours">
                {spans.map(hours => (
                  <option key={hours} value={String(hours)} selected={hours === 24}>
                    {toWords(hours)}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit" class="retry" aria-label={`${t('data.saveButton')}: ${t('data.saveMarket')}`}>
              {t('data.saveButton')}
            </button>
          </form>
        </li>
      </ul>
      <Said notice={notice} where="save" />
    </>
  );
}

function Load({ file, notice, actions }: DataProps): VNode {
  function choose(event: Event): void {
    const field = event.currentTarget;
    const [chosen] = field instanceof HTMLInputElement ? (field.files ?? []) : [];
    if (chosen === undefined || !(field instanceof HTMLInputElement)) return;
    actions.choose(chosen);
    // So that the same file, mended, can be chosen again.
    field.value = '';
  }
  return (
    <>
      <h3>{t('data.load')}</h3>
      <p class="sub">{t('data.loadHint')}</p>
      <div class="fields">
        <label>
          {t('data.choose')}{' '}
          <input type="file" accept=".json,application/json" aria-describedby="load-said" onChange={trusted(choose)} />
        </label>
      </div>
      <div id="load-said" role="status" class="pad">
        {file && <FileWords file={file} />}
      </div>
      {file && typeof file.answer === 'object' && file.answer.kind === 'read' && !file.answer.applied && (
        <Changes answer={file.answer} onSettle={actions.settle} />
      )}
      <Said notice={notice} where="load" />
    </>
  );
}

function FileWords({ file: { name, answer } }: { readonly file: ChosenFile }): VNode {
  const isRefused = answer === 'size' || answer.kind === 'refused';
  const said =
    answer === 'size'
      ? t('data.refused.size')
      : answer.kind === 'refused'
        ? t(`data.refused.${answer.fault}`, { path: toSafeText(answer.path, 80) })
        : answer.applied
          ? t('data.applied')
          : answer.changes.length === 0
            ? t('data.noChanges')
            : t('data.changes', {}, answer.changes.length);
  return (
    <>
      <b>{toSafeText(name, 60)}</b> <span class={isRefused ? 'neg' : ''}>{said}</span>
    </>
  );
}

function Changes(props: {
  readonly answer: Extract<ImportAnswer, { kind: 'read' }>;
  readonly onSettle: (isWanted: boolean) => void;
}): VNode | null {
  const { answer, onSettle } = props;
  if (answer.changes.length === 0) return null;
  const toWords = (json: string | undefined): string => (json === undefined ? t('data.nothingSet') : toSafeText(json, 160));
  return (
    <div class="changes">
      <ul class="silences">
        {answer.changes.map(({ path, before, after }) => (
          <li key={path}>
            <b>{toSafeText(path, 80)}</b> <span class="k">{toWords(before)} →</span> {toWords(after)}
          </li>
        ))}
      </ul>
      <div class="fields">
        <button type="button" class="retry" onClick={trusted(() => onSettle(true))}>
          {t('data.applyButton')}
        </button>
        <button type="button" class="retry" onClick={trusted(() => onSettle(false))}>
          {t('data.cancel')}
        </button>
      </div>
    </div>
  );
}

const wipeWords: { readonly [W in Wipe]: () => readonly [name: string, loses: string] } = {
  market: () => [t('data.wipeMarket'), t('data.wipeMarketHint')],
  everything: () => [t('data.wipeEverything'), t('data.wipeEverythingHint')],
};

/** Called once, when the element comes to stand there: the button that had the focus is gone. */
const takeFocus = (element: HTMLElement | null): void => element?.focus();

/** The button that asks for a wipe. */
export const wipeId = (what: Wipe): string => `wipe-${what}`;

function WipePart({ notice, asked, actions }: DataProps): VNode {
  return (
    <>
      <h3>{t('data.wipe')}</h3>
      <ul class="switches">
        {wipes.map(what => {
          const [name, loses] = wipeWords[what]();
          return (
            <li key={what}>
              <span>
                <b>{name}</b> <span class="sub">{loses}</span>
              </span>
              {asked === what ? (
                <span class="buttons">
                  <button type="button" class="retry danger" ref={takeFocus} onClick={trusted(() => actions.wipe(what))}>
                    {t('data.wipeSure')}
                  </button>
                  <button type="button" class="retry" onClick={trusted(() => actions.ask(undefined))}>
                    {t('data.cancel')}
                  </button>
                </span>
              ) : (
                <button
                  type="button"
                  id={wipeId(what)}
                  class="retry"
                  aria-label={t('data.wipeOf', { what: name })}
                  onClick={trusted(() => actions.ask(what))}
                >
                  {t('data.wipeButton')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <Said notice={notice} where="wipe" />
    </>
  );
}
