import { run, setUp } from './setup.mjs';

setUp({ browsers: ['chromium'] });
run('node', ['scripts/demo.ts', ...process.argv.slice(2)]);
