/** Never `open`: the page could then read the panel, and other scripts could press its buttons. */
const shadowMode = 'closed';

/** The one element that we put into a page, and the place inside it where the panel is drawn. */
export interface Host {
  readonly element: HTMLElement;
  readonly mount: HTMLElement;
}

/**
 * A plain element without a mark by which a page could know us, appended to the root element, where no framework's tree reaches.
 * The styles stand inside its shadow.
 */
export function createHost(document: Document, css: string): Host {
  const element = document.createElement('div');
  const root = element.attachShadow({ mode: shadowMode });
  const style = document.createElement('style');
  style.textContent = css;
  const mount = document.createElement('div');
  root.append(style, mount);
  document.documentElement.append(element);
  return { element, mount };
}
