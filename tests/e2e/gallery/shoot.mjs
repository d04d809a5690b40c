// Draws the gallery and keeps its pictures in the folder named on the command line (out/gallery when none is named).
import preact from '@preact/preset-vite';
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const folder = process.argv[2] ?? 'out/gallery';
await mkdir(folder, { recursive: true });
const server = await createServer({
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'error',
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  server: { fs: { allow: ['../../..'] } },
});
await server.listen();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 2860, height: 1180 }, deviceScaleFactor: 1 });
page.on('pageerror', error => console.error(error));
for (const theme of ['dark', 'light']) {
  await page.goto('about:blank');
  await page.goto(`${server.resolvedUrls.local[0]}#${theme}`);
  await page.waitForSelector('.gallery');
  await page.screenshot({ path: `${folder}/${theme}.png`, fullPage: true });
  const sections = await page.locator('section').all();
  for (const [index, section] of sections.entries()) await section.screenshot({ path: `${folder}/${theme}-${index}.png` });
}
await browser.close();
await server.close();
