import type { ArticleAdapter, PageRules } from '../model/article.ts';
import { wallNames } from './wall-names.ts';

const block = 'address,article,blockquote,body,dd,div,dl,dt,figure,h2,h3,h4,h5,h6,hr,li,main,ol,p,pre,section,table,td,th,tr,ul';

const drop = [
  'aside,audio,button,canvas,dialog,figcaption,footer,form,h1,header,iframe,nav,noscript,object,script,select,style,svg,template,textarea,video',
  '[hidden],[aria-hidden=true],[style*="display:none"],[style*="display: none"],[style*="visibility:hidden"],[style*="visibility: hidden"]',
  'amp-ad,amp-consent,amp-embed,amp-lightbox,amp-list,amp-sidebar,amp-user-notification',
  ...['alert', 'banner', 'complementary', 'contentinfo', 'dialog', 'marquee', 'navigation', 'search', 'status', 'timer'].map(
    role => `[role=${role}]`,
  ),
].join();

/**
 * Words in the names of elements that stand among an article's text and are no part of it, as news sites use them. The name of a wall is caught by
 * itself: it takes the place of the wall's text.
 */
const asides = `ads?|advert\\w*|author|breadcrumbs?|byline|captions?|comments?|cookie|disclaimer|newsletter|outbrain|(?<!(?:has|no|non)-)(${wallNames})|popup|promo\\w*|recirc\\w*|recommend\\w*|related|share|sharing|sidebar|social|sponsor\\w*|subscri\\w*|taboola|tags|tickers?|toc|market-(?:data|stats)|price-(?:bar|box|card|chip|table|ticker|widget)|read-(?:also|more|next)|most-read`;

/** How a page of a site is read; without an adapter by its densest block. */
export function toPageRules(adapter?: ArticleAdapter): PageRules {
  return {
    ...(adapter && { body: adapter.body }),
    block,
    drop: adapter?.drop === undefined ? drop : `${drop},${adapter.drop}`,
    // A page builder's `x-widget` holds paragraphs; `widget` alone holds none.
    names: `(?:^|[^a-z])(?:${asides})(?:[^a-z]|$)|(?:^| )widget(?: |$)`,
  };
}
