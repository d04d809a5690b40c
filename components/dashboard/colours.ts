/** The colours of a chart, as a canvas takes them. */
export interface Colours {
  readonly ink: string;
  readonly dim: string;
  readonly faint: string;
  readonly line: string;
  readonly page: string;
  readonly up: string;
  readonly down: string;
  readonly bad: string;
  readonly good: string;
  readonly warn: string;
  readonly calm: string;
  /** How strongly `line` is laid where it covers a ground, 0 to 1: a colour that the system has for lines may be as bright as that of text. */
  readonly lineAlpha: number;
  /** Of texts on the canvas, without a size. */
  readonly font: string;
}

/** The system's own, where the user forces colours: a canvas is not recoloured by the browser. */
const forced = {
  ink: 'CanvasText',
  dim: 'CanvasText',
  faint: 'GrayText',
  line: 'GrayText',
  page: 'Canvas',
  up: 'CanvasText',
  down: 'Highlight',
  bad: 'Highlight',
  good: 'CanvasText',
  warn: 'CanvasText',
  calm: 'LinkText',
} as const;

/** Reads the custom properties of the style sheets from an element that bears the classes of the appearance. */
export function readColours(window: Window, element: Element): Colours {
  const style = window.getComputedStyle(element);
  const isForced = window.matchMedia('(forced-colors: active)').matches;
  const read = (name: keyof typeof forced): string =>
    (isForced ? '' : style.getPropertyValue(`--${name}`).trim()) || forced[name];
  return {
    ink: read('ink'),
    dim: read('dim'),
    faint: read('faint'),
    line: read('line'),
    lineAlpha: isForced ? 0.4 : 1,
    page: read('page'),
    up: read('up'),
    down: read('down'),
    bad: read('bad'),
    good: read('good'),
    warn: read('warn'),
    calm: read('calm'),
    font: style.fontFamily || 'system-ui, sans-serif',
  };
}
