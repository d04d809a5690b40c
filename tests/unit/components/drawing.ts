import { render } from 'preact';
import type { ComponentChild } from 'preact';
import { act } from 'preact/test-utils';

/** Draws a view into an element of its own. */
export function draw(view: ComponentChild): HTMLElement {
  const mount = document.createElement('div');
  document.body.append(mount);
  render(view, mount);
  return mount;
}

/** The text of an element as it is read, with single spaces. */
export const textOf = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/gu, ' ').trim();

/** Every `title` inside an element: what a pointer that rests there shows. */
export const titlesOf = (element: Element): readonly string[] =>
  [...element.querySelectorAll('[title]')].map(each => each.getAttribute('title') ?? '');

/** Sends an event as a person's press is: trusted, unlike what a script dispatches. */
export function press(element: Element | null | undefined, event: Event): void {
  Object.defineProperty(event, 'isTrusted', { value: true });
  element?.dispatchEvent(event);
}

/** Everything in a popup that is folded at first, unfolded as by a person. */
export function unfold(popup: HTMLElement): HTMLElement {
  void act(() =>
    popup.querySelectorAll('.more > .sec > .fold').forEach(fold => press(fold, new MouseEvent('click', { bubbles: true }))),
  );
  return popup;
}
