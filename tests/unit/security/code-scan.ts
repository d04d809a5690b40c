import ts from 'typescript';

/** Every node of a piece of code, TypeScript or built JavaScript. */
export function nodesOf(code: string, name = 'code.tsx'): readonly ts.Node[] {
  const kind = name.endsWith('.js') ? ts.ScriptKind.JS : name.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.TSX;
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, kind));
  return nodes;
}

/** The last name of what is called or written to: `c` of `a.b.c`, `a['c']` and `c`. Empty for anything else. */
export function nameOf(node: ts.Node): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) return node.argumentExpression.text;
  return '';
}

const cut = (node: ts.Node): string => node.getText().slice(0, 80);
const makers = ['eval', 'Function', 'importScripts', 'execScript', 'SharedWorker'];
const timers = ['setTimeout', 'setInterval'];

/** Calls that turn text into code, and imports and workers of anything but a file that lies beside. */
export function findRemoteCode(nodes: readonly ts.Node[]): readonly string[] {
  return nodes.filter(isRemoteCode).map(cut);
}

function isRemoteCode(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return !isBeside(node.moduleSpecifier);
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier !== undefined && !isBeside(node.moduleSpecifier);
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const [first] = node.arguments ?? [];
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return first === undefined || !isBeside(first);
  const name = nameOf(node.expression);
  if (makers.includes(name)) return true;
  if (name === 'Worker') return first === undefined || !isBeside(first);
  return timers.includes(name) && first !== undefined && (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first));
}

const isBeside = (node: ts.Node): boolean => ts.isStringLiteralLike(node) && /^\.{0,2}\/(?!\/)[\w./-]+\.js$/.test(node.text);

const properties = ['innerHTML', 'outerHTML', 'srcdoc'];
const methods = [
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'parseFromString',
  'document.write',
  'document.writeln',
];

/** Places that turn text into markup, with the code around each. */
export function findMarkup(nodes: readonly ts.Node[]): readonly { readonly text: string; readonly around: string }[] {
  return nodes.filter(isMarkup).map(node => ({
    text: cut(node),
    around: node.getSourceFile().text.slice(Math.max(0, node.getStart() - 200), node.getEnd() + 40),
  }));
}

function isMarkup(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node))
    return (
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      !ts.isIdentifier(node.left) &&
      properties.includes(nameOf(node.left))
    );
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  const name = nameOf(expression);
  const on = ts.isPropertyAccessExpression(expression) ? nameOf(expression.expression) : '';
  return methods.includes(name) || methods.includes(`${on}.${name}`);
}
