import type { NewsLook } from './looks.ts';

/** What an article page does by itself: its links without loading, the body that comes late, and the next article at the end of this one. */
export function articleScript({ name, lateMs = 0 }: Pick<NewsLook, 'name' | 'lateMs'>): string {
  return `
document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (button?.dataset.test === 'fullscreen') document.documentElement.requestFullscreen();
  if (button?.dataset.path === undefined) return;
  history.pushState({}, '', button.dataset.path);
  setTimeout(() => { document.title = location.pathname + ' | ${name}'; dispatchEvent(new Event('redraw')); }, 60);
});
const late = document.querySelector('[data-test=late]');
if (late) setTimeout(() => { document.querySelector('[data-test=article-body]').replaceChildren(late.content); }, ${lateMs});
const next = document.querySelector('[data-test=next]');
if (next) {
  const here = location.pathname;
  const follow = () => {
    if (next.isConnected && scrollY + innerHeight > document.querySelector('[data-test=comments]').offsetTop) next.replaceWith(next.content);
    const articles = [...document.querySelectorAll('[data-test=article]')];
    const path = articles.length > 1 && articles[1].getBoundingClientRect().top < innerHeight / 2 ? next.dataset.path : here;
    if (path !== location.pathname) { history.replaceState({}, '', path); document.title = path + ' | ${name}'; }
  };
  addEventListener('scroll', follow, { passive: true });
}
`;
}
