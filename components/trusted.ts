/** A handler that only a person can set off: what a page's script dispatches is let pass unheard. */
export const trusted =
  <E extends Event>(handler: (event: E) => void) =>
  (event: E): void => {
    if (event.isTrusted) handler(event);
  };
