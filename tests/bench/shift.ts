import type { Page } from 'playwright-core';
import { attachPanel } from '../e2e/support/panel.ts';
import { type Part, pause } from './bench.ts';
import { openVisitor, type Visit } from './visit.ts';

const pairs = 4;
const liveMs = 2_000;
/** The browser excuses what moves within half a second of a click. */
const openMs = 1_300;

/** Movement of the page, and of the panel itself, which the browser counts too: at its coming, while it is live, and opened. */
export const shift: Part = {
  name: 'shift',
  title: 'layout shift on www.gate.com',
  async measure(bench) {
    const visitor = await openVisitor(await bench.stage());
    const panel = await attachPanel(visitor.page);
    const openView = async () => {
      await panel.click('button[aria-label="More"]');
      await panel.waitFor(text => text.includes('30d'), 'the open view');
      await pause(openMs);
      await panel.click('button[aria-label="Less"]');
    };
    const clickPage = async (page: Page) => {
      await page.mouse.click(640, 300);
      await pause(openMs);
    };
    const ours: Visit[] = [];
    const control: Visit[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      await visitor.show(true);
      ours.push(await visitor.visit(liveMs, openView));
      await visitor.show(false);
      control.push(await visitor.visit(liveMs, clickPage));
    }
    await visitor.show(true);
    await visitor.close();
    const besides = (read: (visit: Visit) => number) => ({
      unit: 'shift' as const,
      show: 'total' as const,
      samples: ours.map(read),
      control: { name: 'same page without us', samples: control.map(read), compare: 'difference' as const },
    });
    return [
      { name: 'layout shift, all visits', ...besides(visit => visit.shift), target: { of: 'shown', atMost: 0 } },
      { name: 'layout shift after a click', ...besides(visit => visit.shiftAfterInput) },
    ];
  },
};
