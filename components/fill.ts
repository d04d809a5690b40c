import type { ComponentChild } from 'preact';

/**
 * A message with elements in it: each `{name}` that `nodes` has is that node, wherever the language puts it. `toText` draws the words between them;
 * they stand as they are when it is not given.
 */
export const fill = (
  message: string,
  nodes: Readonly<Record<string, ComponentChild>>,
  toText: (text: string) => ComponentChild = text => text,
): ComponentChild[] =>
  message
    .split(/(\{\w+\})/)
    .filter(part => part !== '')
    .map(part => {
      const name = part.slice(1, -1);
      return part.startsWith('{') && Object.hasOwn(nodes, name) ? nodes[name] : toText(part);
    });
