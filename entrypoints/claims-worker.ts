import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveReadings } from '../lib/background/reading/claims-worker.ts';

// Apart from the background's script: a worker is given it, and only when an article is read.
export default defineUnlistedScript(() => serveReadings(globalThis));
