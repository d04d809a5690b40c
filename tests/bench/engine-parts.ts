/** What the bench takes of the engine: the entry of a bundle that is made small as the background is. */
export { measureBranching } from '../../lib/engine/branching/branching.ts';
export { createCoinEngine } from '../../lib/engine/coin-engine.ts';
export { createFuel } from '../../lib/engine/fuel.ts';
export { createLevels } from '../../lib/engine/levels.ts';
export { measureOwnPast, readSigns } from '../../lib/engine/phase-evidence.ts';
export { judgeStabilising } from '../../lib/engine/stabilising.ts';
export { createTape } from '../../lib/engine/tape.ts';
