// Draws the icons of the extension from one sketch into public/icon: node scripts/icons.mjs (CHROMIUM names another browser).
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const folder = new URL('../public/icon/', import.meta.url).pathname;

/** Two currents, one below the other. Small sizes leave out the border and take thicker lines. */
const toSvg = size => {
  const small = size <= 32;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}">
  <rect x="${small ? 0 : 1}" y="${small ? 0 : 1}" width="${small ? 32 : 30}" height="${small ? 32 : 30}" rx="8" fill="#12161d" stroke="#2b3442" stroke-width="${small ? 0 : 1}"/>
  <g fill="none" stroke-linecap="round" stroke-width="${small ? 3.6 : 2.6}">
    <path d="M6 12c3.4 0 3.4 3.4 6.7 3.4s3.3-3.4 6.6-3.4 3.3 3.4 6.7 3.4" stroke="#5aa7e8"/>
    <path d="M6 19c3.4 0 3.4 3.4 6.7 3.4s3.3-3.4 6.6-3.4 3.3 3.4 6.7 3.4" stroke="#2b7cc4"/>
  </g>
</svg>`;
};

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const size of [16, 32, 48, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${toSvg(size)}`);
  await page.screenshot({ path: `${folder}${size}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
