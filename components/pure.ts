import type { ComponentChild, ComponentClass } from 'preact';
import { Component } from 'preact';

/**
 * A view that is drawn again only when a property is another value or another object than before. Snapshots keep the identity of what did
 * not change, so comparing references is enough.
 */
export function pure<Props extends object>(view: (props: Props) => ComponentChild): ComponentClass<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return Object.keys({ ...this.props, ...next }).some(key => Reflect.get(this.props, key) !== Reflect.get(next, key));
    }
    override render(props: Props): ComponentChild {
      return view(props);
    }
  };
}
