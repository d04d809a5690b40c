import type { VNode } from 'preact';
import type { Caller } from '../lib/client/call.ts';
import { setFormats } from '../lib/format/locale.ts';
import { t } from '../lib/i18n/t.ts';
import type { UserChoices } from '../lib/model/user-data.ts';
import { Appearance } from './options-appearance.tsx';
import { Language } from './options-language.tsx';
import { Levels } from './options-levels.tsx';

/** The sections of levels, language and colours; every change is drawn from the background's answer. */
export interface LiveChoices {
  /** Nothing until the background has answered. */
  draw(theme: 'dark' | 'light'): { readonly levels?: VNode; readonly language?: VNode; readonly colours?: VNode };
  /** Rejects when the background does not answer. */
  read(): Promise<void>;
}

export function createLiveChoices(options: {
  readonly call: Caller;
  readonly paint: () => void;
  /** Called when the background does not take a change. */
  readonly unanswered: () => void;
}): LiveChoices {
  const { call, paint, unanswered } = options;
  let choices: UserChoices | undefined;
  let problem: string | undefined;

  async function show(answer: Promise<UserChoices>): Promise<void> {
    choices = await answer;
    setFormats(choices.formats);
    paint();
  }
  function change(answer: Promise<UserChoices>): void {
    problem = undefined;
    show(answer).catch(unanswered);
  }
  function changeLevel(coin: string, priceUsd: number, on: boolean): void {
    problem = undefined;
    show(call('levels.change', { coin, priceUsd, on })).catch(() => {
      // Another window may have filled the list meanwhile.
      problem = t('options.failed');
      paint();
    });
  }
  function tell(words: string): void {
    problem = words;
    paint();
  }

  return {
    read: () => show(call('choices.read', undefined)),
    draw(theme) {
      if (choices === undefined) return {};
      const { levels, formats, appearance } = choices;
      return {
        levels: <Levels levels={levels} problem={problem} onChange={changeLevel} onProblem={tell} />,
        language: <Language formats={formats} onChange={next => change(call('formats.change', next))} />,
        colours: <Appearance appearance={appearance} theme={theme} onChange={next => change(call('appearance.change', next))} />,
      };
    },
  };
}
