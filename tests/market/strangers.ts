/** Hosts that browsers ask on their own account (updates, captive portals, certificates). Asking them is no act of the extension. */
const strangers = [
  'google.com',
  'googleapis.com',
  'gstatic.com',
  'gvt1.com',
  'googleusercontent.com',
  'chromium.org',
  'mozilla.com',
  'mozilla.org',
  'mozilla.net',
  'firefox.com',
  'mozgcp.net',
  'digicert.com',
  'letsencrypt.org',
  'lencr.org',
  'detectportal.firefox.com',
];

/** Whether only the browser itself would ask this host. */
export function isStranger(host: string): boolean {
  return strangers.some(known => host === known || host.endsWith(`.${known}`));
}
