// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { Component, Fragment, jsx, render } from '../../../components/small-preact.ts';

// Every test of the panel runs here once more, on the small runtime that the overlay is built with.
vi.mock('preact', () => import('../../../components/small-preact.ts'));
vi.mock('preact/jsx-runtime', () => import('../../../components/small-preact.ts'));
vi.mock('preact/jsx-dev-runtime', async () => {
  const { jsx: jsxDEV, Fragment: Several } = await import('../../../components/small-preact.ts');
  return { jsxDEV, Fragment: Several };
});
await import('./panel.test.tsx');
await import('./parts.test.tsx');
await import('./overlay.test.ts');

const mountOf = (): HTMLElement => document.createElement('div');
const item = (key: string, text = key) => jsx('li', { children: text }, key);

describe('the small runtime', () => {
  it('stands in for the whole one in these tests', async () => {
    expect((await import('preact')).render).toBe(render);
  });

  it('keeps the elements of keyed children when their order changes', () => {
    const mount = mountOf();
    render(jsx('ul', { children: ['a', 'b', 'c'].map(key => item(key)) }), mount);
    const [a, b, c] = mount.querySelectorAll('li');
    render(jsx('ul', { children: ['c', 'a', 'd', 'b'].map(key => item(key)) }), mount);
    const after = [...mount.querySelectorAll('li')];
    expect(after.map(each => each.textContent)).toEqual(['c', 'a', 'd', 'b']);
    expect([after[0], after[1], after[3]]).toEqual([c, a, b]);
  });

  it('takes out what is no longer drawn, views and all', () => {
    const mount = mountOf();
    const Two = () => jsx(Fragment, { children: [jsx('i', {}), jsx('b', {})] });
    render(jsx('p', { children: [jsx(Two, {}), 'text', jsx('u', {})] }), mount);
    render(jsx('p', { children: [false, null, undefined, jsx('u', {})] }), mount);
    expect(mount.innerHTML).toBe('<p><u></u></p>');
    render(null, mount);
    expect(mount.childNodes.length).toBe(0);
  });

  it('puts what a view draws anew into its place between its neighbours', () => {
    const mount = mountOf();
    const Maybe = ({ on }: { readonly on?: unknown }) => (on === true ? jsx('b', {}) : null);
    const draw = (on: boolean) => render(jsx('p', { children: [jsx('i', {}), jsx(Maybe, { on }), jsx('u', {})] }), mount);
    draw(false);
    draw(true);
    expect(mount.innerHTML).toBe('<p><i></i><b></b><u></u></p>');
    draw(false);
    expect(mount.innerHTML).toBe('<p><i></i><u></u></p>');
  });

  it('sets, changes and takes back attributes; a false state of accessibility is said, a false other is not', () => {
    const mount = mountOf();
    render(jsx('p', { class: 'a', title: 't', 'aria-pressed': false, hidden: false }), mount);
    expect(mount.innerHTML).toBe('<p class="a" title="t" aria-pressed="false"></p>');
    render(jsx('p', { class: 'b', 'aria-pressed': true }), mount);
    expect(mount.innerHTML).toBe('<p class="b" aria-pressed="true"></p>');
  });

  it('changes single styles and takes back those that are gone', () => {
    const mount = mountOf();
    render(jsx('p', { style: { left: '12px', top: '1px' } }), mount);
    const element = mount.querySelector('p');
    render(jsx('p', { style: { right: '12px', top: '1px' } }), mount);
    expect([element?.style.left, element?.style.right, element?.style.top]).toEqual(['', '12px', '1px']);
  });

  it('calls the newest handler, once', () => {
    const mount = mountOf();
    const [first, second] = [vi.fn(), vi.fn()];
    render(jsx('p', { onPointerDown: first }), mount);
    render(jsx('p', { onPointerDown: second }), mount);
    mount.querySelector('p')?.dispatchEvent(new Event('pointerdown'));
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  });

  it('draws pictures in their own name space, and text as text', () => {
    const mount = mountOf();
    render(jsx('svg', { children: jsx('path', { d: 'M0 0' }) }), mount);
    expect(mount.querySelector('path')?.namespaceURI).toBe('http://www.w3.org/2000/svg');
    render(jsx('p', { children: '<b>x</b>' }), mount);
    expect(mount.querySelector('b')).toBeNull();
    expect(mount.textContent).toBe('<b>x</b>');
  });

  it('draws a number, zero among them', () => {
    const mount = mountOf();
    render(jsx('p', { children: 0 }), mount);
    expect(mount.textContent).toBe('0');
  });

  it('leaves a view alone that declines', () => {
    let drawn = 0;
    class Still extends Component {
      override shouldComponentUpdate(): boolean {
        return false;
      }
      override render(): unknown {
        drawn += 1;
        return jsx('b', { children: String(drawn) });
      }
    }
    const mount = mountOf();
    render(jsx(Still, {}), mount);
    render(jsx(Still, { x: 1 }), mount);
    expect(mount.textContent).toBe('1');
  });
});
