import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { nameOf, nodesOf } from '../security/code-scan.ts';

const root = join(import.meta.dirname, '..', '..', '..');

interface Tree {
  readonly [key: string]: string | Tree;
}

function flatten(tree: Tree, path = ''): readonly (readonly [key: string, message: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : flatten(value, `${path}${key}.`),
  );
}

/** The English messages by their paths. */
export const messages: ReadonlyMap<string, string> = new Map(
  flatten(JSON.parse(readFileSync(join(root, 'locales', 'en.json'), 'utf8')) as Tree),
);

/** Names of `{name}`s in a message, each once, in order of the alphabet. */
export const placeholdersOf = (message: string): readonly string[] =>
  [...new Set(Array.from(message.matchAll(/\{(\w+)\}/g), ([, name = '']) => name))].sort();

/** One call that reads a message. */
export interface MessageCall {
  /** File and line. */
  readonly where: string;
  /** What the first argument can be, as far as the call says it; `undefined` where it is handed on. */
  readonly keys: readonly string[] | undefined;
  /** Whether these are all of them and no more: what a name in a longer key stands for is not known here. */
  readonly isExact: boolean;
  /** Names of the values; `undefined` where they are handed on. */
  readonly names: readonly string[] | undefined;
  readonly hasCount: boolean;
}

const sources = ['lib', 'components', 'entrypoints'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => `${folder}/${name}`),
);
const nodes = [...sources, 'wxt.config.ts'].flatMap(name => nodesOf(readFileSync(join(root, name), 'utf8'), name));

/** The keys that `phase.line.${name}` can be: what stands in its places is taken for a part of one name. */
function keysLike(node: ts.TemplateExpression): readonly string[] {
  const escape = (text: string): string => text.replaceAll('.', '\\.');
  const pattern = node.templateSpans.map(({ literal }) => `\\w+${escape(literal.text)}`).join('');
  const like = new RegExp(`^${escape(node.head.text)}${pattern}$`);
  return [...messages.keys()].filter(key => like.test(key));
}

/** The texts that an expression can be; `undefined` where it is a name for something. */
function textsOf(node: ts.Expression): readonly string[] | undefined {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return keysLike(node);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return textsOf(node.expression);
  if (!ts.isConditionalExpression(node)) return undefined;
  const [yes, no] = [textsOf(node.whenTrue), textsOf(node.whenFalse)];
  return yes && no && [...yes, ...no];
}

const hasTemplate = (node: ts.Node): boolean => ts.isTemplateExpression(node) || node.getChildren().some(hasTemplate);

function namesOf(node: ts.Expression | undefined): readonly string[] | undefined {
  if (node === undefined) return [];
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const names = node.properties.map(({ name }) => (name !== undefined && ts.isIdentifier(name) ? name.text : undefined));
  return names.includes(undefined) ? undefined : names.flatMap(name => name ?? []);
}

/** With what a call's text is then filled by elements: `fill(t('key', { count }), { name: <b /> })`. */
function filledIn(node: ts.CallExpression): ts.Expression | undefined {
  const { parent } = node;
  return ts.isCallExpression(parent) && nameOf(parent.expression) === 'fill' ? parent.arguments[1] : undefined;
}

function allNamesOf(call: ts.CallExpression): readonly string[] | undefined {
  const [texts, elements] = [namesOf(call.arguments[1]), namesOf(filledIn(call))];
  return texts && elements && [...texts, ...elements].sort();
}

/** All calls of `t` and of `pageText`. */
export const calls: readonly MessageCall[] = nodes.flatMap(node => {
  if (!ts.isCallExpression(node) || !['t', 'pageText'].includes(nameOf(node.expression))) return [];
  const [key, , count] = node.arguments;
  if (key === undefined) return [];
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return [
    {
      where: `${file.fileName}:${line + 1}`,
      keys: textsOf(key),
      isExact: !hasTemplate(key),
      names: allNamesOf(node),
      hasCount: count !== undefined,
    },
  ];
});

/** Every key that stands in the code: by itself, in the places of a longer one, or as `__MSG_…__` of the manifest. */
export function usedKeys(): ReadonlySet<string> {
  const byName = new Map([...messages.keys()].map(key => [key.replaceAll('.', '_'), key]));
  const written = nodes.flatMap(node => {
    if (ts.isTemplateExpression(node) && /^[a-z]\w*\./i.test(node.head.text)) return keysLike(node);
    if (!ts.isStringLiteralLike(node)) return [];
    const [, name] = /^__MSG_(\w+)__$/.exec(node.text) ?? [];
    return [name === undefined ? node.text : (byName.get(name) ?? '')];
  });
  return new Set(written.filter(text => messages.has(text)));
}
