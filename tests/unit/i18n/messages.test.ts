import { describe, expect, test } from 'vitest';
import { calls, messages, placeholdersOf, usedKeys } from './message-uses.ts';

const formsOf = (message: string): readonly string[] => message.split(' | ');
const needsCount = (message: string): boolean => message.includes('$1') || formsOf(message).length > 1;

/** Calls whose message is known from the call alone, one for each message that it can be. */
const known = calls.flatMap(({ where, keys = [], isExact, names, hasCount }) =>
  (isExact ? keys : []).map(key => ({ where, key, message: messages.get(key), names, hasCount })),
);

describe('the English messages', () => {
  test('are all said somewhere', () => {
    const used = usedKeys();
    expect([...messages.keys()].filter(key => !used.has(key))).toEqual([]);
  });

  test('have names that browsers take, each once', () => {
    const names = [...messages.keys()].map(key => key.replaceAll('.', '_'));
    expect(names.filter(name => !/^[A-Za-z0-9_]+$/.test(name))).toEqual([]);
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(names.length);
    // The library takes what holds one of these for a message of the browser's own shape.
    expect([...messages.keys()].filter(key => /(^|\.)(message|description|placeholders)(\.|$)/.test(key))).toEqual([]);
  });

  test('have no dollars but those of the count, which browsers would take for places of theirs', () => {
    expect([...messages].filter(([, message]) => /\$(?!1(?!\d))/.test(message))).toEqual([]);
  });

  test('have words in each form, three at the most, and the same values in all', () => {
    for (const [key, message] of messages) {
      const forms = formsOf(message);
      expect(forms.length, key).toBeLessThanOrEqual(3);
      for (const form of forms) {
        expect(form.trim(), key).toBe(form);
        expect(form, key).not.toBe('');
        expect(placeholdersOf(form), key).toEqual(placeholdersOf(message));
      }
    }
  });
});

describe('calls of messages', () => {
  test('are found at all', () => {
    expect(known.length).toBeGreaterThan(300);
    expect(known.filter(({ names = [] }) => names.length > 0).length).toBeGreaterThan(100);
  });

  test('say what there is', () => {
    expect(calls.filter(({ keys }) => keys?.length === 0)).toEqual([]);
    expect(known.filter(({ message }) => message === undefined)).toEqual([]);
  });

  test('give every value that the message has, and none that no message has', () => {
    for (const { where, keys = [], isExact, names } of calls) {
      if (names === undefined || keys.length === 0 || !isExact) continue;
      const wanted = keys.map(key => placeholdersOf(messages.get(key) ?? ''));
      for (const [place, placeholders] of wanted.entries())
        expect(names, `${where} ${keys[place] ?? ''}`).toEqual(expect.arrayContaining([...placeholders]));
      expect([...new Set(wanted.flat())].sort(), where).toEqual(names);
    }
  });

  test('of which one part is told elsewhere give what one of those messages has', () => {
    for (const { where, keys = [], isExact, names } of calls)
      if (!isExact && names !== undefined && keys.length > 0)
        expect(
          keys.map(key => placeholdersOf(messages.get(key) ?? '').join()),
          where,
        ).toContain(names.join());
  });

  test('give a count where the message has one or is chosen by one, and only there', () => {
    expect(known.filter(({ message = '', hasCount }) => needsCount(message) !== hasCount)).toEqual([]);
  });
});
