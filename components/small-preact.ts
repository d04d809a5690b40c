/**
 * The part of Preact that the panel uses, at a seventh of its size: everything that is put into a page has to fit into 16 kB.
 * The build of the overlay takes this in place of `preact` and `preact/jsx-runtime`; the same tests run on both. Views are drawn from the
 * root only: there is no state, no hook, no context and no ref.
 */

type Props = Readonly<Record<string, unknown>>;

/** What a view returns, before it is drawn. */
export interface Sketch {
  readonly type: string | View | ViewClass;
  readonly props: Props;
  readonly key: unknown;
}

type View = (props: Props) => unknown;
type ViewClass = new (props: Props) => Component;

/** What was drawn: an element, a text, or a view that stands for what it returned. */
interface Drawn {
  readonly type: unknown;
  readonly key: unknown;
  readonly node: Element | Text | undefined;
  readonly view: Component | undefined;
  props: Props;
  kids: readonly Drawn[];
}

/** A view that may decline to be drawn again. */
export class Component {
  props: Props;
  constructor(props: Props) {
    this.props = props;
  }
  shouldComponentUpdate(next: Props): boolean {
    return next !== this.props;
  }
  render(props: Props): unknown {
    return props['children'];
  }
}

/** Several children without an element of their own. */
export const Fragment: View = props => props['children'];

/** What the compiler makes of a tag. */
export const jsx = (type: Sketch['type'], props: Props, key?: unknown): Sketch => ({ type, props, key });

/** The same with several children. */
export const jsxs = jsx;

const isSketch = (value: unknown): value is Sketch =>
  typeof value === 'object' && value !== null && 'type' in value && 'props' in value;
const isClass = (type: View | ViewClass): type is ViewClass => type.prototype instanceof Component;

/** A text or a number as it is shown; everything else has no text. */
const toText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';

/** Children as a flat list of sketches and texts; what stands for nothing is left out. */
const flatten = (children: unknown): readonly (Sketch | string)[] => {
  if (Array.isArray(children)) return children.flatMap(flatten);
  if (isSketch(children)) return [children];
  return children === null || children === undefined || typeof children === 'boolean' ? [] : [toText(children)];
};

const nodesOf = ({ node, kids }: Drawn): readonly Node[] => (node ? [node] : kids.flatMap(nodesOf));

function setProp(element: Element, name: string, before: unknown, after: unknown): void {
  if (before === after || name === 'children') return;
  if (name.startsWith('on')) {
    const type = name.slice(2).toLowerCase();
    if (typeof before === 'function') element.removeEventListener(type, before as EventListener);
    if (typeof after === 'function') element.addEventListener(type, after as EventListener);
  } else if (name === 'style' && 'style' in element) {
    const style = element.style as CSSStyleDeclaration;
    const [old, next] = [Object(before) as Props, Object(after) as Props];
    for (const key in { ...old, ...next }) if (old[key] !== next[key]) style.setProperty(key, toText(next[key]));
  } else if (after === undefined || after === null || (after === false && !name.startsWith('aria'))) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, toText(after));
  }
}

function create(sketch: Sketch | string, parent: Element): Drawn {
  const { ownerDocument: document } = parent;
  if (typeof sketch === 'string') {
    return {
      type: '',
      key: undefined,
      node: document.createTextNode(sketch),
      view: undefined,
      props: { children: sketch },
      kids: [],
    };
  }
  const { type, key, props } = sketch;
  const name = typeof type === 'string' ? type : undefined;
  const space = name === 'svg' ? 'http://www.w3.org/2000/svg' : parent.namespaceURI;
  const node = name === undefined ? undefined : document.createElementNS(space, name);
  const view = typeof type !== 'string' && isClass(type) ? new type(props) : undefined;
  const drawn: Drawn = { type, key, node, view, props: {}, kids: [] };
  update(drawn, sketch, parent, true);
  return drawn;
}

function update(drawn: Drawn, sketch: Sketch | string, parent: Element, first: boolean): void {
  const { node, view, props: before } = drawn;
  if (typeof sketch === 'string') {
    if (node && node.nodeValue !== sketch) node.nodeValue = sketch;
    return;
  }
  const { type, props } = sketch;
  drawn.props = props;
  if (node !== undefined && 'setAttribute' in node) {
    for (const name in { ...before, ...props }) setProp(node, name, before[name], props[name]);
    drawn.kids = reconcile(drawn.kids, props['children'], node);
    place(node, drawn.kids);
    return;
  }
  if (view && !first && !view.shouldComponentUpdate(props)) return;
  if (view) view.props = props;
  const result = view ? view.render(props) : typeof type === 'function' && !isClass(type) ? type(props) : undefined;
  drawn.kids = reconcile(drawn.kids, result, parent);
}

/** Draws children over what was drawn before: the same type and key is updated, the rest is made anew or taken out. */
function reconcile(before: readonly Drawn[], children: unknown, parent: Element): readonly Drawn[] {
  const left = [...before];
  const kids = flatten(children).map(sketch => {
    const [type, key] = typeof sketch === 'string' ? ['', undefined] : [sketch.type, sketch.key];
    const index = left.findIndex(each => each.type === type && each.key === key);
    const [same] = index < 0 ? [] : left.splice(index, 1);
    if (!same) return create(sketch, parent);
    update(same, sketch, parent, false);
    return same;
  });
  for (const node of left.flatMap(nodesOf)) parent.removeChild(node);
  return kids;
}

/** Puts the nodes of children into their order, touching only those out of it. */
function place(parent: Element, kids: readonly Drawn[]): void {
  let next = parent.firstChild;
  for (const node of kids.flatMap(nodesOf)) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
}

const roots = new WeakMap<Element, readonly Drawn[]>();

/** Draws a view into an element, over what was drawn there before; `null` takes it out. */
export function render(view: unknown, mount: Element): void {
  const kids = reconcile(roots.get(mount) ?? [], view, mount);
  place(mount, kids);
  roots.set(mount, kids);
}
