import { run, setUp } from './setup.mjs';

setUp({ browsers: ['chromium'] });
run('node', ['scripts/store/main.ts']);
