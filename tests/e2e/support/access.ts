import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Panel } from './panel.ts';
import { until } from './until.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a check for accessibility (WCAG 2.2, A and AA) finds wrong within what an expression of the page gives, in words. */
export async function findWrong(page: Page, within = 'document'): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<readonly string[]>(
    `axe.run(${within}, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')))`,
  );
}

/** Waits until the check finds nothing: while figures come in, what is replaced may be dimmed and a colour may fade. */
export async function findsNothingWrong(page: Page, within?: string): Promise<void> {
  await until('nothing that the check for accessibility finds', async () => {
    const wrong = await findWrong(page, within);
    if (wrong.length === 0) return true;
    throw new Error(wrong.join('\n'));
  });
}

/** The same within the panel of a page. Its root is closed to the page; the debugger opens it to this one, so that the build is the published one. */
export async function findWrongInPanel(page: Page, panel: Panel): Promise<readonly string[]> {
  await panel.read(`Object.defineProperty(root.host, 'shadowRoot', { value: root })`);
  return findWrong(page, `[...document.documentElement.children].find(each => each.shadowRoot)`);
}
