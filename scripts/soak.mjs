import { run, setUp } from './setup.mjs';

setUp({ browsers: ['chromium'] });
const words = process.argv.slice(2);
if (!words.includes('--no-build')) run('wxt', ['build']);
run('node', ['tests/bench/soak.ts', ...words.filter(word => word !== '--no-build')]);
