/** What tests of other packages may use: randomness that a seed decides. The simulation is in `sim/` (Node only). */
export { createSeededRandom } from './seeded-random.ts';
