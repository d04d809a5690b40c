/** Coins by their names, the market and its parts, companies that hold coins, and exchanges, as English texts call them. */

// Ticker, then its names: lower-case ones are read in any case, capital ones only as written here, since they are words as well.
const named =
  'BTC bitcoin|bitcoins,ETH ethereum|ether,XRP ripple,BNB binance coin|bnb,SOL solana,DOGE dogecoin,ADA cardano,TRX tron,LINK chainlink,' +
  'AVAX Avalanche,SUI Sui,XLM Stellar|lumens,HBAR Hedera,BCH bitcoin cash,BSV bitcoin sv,LTC litecoin,TON toncoin,SHIB shiba inu,DOT polkadot,UNI uniswap,' +
  'XMR monero,HYPE Hyperliquid,PEPE Pepe,NEAR near protocol,APT Aptos,ICP internet computer,ETC ethereum classic,ONDO Ondo,AAVE aave,' +
  'TAO bittensor,POL polygon,MATIC matic,KAS kaspa,ARB arbitrum,VET vechain,ATOM Cosmos,ALGO algorand,RENDER Render,FIL filecoin,' +
  'FET Fetch.ai,WLD worldcoin,ENA ethena,SEI Sei,TIA celestia,JUP Jupiter,BONK bonk,OP optimism token,IMX Immutable,INJ injective,STX stacks token,' +
  'QNT quant network,GRT the graph,THETA Theta,FLOKI floki,WIF dogwifhat,PENGU pudgy penguins,LDO lido,MKR makerdao token|Maker,SKY sky protocol,CRV curve dao,SAND the sandbox,' +
  'MANA decentraland,AXS axie infinity,XTZ tezos,EOS EOS,ZEC zcash,DASH Dash,IOTA IOTA,NEO NEO,FLOW flow blockchain,EGLD MultiversX,PYTH pyth,' +
  'CAKE pancakeswap,RUNE thorchain,ENS ethereum name service,PI pi network|pi coin|pi crypto|pi token,ASTER Aster,OKB OKB,CRO cronos,LEO LEO,GT gatetoken,MNT Mantle,PENDLE pendle,MON Monad,FTM fantom,ZIL zilliqa,HNT Helium,RVN ravencoin,' +
  'TRUMP trump coin,FARTCOIN fartcoin,PUMP pump.fun,XPL plasma xpl,LUNA terra luna,LUNC terra classic|terra luna classic|luna classic,USTC terraclassicusd,FTT FTT,NOT notcoin,DYDX dydx,SUSHI sushiswap,' +
  'COMP compound token,SNX synthetix,YFI yearn,KSM kusama,WAVES WAVES,CHZ chiliz,BAT BAT|basic attention token,ZRX ZRX,STRK starknet,ZRO layerzero,EIGEN eigenlayer,' +
  'MORPHO morpho,VIRTUAL virtuals,W wormhole token,GALA Gala,CFX conflux,BTT bittorrent,ROSE oasis network,KAVA Kava,MINA Mina,CELO Celo,' +
  'USDT tether,USDC usd coin,DAI DAI,USDE usde,WBTC wrapped bitcoin,STETH lido staked ether,ZK zksync,BLUR blur,ORDI ordi,JTO jito,' +
  'RAY raydium,MOG MOG,SPX SPX6900,POPCAT popcat,BRETT brett,ETHFI ether.fi|ETHFi,WLFI world liberty financial,IP story protocol,KAITO kaito,BERA berachain';

const coins = named.split(',').map(line => {
  const space = line.indexOf(' ');
  return [line.slice(0, space), line.slice(space + 1).split('|')] as const;
});

/** Names of coins with their tickers. */
export const coinNames: readonly (readonly [name: string, ticker: string])[] = coins.flatMap(([ticker, names]) =>
  names.map(name => [name, ticker] as const),
);

// Words of English in capitals are tickers only where the text says so: (NOT), $NOT.
const words = new Set('NOT W IP GT FLOW SKY TRUMP BAT SAND COMP CAKE'.split(' '));
/** Tickers that are read wherever they stand in capitals. */
export const tickers: ReadonlySet<string> = new Set(coins.map(([ticker]) => ticker).filter(ticker => !words.has(ticker)));

/** Capital words that are never an unknown coin's ticker. */
export const notTickers: ReadonlySet<string> = new Set(
  (
    'USD USDT USDC US USA UK EU UN ETF ETFS SEC CFTC CME CBOE CEO CFO CTO COO AI API ATH ATL OI TVL NFT NFTS DEX CEX DEFI RSI EMA SMA MA MACD ' +
    'FOMC FED CPI PPI PCE GDP IPO ICO KYC AML PNL ROI APY APR YTD MTD QTD UTC EST EDT GMT AM PM FUD FOMO HODL DCA OTC LTH STH LTHS STHS SOPR MVRV NUPL ' +
    'NVT CMF OBV ADX DMI ATR VWAP CVD Q1 Q2 Q3 Q4 H1 H2 II III IV TOTAL ALL THE AND FOR NEW TOP UP DOWN HIGH LOW BUY SELL LONG SHORT BREAKING ' +
    'JUST IN NOW DXY SPX NASDAQ NYSE DAX FTSE VIX WTI MSTR COIN MARA RIOT GBTC IBIT FBTC ARKB BITO ETHE LLC INC LTD CO TV PR FAQ TLDR HTTP HTTPS ' +
    'CEFI DAO DAPP DAPPS EVM L1 L2 RWA RWAS BRC BIP ERC IBC P2P PC GPU GPUS HPC IMF ECB BOJ PBOC FBI DOJ IRS FTX HOOD CRCL BMNR SBET NVDA TSLA LP HTX OKX BTCUSD BTCUSDT ETHUSD ' +
    'ETHUSDT XRPUSD SOLUSD USDTD BTCD EUR GBP JPY CNY KRW HKD CAD AUD CHF INR BRL TRY RUB HLP CDD CVDD MICA CLARITY GENIUS BTCFI RMB IQ ID OK NO YES IT IS ON OR TO OF AT BY AS'
  ).split(' '),
);

/** The market as a whole and its parts. */
export const scopes: Readonly<Record<'TOTAL' | 'ALTS' | 'STABLES' | 'OTHERS', string>> = {
  TOTAL:
    'TOTAL|crypto open interest|crypto long liquidations|crypto short liquidations|all tokens|all coins|crypto derivatives market*|crypto derivatives trad*|in crypto derivatives|across crypto derivatives|the market|the cryptocurrency market|the cryptocurrency markets|crypto shorts|crypto longs|crypto bets|the asset class|whole asset class|the cryptocurrency sector|the digital asset market|total cap|total crypto market|total crypto|total cryptocurrency|global crypto|global cryptocurrency|overall crypto|overall cryptocurrency|entire crypto|entire cryptocurrency|crypto market|crypto markets|cryptocurrency market|cryptocurrency markets|digital asset market|digital asset markets|whole market|entire market|overall market|broader market|broader crypto market|crypto assets|cryptocurrencies|across crypto|market wide|marketwide|across exchanges|across the market|across the board|across all|across derivatives|digital assets|virtual currency market|crypto sector|crypto industry|crypto economy|crypto positions|crypto long positions|crypto short positions|crypto liquidations|market liquidations|cryptocurrency liquidations|cryptocurrency open interest|crypto futures|crypto traders|crypto investors|total market|global market|overall market|whole sector|total derivatives|across major exchanges|across centralized exchanges|all cryptocurrencies|all exchanges|of the sector|of the market|of the industry|combined market',
  ALTS: 'the altcoin market|the altcoin sector|altcoin market|altcoins|alts|alternative coins|altcoin sector|altcoin prices|altcoin futures|altcoin longs|altcoin shorts|altcoin positions|altcoin liquidations|smaller tokens',
  STABLES: 'stablecoin|stablecoins|stablecoin market|stablecoin sector',
  OTHERS: 'rest of the market|smaller cap altcoins|outside the top 10',
};

/** What stands for the largest coins. */
export const epithets: Readonly<Record<string, string>> = {
  BTC: 'first cryptocurrency|best known cryptocurrency|best known digital coin|top coin|largest coin|biggest coin|biggest token|number one cryptocurrency|largest cryptocurrency|largest crypto|largest digital asset|largest token|biggest cryptocurrency|biggest crypto|biggest digital asset|leading cryptocurrency|leading crypto|leading digital asset|premier cryptocurrency|premier digital currency|premier digital asset|premier crypto|flagship cryptocurrency|flagship crypto|flagship digital asset|primary digital asset|primary cryptocurrency|top cryptocurrency|top crypto|bellwether cryptocurrency|original cryptocurrency|pioneer cryptocurrency|digital gold|orange coin|no. 1 cryptocurrency|king coin|benchmark cryptocurrency|oldest cryptocurrency|alpha crypto|apex cryptocurrency|apex coin',
  ETH: 'second cryptocurrency|number two cryptocurrency|second biggest coin|second biggest token|second largest cryptocurrency|second largest crypto|second largest digital asset|second largest token|second largest coin|second biggest cryptocurrency|second biggest crypto|largest altcoin|biggest altcoin|leading altcoin|top altcoin|king of altcoins|largest alt|flagship altcoin|leading smart contract',
  XRP: 'ripple token|ripple native token|payments token',
  DOGE: 'largest memecoin|largest meme coin|biggest memecoin|biggest meme coin|original meme coin|original memecoin|leading meme coin|leading memecoin|top meme coin',
  BNB: 'binance native token|binance smart chain token',
};

/** Words that stand for the coin that was spoken of last. */
export const anaphors =
  'it|its|the asset|the token|the coin|the cryptocurrency|the digital asset|the digital currency|the altcoin|the memecoin|the meme coin|the crypto asset|the index token|this asset|this token|this coin|the native token|the stock token|the pair|the virtual currency';

/** Companies that hold coins in their treasury, with the names that stand for them. */
export const companies: Readonly<Record<string, string>> = {
  Strategy: 'Strategy|MicroStrategy|MSTR|Saylor',
  BitMine: 'BitMine|Bitmine|BMNR|BitMine Immersion',
  Metaplanet: 'Metaplanet',
  MARA: 'MARA Holdings|Marathon Digital|MARA',
  Tesla: 'Tesla',
  SharpLink: 'SharpLink|Sharplink|SBET',
  GameStop: 'GameStop',
  Semler: 'Semler',
  'Twenty One': 'Twenty One Capital|Twenty One|XXI',
  'Forward Industries': 'Forward Industries',
  'Trump Media': 'Trump Media',
  Riot: 'Riot Platforms',
  Block: 'Block Inc',
  Galaxy: 'Galaxy Digital',
  Nakamoto: 'Nakamoto Holdings|KindlyMD',
  ProCap: 'ProCap',
  Strive: 'Strive',
  ETHZilla: 'ETHZilla',
  'Bit Digital': 'Bit Digital',
  'DeFi Development': 'DeFi Development',
  Upexi: 'Upexi',
  Empery: 'Empery Digital',
  Sequans: 'Sequans',
  Bullish: 'Bullish Inc',
  CleanSpark: 'CleanSpark',
  'Hut 8': 'Hut 8',
  'Next Technology': 'Next Technology Holding',
  'El Salvador': 'El Salvador',
};

/** Exchanges; what they alone count is no figure of the market. */
export const exchanges =
  'Binance|OKX|Bybit|CME|Chicago Mercantile Exchange|Deribit|Hyperliquid|Bitget|Kraken|Coinbase|BitMEX|Huobi|HTX|Gate|Gate.io|MEXC|KuCoin|Bitfinex|dYdX|Upbit|Bithumb|Bitstamp|Gemini|Crypto.com|BingX|Phemex|Aster|Lighter|Drift|GMX|Jupiter Perps|Cboe|Ondo Perps|WOO X|Deepcoin|CoinEx|BitMart|LBank|Kalshi|Polymarket';
