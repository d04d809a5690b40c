/**
 * Path segments under which people log in, move money or prove who they are.
 * The panel never stands there, whatever else the address looks like.
 */
export const privateSegments: readonly string[] = [
  'login',
  'log-in',
  'signin',
  'sign-in',
  'signup',
  'sign-up',
  'register',
  'account',
  'accounts',
  'user',
  'usercenter',
  'my',
  'myaccount',
  'profile',
  'security',
  'settings',
  'wallet',
  'wallets',
  'assets',
  'deposit',
  'withdraw',
  'withdrawal',
  'transfer',
  'payment',
  'kyc',
  'verify',
  'verification',
  'identity',
  'password',
  'reset-password',
  '2fa',
  'api-management',
  'buy-crypto',
  'crypto-buy',
  'fiat',
  'p2p',
];

const locale = /^[a-z]{2}(-[A-Za-z]{2,4})?$/;

/**
 * The segments of an address after its locale (`/pt-BR/futures/x` gives `futures`, `x`), decoded, none empty.
 * A segment that cannot be decoded is kept as it stands.
 */
export function toSegments(url: URL): readonly string[] {
  const all = url.pathname.split('/').filter(segment => segment !== '');
  const rest = all.length > 0 && locale.test(all[0] ?? '') ? all.slice(1) : all;
  return rest.map(segment => (/^[\w.:-]*$/.test(segment) ? segment : encodeURIComponent(segment)));
}

/** True for an https address of exactly this host, on the usual port, that is no private page. */
export function isPublicPage(url: URL, host: string): boolean {
  if (url.protocol !== 'https:' || url.host !== host || url.username !== '') return false;
  return !url.pathname.split('/').some(segment => privateSegments.includes(segment.toLowerCase()));
}

/** Match patterns for `privateSegments` at the root of a host and behind its locale. */
export function toExcludePaths(host: string): readonly string[] {
  return privateSegments.flatMap(segment => [
    `https://${host}/${segment}`,
    `https://${host}/${segment}/*`,
    `https://${host}/*/${segment}`,
    `https://${host}/*/${segment}/*`,
  ]);
}
