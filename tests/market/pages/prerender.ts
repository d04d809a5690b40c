/** Where `?trap=prerender` goes: the same page of another coin, which reports. */
const next = '/futures/USDT/ETH_USDT?trap=reports';

/**
 * Has the browser prepare another page of the site (speculation rules: https://wicg.github.io/nav-speculation/speculation-rules.html) as soon as somebody else
 * has put something below the root, and goes there seconds later. By then that page is loaded and has done what it does before anybody sees it.
 */
export const prerenderScript = `
const { nonce } = document.currentScript;
const waiting = setInterval(() => {
  if (document.visibilityState !== 'visible' || document.documentElement.children.length < 3) return;
  clearInterval(waiting);
  const rules = document.createElement('script');
  rules.type = 'speculationrules';
  rules.nonce = nonce;
  rules.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: ['${next}'], eagerness: 'immediate' }] });
  document.head.append(rules);
  setTimeout(() => { location.href = '${next}'; }, 4000);
}, 100);
`;

/** Tells `/report` what the page itself sees of its life, at first and at every change: for browsers that nobody may look into. */
export const reportScript = `
let told = '';
setInterval(() => {
  const [{ activationStart }] = performance.getEntriesByType('navigation');
  const seen = new URLSearchParams({
    isPrerendering: document.prerendering,
    wasActivated: activationStart > 0,
    strangers: [...document.documentElement.children].filter(child => child !== document.head && child !== document.body).length,
    marks: Object.entries(document.documentElement.dataset).join(' '),
  }).toString();
  if (seen === told) return;
  told = seen;
  fetch('/report?' + seen);
}, 50);
`;
