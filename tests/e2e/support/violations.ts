import type { Violation } from '../../market/log.ts';
import type { Stage } from './stage.ts';

/**
 * What a host would have refused. Coinbase stands in where Binance is late, as it may be on a busy machine, and answers 404 for the bars of a coin that it
 * does not list: that is how it says so.
 */
export const violationsOf = ({ log }: Pick<Stage['market'], 'log'>): readonly Violation[] =>
  log.violations.filter(({ host, detail }) => host !== 'api.exchange.coinbase.com' || !detail.includes('404'));
