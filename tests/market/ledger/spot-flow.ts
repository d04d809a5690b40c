import { hashText, hashUniform } from '../random.ts';
import { findBase } from './bases.ts';
import { DAY, HOUR, MINUTE } from './time.ts';

const USD_PER_WEIGHT_AND_DAY = 1.9e7;

/**
 * Dollars turned over by the minute on an exchange without leverage. It has hours of its own (most in the American afternoon) and noise of its own,
 * and knows of no price and no forced order: whoever explains forced orders by it explains nothing.
 */
export function createSpotFlow(seed: number): (base: string, time: number) => number {
  return (base, time) => {
    const name = hashText(`spot ${seed} ${base}`);
    const minute = Math.floor(time / MINUTE);
    const hour = Math.floor(time / HOUR);
    const ofDay = (time % DAY) / DAY;
    const rhythm = 1 + 0.45 * Math.cos(2 * Math.PI * (ofDay - 16 / 24));
    const tide = 0.75 + 0.5 * hashUniform(name, -hour);
    const ripple = 0.4 + 1.2 * hashUniform(name, minute);
    return ((findBase(base).weight * USD_PER_WEIGHT_AND_DAY * MINUTE) / DAY) * rhythm * tide * ripple;
  };
}
