import fc from 'fast-check';

const seed = process.env.UNDERTOW_SEED ?? '20261123';
const runs = Number(process.env.UNDERTOW_RUNS ?? 100);
if (seed !== 'random' && !/^-?\d+$/.test(seed)) throw new Error(`UNDERTOW_SEED is a whole number or random, not ${seed}`);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`UNDERTOW_RUNS is a number of cases, not ${process.env.UNDERTOW_RUNS}`);

/**
 * Fuzzed tests draw the same cases in every run, so that one that fails tells of the change that was made. `npm run fuzz` draws others:
 * it sets `UNDERTOW_SEED` (a whole number, or `random`) and `UNDERTOW_RUNS` (cases of each test that names no number of its own).
 */
fc.configureGlobal({ numRuns: runs, ...(seed === 'random' ? {} : { seed: Number(seed) }) });
