import { pageProviders } from '../pages/registry.ts';
import type { Provider } from '../provider.ts';
import { alternativeMe } from './alternative-me.ts';
import { binanceCoinm } from './binance-coinm.ts';
import { binanceStream } from './binance-stream.ts';
import { binanceUsdm } from './binance-usdm.ts';
import { binanceVision } from './binance-vision.ts';
import { bybitStream } from './bybit-stream.ts';
import { bybit } from './bybit.ts';
import { coinbase } from './coinbase.ts';
import { gate } from './gate.ts';

/** The hosts of public interfaces. */
export const apiProviders: readonly Provider[] = [
  binanceUsdm,
  binanceCoinm,
  binanceStream,
  bybit,
  bybitStream,
  gate,
  alternativeMe,
  binanceVision,
  coinbase,
];

/** Everything the simulator answers under a real name: the interfaces and the pages that the extension is shown on. */
export const allProviders: readonly Provider[] = [...apiProviders, ...pageProviders];
