/**
 * The icon as SVG: two currents, one below the other. Up to 32 pixels it leaves out the border and takes thicker lines.
 *
 * @param size in CSS pixels.
 */
export function toIconSvg(size: number): string {
  const small = size <= 32;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${String(size)}" height="${String(size)}">
  <rect x="${small ? '0' : '1'}" y="${small ? '0' : '1'}" width="${small ? '32' : '30'}" height="${small ? '32' : '30'}" rx="8" fill="#12161d" stroke="#2b3442" stroke-width="${small ? '0' : '1'}"/>
  <g fill="none" stroke-linecap="round" stroke-width="${small ? '3.6' : '2.6'}">
    <path d="M6 12c3.4 0 3.4 3.4 6.7 3.4s3.3-3.4 6.6-3.4 3.3 3.4 6.7 3.4" stroke="#5aa7e8"/>
    <path d="M6 19c3.4 0 3.4 3.4 6.7 3.4s3.3-3.4 6.6-3.4 3.3 3.4 6.7 3.4" stroke="#2b7cc4"/>
  </g>
</svg>`;
}
