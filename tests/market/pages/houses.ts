/**
 * What the bodies of articles are made of at each house: the elements around paragraphs, and what stands between them. Names of classes are those that public
 * scrapers look for (November 2026; CoinDesk's parts, disclosure and price chips as a public scraper saw them live in September 2026), or those of the
 * themes that the sites were known to use; the rest is a sketch. All text is made up, with figures that no reader may take for the article's.
 */
type Build = (paragraphs: readonly string[]) => string;

const figure = (caption = 'figcaption', className = 'image') =>
  `<figure class="${className}"><div class="picture"></div><${caption} class="${className}__caption">A trading floor in 2019, when one bitcoin was $7,200. Photo: nobody</${caption}></figure>`;
const paragraphs = (texts: readonly string[], attributes = ''): string =>
  texts.map(text => `<p${attributes}>${text}</p>`).join('');
/** The paragraphs with something after the second and fifth. */
const between = (texts: readonly string[], first: string, second: string, attributes = ''): string =>
  `${paragraphs(texts.slice(0, 2), attributes)}${first}${paragraphs(texts.slice(2, 5), attributes)}${second}${paragraphs(texts.slice(5), attributes)}`;
const letter =
  '<h3>The Daily Made-up</h3><p>Join 250,000 readers who lost $4 billion of sleep over bitcoin.</p><form><input type="email"><button type="button">Sign up</button></form>';

/** Several parts with boxes between, a price of now within a sentence, and a disclosure in an element like the others. */
export const coindesk: Build = texts => {
  const chip =
    '<span data-submodule-name="price-chip" class="px-1 relative inline-block premium-hide"><a href="#"><span>BTC</span><span>$71,234.56</span><span>1.2%</span></a></span>';
  const [lead = '', ...rest] = texts;
  const part = (some: readonly string[], more = '') =>
    `<div class="document-body font-body-lg [&amp;_h1]:clear-both${more}">${paragraphs(some)}</div>`;
  return `${part([lead.replace('itcoin ', `itcoin ${chip} `), ...rest.slice(0, 2)])}${figure('figcaption', 'mt-2 premium-hide')}
<div data-module-name="newsletter-article-sign-up-module">${letter}</div>${part(rest.slice(2))}<div class="container-jwp"><p>Watch: bitcoin at $1 million, a film</p></div>
${part(['Disclosure: this made-up house is owned by nobody, whose share fell 40% to $12.'], ' font-metadata text-subtle')}`;
};

export const cointelegraph: Build = texts =>
  between(
    texts,
    `${figure('figcaption', 'image image_resized')}<p><strong>Related:</strong> <a href="#">Solana at $10,000 in a novel</a></p>`,
    `<div class="newsletter-subscription-form_k3oQn">${letter}</div><blockquote><p><a href="#">A post with a chart: bitcoin, $99,000</a></p></blockquote>`,
  );

export const theblock: Build = texts =>
  `<span>${between(texts, figure(), `<div class="newsletterCta">${letter}</div>`)}</span><div class="articleDisclaimer"><p>Disclaimer: this made-up house holds 3 bitcoin at $50,000.</p></div>`;

export const decrypt: Build = texts =>
  `<div class="grid">${between(
    texts,
    `<span class="flex"><div class="coin-price-bar"><a href="#">BTC</a> $71,200.00 <span>0.4%</span></div></span>${figure()}`,
    `<div class="scene border newsletter-cta">${letter}</div>`,
    ' class="font-meta-serif-pro scene:font-noto-sans"',
  )}</div>`;

export const cryptoslate: Build = texts =>
  `<div class="social-share"><span>1.2K shares, $5 each</span></div>${between(texts, figure(), `<div class="alpha-cta newsletter">${letter}</div>`)}
<div class="market-data"><h4>Bitcoin Market Data</h4><p>At the time of press, bitcoin is ranked first and its price is down 9.9% over the past 24 hours, at $12,345.</p></div>
<div class="posted-in tags"><a href="#">Bitcoin $1</a></div>`;

/** Two paragraphs and a wall. */
export const blockworks: Build = texts =>
  `<section class="w-full">${paragraphs(texts.slice(0, 2))}</section>${figure()}<div class="article-paywall overlay"><h3>Keep reading</h3><p>Bitcoin at $250,000? The rest is for subscribers, at $9.99 a month.</p></div>`;

export const bitcoinMagazine: Build = texts =>
  between(
    texts,
    figure('figcaption', 'wp-block-image'),
    `<div class="wp-block-group bm-promo">${letter}</div><hr class="wp-block-separator">`,
  );

export const beincrypto: Build = texts =>
  `<div id="ez-toc-container" class="toc"><p>Contents</p><ul><li>Bitcoin to $200,000</li></ul></div>${between(
    texts,
    `${figure('figcaption', 'wp-caption')}<p class="has-text-align-center"><a href="#">Read more: 7 coins below $1</a></p>`,
    `<div class="newsletter-box">${letter}</div>`,
  )}<div class="trusted disclaimer"><h3>Disclaimer</h3><p>All of it is made up, bitcoin at $1 too.</p></div>`;

export const utoday: Build = texts =>
  between(
    texts,
    `<div class="article__read-also"><a href="#">Ether at $90,000</a><span>Wed, 11/02/2026</span></div>${figure()}`,
    `<div class="google-news-banner social"><p>Follow us, 500,000 bitcoin readers do.</p></div>`,
    ' dir="ltr"',
  );

export const newsbtc: Build = texts =>
  `<div class="content-inner">${between(
    texts,
    `<div class="jeg_ad jeg_ad_article">Bitcoin bonus: $5,000</div>${figure('figcaption', 'wp-caption')}`,
    `<div class="jnews_inline_related_post"><h4>Related Reading</h4><p>Ether doubles to $4,300, says a dream.</p></div>`,
  )}</div><p><em><a href="#">Chart from made-up charts, bitcoin at $99,000</a></em></p>`;

export const bloomberg: Build = texts =>
  between(
    texts,
    `${figure('div', 'media-ui-Caption')}<div class="ad-slot ArticleAd_box">Bitcoin fund, 3% a month</div>`,
    `<div class="RecircModule_root__x1"><p>Most read: oil at $300 in a novel about a very long winter in a small town</p></div>`,
    ' class="media-ui-Paragraph_text-SqIsdNjh0t0-"',
  );

export const cnbc: Build = texts =>
  `<div class="group">${between(
    texts,
    `<div class="InlineImage-imageEmbed"><div class="picture"></div><div class="InlineImage-imageEmbedCaption">Bitcoin at $7,200, in 2019. Photo: nobody</div></div>${figure()}`,
    `<div class="RelatedContent-container"><h2>Read more</h2><ul><li><a href="#">Gold at $9,000</a></li></ul></div><div class="TransporterSection-promo">${letter}</div>`,
  )}</div>`;

/** Prices of now within sentences, in an element of the site's own. */
export const yahoo: Build = ([lead = '', ...rest]) => {
  const chip = '<a href="#"><fin-streamer data-symbol="BTC-USD">BTC-USD $71,234 +1.20%</fin-streamer></a>';
  return `<p>${lead.replace('itcoin ', `itcoin ${chip} `)}</p>${between(
    rest,
    figure('div', 'caas-figure caas-caption') + figure(),
    `<div class="caas-related"><p>More for you: bitcoin at $400,000, a play in three acts and no pause</p></div><div class="caas-readmore"><button>Story continues</button></div>`,
  )}`;
};
