/** Never `open`: the page could then read the panel, and other scripts could press its buttons. */
const shadowMode = 'closed';

/** The one element that we put into a page, and the place inside it where the panel is drawn. */
export interface Host {
  readonly element: HTMLElement;
  readonly mount: HTMLElement;
  /** Puts it into the page, at first and after the page took it out. */
  attach(): void;
}

/**
 * A plain element without a mark by which a page could know us, for the root element, where no framework's tree reaches. The styles stand
 * inside its shadow. What is drawn stands in the browser's top layer, where neither a transform, filter, opacity or containment of the page's root
 * nor a bar with the highest z-index reaches it.
 */
export function createHost(document: Document, css: string): Host {
  const element = document.createElement('div');
  const root = element.attachShadow({ mode: shadowMode });
  const style = document.createElement('style');
  style.textContent = css;
  const mount = document.createElement('div');
  mount.popover = 'manual';
  mount.className = 'top';
  root.append(style, mount);
  return {
    element,
    mount,
    attach() {
      document.documentElement.append(element);
      mount.showPopover();
    },
  };
}
