import type { ComponentChild } from 'preact';

/**
 * A message with elements in it: each `{name}` is that node, wherever the language puts it. What else fills the message must be our own words or
 * figures: braces in it would be places too. `toText` draws the words between; they stand as they are when it is not given.
 */
export const fill = (
  message: string,
  nodes: Readonly<Record<string, ComponentChild>>,
  toText: (text: string) => ComponentChild = text => text,
): ComponentChild[] => message.split(/\{(\w+)\}/).map((part, place) => (place % 2 ? nodes[part] : part && toText(part)));
