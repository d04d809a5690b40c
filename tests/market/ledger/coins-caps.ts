import { createRandom, hashText, hashUniform } from '../random.ts';
import type { ListedCoin } from '../world.ts';
import { bases } from './bases.ts';
import { DAY } from './time.ts';

type Price = (base: string, time: number) => number;

// prettier-ignore
/** Billions of dollars at the usual prices of `bases`; those that are not named are drawn below one. */
const CAPS: Readonly<Record<string, number>> = {
  BTC: 1348, ETH: 235, XRP: 83, BNB: 83, SOL: 45, TRX: 26, DOGE: 15.4, BCH: 10.3, ADA: 9.4, HYPE: 7.9, LINK: 6, XLM: 5,
  XMR: 6.2, ZEC: 3.8, LTC: 4, AVAX: 3.7, HBAR: 3.8, SUI: 3.5, SHIB: 3.5, TON: 3.3, UNI: 2.1, DOT: 2.1, TAO: 1.5, AAVE: 1.6,
  PEPE: 1.5, ICP: 1.3, NEAR: 1.3, ETC: 1.3, ONDO: 1.2, ENA: 0.9, POL: 0.98, WLD: 1.1, ATOM: 0.96,
};

/** Coins without a contract in the simulated market: symbol, name, price, billions of dollars, share of bitcoin's move. */
const MORE = `
  LEO:UNUS SED LEO:8.6:7.9:0.4, CRO:Cronos:0.08:3.3:1.4, MNT:Mantle:0.63:2.1:1.5, M:MemeCore:1.4:2.4:0.5,
  OKB:OKB:75:1.6:1.3, BGB:Bitget Token:2.4:1.7:1.1, KAS:Kaspa:0.031:0.84:1.8, QNT:Quant:65:0.79:1.6,
  FLR:Flare:0.0093:0.77:1.6, XDC:XDC Network:0.035:0.66:1.5, KCS:KuCoin:8.5:1.1:0.8, GT:Gate:7:0.8:1,
  NEXO:NEXO:0.85:0.85:1.2, IP:Story:1.3:0.46:2.2, MORPHO:Morpho:1.2:0.66:1.9, PUMP:Pump.fun:0.002:1.2:2.3,
  ASTER:Aster:0.6:1.45:1.9, SKY:Sky:0.065:1.5:1.1, CAKE:PancakeSwap:1.3:0.43:1.5, XTZ:Tezos:0.4:0.43:1.7,
  IOTA:IOTA:0.07:0.29:1.7, EGLD:MultiversX:4:0.12:1.8, THETA:Theta Network:0.2:0.2:1.7, FLOW:Flow:0.05:0.08:1.9,
  CHZ:Chiliz:0.045:0.45:1.6, SUN:Sun Token:0.018:0.34:0.7, JASMY:JasmyCoin:0.006:0.3:2, DEXE:DeXe:2.2:0.19:1.2,
  PYTH:Pyth Network:0.05:0.29:2, RAY:Raydium:0.6:0.16:2.1, AERO:Aerodrome:0.3:0.28:2.1, SPX:SPX6900:0.3:0.28:2.4,
  STRK:Starknet:0.05:0.26:2.1, ZRO:LayerZero:1.6:0.32:1.4, CFX:Conflux:0.05:0.26:2, BSV:Bitcoin SV:14:0.28:1.4,
  KAIA:Kaia:0.06:0.35:1.6, XEC:eCash:0.000008:0.16:1.6, NEO:NEO:2.9:0.2:1.5, RUNE:THORChain:0.45:0.16:1.8,
  COMP:Compound:17:0.16:1.7, AXS:Axie Infinity:1.2:0.2:2, ENS:Ethereum Name Service:6:0.23:1.7,
  TWT:Trust Wallet:0.5:0.21:1.5, MANA:Decentraland:0.1:0.19:1.7, BTT:BitTorrent:0.00000034:0.33:0.9,
  SYRUP:Maple Finance:0.25:0.28:1.8, PENDLE:Pendle:1.3:0.21:2, EIGEN:EigenCloud:0.2:0.1:2.2,
  BAT:Basic Attention:0.13:0.19:1.7, AR:Arweave:2:0.13:1.8, GNO:Gnosis:130:0.34:1.3, NIGHT:Midnight:0.05:0.83:2.1,
  WLFI:World Liberty Financial:0.1:2.7:1.7, CC:Canton:0.16:6:0.6, RAIN:Rain:0.0098:3.3:0.3,
  ZBCN:Zebec Network:0.002:0.2:1.9, KITE:Kite:0.15:0.27:1.5`
  .split(',')
  .map(row => row.trim().split(':'));

/** Cash, gold and coins in other clothes: symbol, name, kind, what one is worth (of a coin's price, or dollars), billions of dollars. */
const STAND_INS: readonly (readonly [string, string, 'cash' | 'gold' | 'copy', of: string, times: number, billions: number])[] = [
  ['USDT', 'Tether', 'cash', '', 0.9993, 187],
  ['USDC', 'USDC', 'cash', '', 0.9999, 74],
  ['USDS', 'USDS', 'cash', '', 0.9997, 9.1],
  ['FIGR_HELOC', 'Figure Heloc', 'cash', '', 1.029, 14.2],
  ['USDE', 'Ethena USDe', 'cash', '', 0.9988, 6.4],
  ['DAI', 'Dai', 'cash', '', 0.9998, 5.3],
  ['USD1', 'USD1', 'cash', '', 0.9994, 5.1],
  ['PYUSD', 'PayPal USD', 'cash', '', 0.9996, 4.1],
  ['BUIDL', 'BlackRock USD Institutional Digital Liquidity Fund', 'cash', '', 1, 2.3],
  ['USYC', 'Circle USYC', 'cash', '', 1.115, 1.7],
  ['USDF', 'Falcon USD', 'cash', '', 0.9981, 1.6],
  ['RLUSD', 'Ripple USD', 'cash', '', 1, 1.5],
  ['EURC', 'EURC', 'cash', '', 1.187, 0.44],
  ['XAUT', 'Tether Gold', 'gold', '', 5_061, 2.5],
  ['PAXG', 'PAX Gold', 'gold', '', 5_068, 2.3],
  ['STETH', 'Lido Staked Ether', 'copy', 'ETH', 0.9991, 18],
  ['WBTC', 'Wrapped Bitcoin', 'copy', 'BTC', 0.998, 8.3],
  ['WSTETH', 'Wrapped stETH', 'copy', 'ETH', 1.226, 7.6],
  ['WETH', 'WETH', 'copy', 'ETH', 1, 6.4],
  ['WBETH', 'Wrapped Beacon ETH', 'copy', 'ETH', 1.088, 6.3],
  ['CBBTC', 'Coinbase Wrapped BTC', 'copy', 'BTC', 1.0004, 5.5],
  ['WEETH', 'Wrapped eETH', 'copy', 'ETH', 1.086, 4.4],
  ['WBNB', 'Wrapped BNB', 'copy', 'BNB', 1, 1.1],
  ['JITOSOL', 'Jito Staked SOL', 'copy', 'SOL', 1.258, 0.9],
  ['SOLVBTC', 'Solv Protocol BTC', 'copy', 'BTC', 0.997, 0.6],
  ['RSETH', 'Kelp DAO Restaked ETH', 'copy', 'ETH', 1.066, 1],
  ['RETH', 'Rocket Pool ETH', 'copy', 'ETH', 1.157, 0.7],
  ['TBTC', 'tBTC', 'copy', 'BTC', 0.9996, 0.4],
  ['FBTC', 'Function FBTC', 'copy', 'BTC', 0.999, 0.8],
];

interface Plan extends Pick<ListedCoin, 'id' | 'symbol' | 'name' | 'kind' | 'supply' | 'isNew'> {
  readonly price: (time: number) => number;
}

/** The list of coins by market capitalisation. Those with contracts cost what they cost there; the others follow bitcoin and their own noise. */
export function createListedCoins({
  seed,
  t0,
  price,
}: {
  readonly seed: number;
  readonly t0: number;
  readonly price: Price;
}): (time: number) => readonly ListedCoin[] {
  const random = createRandom(seed, 'capitalisation');
  const now = price('BTC', t0);
  const idOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const coins: readonly Plan[] = [
    ...bases.map(({ base, usualPrice }): Plan => {
      const billions = CAPS[base] ?? 0.2 + 0.7 * random.next();
      const name = base === 'BTC' ? 'Bitcoin' : base;
      return {
        id: idOf(name),
        symbol: base,
        name,
        kind: 'coin',
        supply: (billions * 1e9) / usualPrice,
        isNew: false,
        price: time => price(base, time),
      };
    }),
    ...MORE.map(([symbol = '', name = '', usual = '', billions = '', beta = '']): Plan => {
      const usually = Number(usual);
      return {
        id: idOf(name),
        symbol,
        name,
        kind: 'coin',
        supply: (Number(billions) * 1e9) / usually,
        isNew: symbol === 'KITE',
        price: time =>
          usually * (price('BTC', time) / now) ** Number(beta) * Math.exp(0.012 * drift(hashText(symbol) ^ seed, time)),
      };
    }),
    ...STAND_INS.map(([symbol, name, kind, of, times, billions]): Plan => {
      const worth = (time: number): number => times * (of === '' ? 1 : price(of, time));
      const sway = kind === 'gold' ? 0.004 : 0.0002;
      return {
        id: idOf(name),
        symbol,
        name,
        kind,
        supply: (billions * 1e9) / worth(t0),
        isNew: false,
        price: time => worth(time) * (1 + sway * drift(hashText(symbol) ^ seed, time)),
      };
    }),
  ];
  return time =>
    coins
      .map(({ price: priceAt, ...coin }) => ({ ...coin, price: priceAt(time), priceDayAgo: priceAt(time - DAY) }))
      .sort((a, b) => b.supply * b.price - a.supply * a.price);
}

/** A number between -1 and 1 for each midnight, straight lines between them. */
function drift(label: number, time: number): number {
  const day = Math.floor(time / DAY);
  const share = time / DAY - day;
  const at = (of: number): number => 2 * hashUniform(label, of) - 1;
  return at(day) * (1 - share) + at(day + 1) * share;
}
