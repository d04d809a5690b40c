/**
 * Path segments under which people log in, move money or prove who they are.
 * The panel never stands there, whatever else the address looks like.
 */
export const privateSegments: readonly string[] = (
  'login log-in signin sign-in signup sign-up register account accounts user usercenter my myaccount profile security settings wallet wallets ' +
  'assets deposit withdraw withdrawal transfer payment kyc verify verification identity password reset-password 2fa api-management ' +
  'buy-crypto crypto-buy fiat p2p'
).split(' ');

/** The path after its locale, without its outer slashes: `/pt-BR/futures/x/` gives `futures/x`. As the address spells it, not decoded. */
export const toBarePath = (url: URL): string =>
  url.pathname
    .replace(/\/+$/, '')
    .replace(/^\/[a-z]{2}(-[a-z]{2,4})?(?=\/)/i, '')
    .slice(1);

/** True for an https address of exactly this host, on the usual port, that is no private page. */
export const isPublicPage = (url: URL, host: string): boolean =>
  url.origin === `https://${host}` && !url.pathname.split('/').some(segment => privateSegments.includes(segment.toLowerCase()));

/** Match patterns for `privateSegments` at the root of a host and, unless any word may stand further in, behind a locale. */
export function toExcludePaths(host: string, rootOnly: boolean): readonly string[] {
  return privateSegments.flatMap(segment =>
    (rootOnly ? [''] : ['', '*/']).flatMap(before => [
      `https://${host}/${before}${segment}`,
      `https://${host}/${before}${segment}/*`,
    ]),
  );
}
