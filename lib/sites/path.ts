/**
 * Path segments under which people log in, move money or prove who they are.
 * The panel never stands there, whatever else the address looks like.
 */
export const privateSegments: readonly string[] = (
  'login log-in signin sign-in signup sign-up register auth oauth account accounts user usercenter my myaccount profile security settings wallet wallets ' +
  'assets balance deposit withdraw withdrawal transfer payment kyc verify verification identity password reset-password 2fa api-management ' +
  'buy-crypto crypto-buy fiat p2p'
).split(' ');

/** `en`, `pt-BR`, `zh-hant`, `es_419`, `fil-PH`. */
const locale = /^(fil|[a-z]{2})([-_][a-z0-9]{2,4}){0,2}\//i;

/** `%3A` as `:`. A part that is no valid encoding stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The decoded path without its outer and double slashes, and, where its first segment may be a locale, the path behind it:
 * `/pt-BR/futures/x/` gives `pt-BR/futures/x` and `futures/x`. Two letters may also be a word of the site (`/tv/x`), so both are tried.
 */
export function toPaths(pathname: string): readonly string[] {
  const path = segmentsOf(pathname).join('/');
  const bare = path.replace(locale, '');
  return bare === path ? [path] : [path, bare];
}

const segmentsOf = (pathname: string): readonly string[] => decode(pathname).split('/').filter(Boolean);

/** True for an https address of exactly one of these hosts, on the usual port and without a user's name, that is no private page. */
export const isPublicPage = (url: URL, hosts: readonly string[]): boolean =>
  url.protocol === 'https:' &&
  hosts.includes(url.host) &&
  url.username + url.password === '' &&
  !segmentsOf(url.pathname).some(segment => privateSegments.includes(segment.toLowerCase()));

/** Match patterns for `privateSegments` at the root of an origin (`https://host/*`) and, unless any word may stand further in, behind a locale. */
export function toExcludePaths(origin: string, rootOnly: boolean): readonly string[] {
  const root = origin.slice(0, -1);
  return privateSegments.flatMap(segment =>
    (rootOnly ? [''] : ['', '*/']).flatMap(before => [`${root}${before}${segment}`, `${root}${before}${segment}/*`]),
  );
}
