// Draws the icons of the extension from one sketch into public/icon: node scripts/icons.mjs (CHROMIUM names another browser).
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { toIconSvg } from './icon-sketch.ts';

const folder = new URL('../public/icon/', import.meta.url).pathname;

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const size of [16, 32, 48, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${toIconSvg(size)}`);
  await page.screenshot({ path: `${folder}${size}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
