import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { nameOf, nodesOf } from '../unit/security/code-scan.ts';

/**
 * What a person reads is put into words in `lib/format`, or by a service through `t`: the layers below hand on names with values. English stands in
 * them only where it goes into a log, a thrown error or the fault of a payload, which pages do not show.
 */
const layers = ['engine', 'feeds', 'venues', 'sources', 'store', 'background', 'model', 'protocol'];
const root = join(import.meta.dirname, '..', '..', 'lib');

/** What takes English for whoever reads a log: faults of payloads, errors. */
const takers = [
  'refuse',
  'rejected',
  'ignored',
  'control',
  'corrupt',
  'textAt',
  'figureAt',
  'report',
  'onError',
  'end',
  'broken',
];

/** Names of more than one word, by what they are for. */
const names: readonly (string | RegExp)[] = [
  // What became of an alert.
  ...['quiet hours', 'not permitted', 'less than wanted', 'too old', 'too soon'],
  // Alerts and their groups, series of open interest, jobs, documents, grains of the store.
  /^(fall|level|levels|threshold|bars of|index at) \$\{|^\$\{\} history$/,
  ...['forming bars', 'funding log', 'stream log', 'five minutes'],
  // What providers ask to be called.
  /^Other markets: |^Data provided by /,
  // Told to the browser and to nobody else, and of a thread that is ended to whoever waits for it.
  /^plays the |^the reading was ended$/,
  // Faults of payloads that are handed on before they are refused.
  /^\$\{\} refused/,
  ...['not readable', 'no rows', 'no day with a value', 'triggers, of which the execution follows'],
  /is no listed coin( in dollars)?$|^trades that nobody was forced into$/,
  ...['bad parameters', 'too many requests', 'refused for the region of this address', 'refused for compliance in this region'],
];

const isSentence = (text: string): boolean => /[a-z]{2,} [a-z]|[a-z]{3,} \$\{|\} [a-z]{3,}/.test(text);
const isName = (text: string): boolean => names.some(name => (typeof name === 'string' ? name === text : name.test(text)));

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `\${}${literal.text}`).join('');
}

/** Whether a text goes no further than a log: thrown, made an error of, or handed to one of `takers`, within its own statement. */
function isForLogs(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isStatement(at) || ts.isThrowStatement(at); at = at.parent) {
    if (ts.isThrowStatement(at) || (ts.isNewExpression(at) && /Error$|^NotReady$/.test(nameOf(at.expression)))) return true;
    if (ts.isCallExpression(at) && takers.includes(nameOf(at.expression))) return true;
  }
  return false;
}

/** Texts of a piece of code that read like a sentence and are neither names nor for logs. */
const sentencesIn = (code: string, name?: string): readonly string[] =>
  nodesOf(code, name).flatMap(node => {
    const text = textOf(node);
    return text === undefined || !isSentence(text) || isName(text) || isForLogs(node) ? [] : [text];
  });

describe('layers that hand on names', () => {
  const files = layers.flatMap(layer =>
    readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => `${layer}/${name}`),
  );

  it('are read, and a sentence in them is found', () => {
    expect(files.length).toBeGreaterThan(250);
    const found = [
      "const figure = { unknown: 'nothing has fallen' };",
      'const figure = { unknown: `only ${orders} orders in 6 hours` };',
      "const text = state === 'broken' ? 'two closes beyond' : '';",
      "health.tell(id, { state: 'failing', reason: 'nobody answers' });",
    ];
    expect(found.map(code => sentencesIn(code, 'made.ts').length)).toEqual([1, 1, 1, 1]);
    const fine = [
      "throw new Error('no such level');",
      "if (!isRecord(frame)) return rejected('not an object');",
      "const wait = t('feeds.again', { seconds });",
    ];
    expect(fine.flatMap(code => sentencesIn(code, 'made.ts'))).toEqual([]);
  });

  it('have no sentence that a person could be shown', () => {
    const found = files.flatMap(name =>
      sentencesIn(readFileSync(join(root, name), 'utf8'), name).map(text => `lib/${name}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
