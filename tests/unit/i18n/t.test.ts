import { describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';

/** A browser whose messages are these, by the names by which it knows them; it is watched how often it is asked. */
async function withMessages(messages: Readonly<Record<string, string>>) {
  const getMessage = vi.fn((name: string, substitutions: readonly string[] = []) =>
    (messages[name] ?? '').replace(/\$([1-9])/g, (_, place: string) => substitutions[Number(place) - 1] ?? ''),
  );
  Reflect.set(browser, 'i18n', { getMessage });
  // What was asked for once is kept: each test has a function of its own.
  vi.resetModules();
  const { t } = await import('../../../lib/i18n/t.ts');
  return { t, getMessage };
}

describe('a text of ours', () => {
  test('is the browser’s message, asked for once', async () => {
    const { t, getMessage } = await withMessages({ phase_name_calm: 'ruhig' });
    expect([t('phase.name.calm'), t('phase.name.calm')]).toEqual(['ruhig', 'ruhig']);
    expect(getMessage).toHaveBeenCalledTimes(1);
  });

  test('has its values in the places that the language gives them, as they are', async () => {
    const { t } = await withMessages({ time_day: '{month} {day}, {month}' });
    expect(t('time.day', { day: 3, month: '$& {day} $1' })).toBe('$& {day} $1 3, $& {day} $1');
  });

  test('leaves a place without a value to be seen', async () => {
    const { t } = await withMessages({ time_day: '{day} {month}' });
    expect(t('time.day', { day: 3 })).toBe('3 {month}');
  });

  test('has one form for one and another for the rest, none among them', async () => {
    const { t } = await withMessages({ feeds_days: '$1 Tag | $1 Tage' });
    expect([0, 1, 2, 21].map(count => t('feeds.days', {}, count))).toEqual(['0 Tage', '1 Tag', '2 Tage', '21 Tage']);
  });

  test('may have a form for none', async () => {
    const { t } = await withMessages({ feeds_days: 'kein Tag | ein Tag | $1 Tage von $1' });
    expect([0, 1, 2].map(count => t('feeds.days', {}, count))).toEqual(['kein Tag', 'ein Tag', '2 Tage von 2']);
  });

  test('has the same form for all where the language has one', async () => {
    const { t } = await withMessages({ feeds_days: '$1 日' });
    expect([0, 1, 2].map(count => t('feeds.days', {}, count))).toEqual(['0 日', '1 日', '2 日']);
  });
});
