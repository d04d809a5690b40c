import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createPageScript, pageScriptName } from '../../lib/article/page-script.ts';
import { monotonic, set } from '../../lib/background/system.ts';

// Apart from the panel's script: no page but an article is given it, and none before its text is asked for.
export default defineUnlistedScript(() => {
  const script = createPageScript({ window, clock: { monotonic }, timers: { set } });
  Reflect.set(globalThis, Symbol.for(pageScriptName), script);
});
