/**
 * Coins by the names that data pages use in addresses: the slugs of CoinMarketCap and the ids of CoinGecko, as both had them in 2026 (from memory,
 * unverified: a slug that changed reads as no coin, never as another). The well-known ones only.
 */
const slugs =
  'BTC:bitcoin ETH:ethereum USDT:tether XRP:xrp,ripple BNB:bnb,binancecoin SOL:solana USDC:usd-coin DOGE:dogecoin TRX:tron ADA:cardano HYPE:hyperliquid ' +
  'SUI:sui LINK:chainlink XLM:stellar AVAX:avalanche,avalanche-2 BCH:bitcoin-cash HBAR:hedera,hedera-hashgraph SHIB:shiba-inu LTC:litecoin ' +
  'TON:toncoin,the-open-network LEO:unus-sed-leo,leo-token DOT:polkadot-new,polkadot UNI:uniswap XMR:monero PEPE:pepe AAVE:aave APT:aptos ' +
  'NEAR:near-protocol,near ICP:internet-computer ETC:ethereum-classic ONDO:ondo-finance MNT:mantle CRO:cronos,crypto-com-chain ' +
  'POL:polygon-ecosystem-token VET:vechain ARB:arbitrum OP:optimism-ethereum,optimism KAS:kaspa ATOM:cosmos FIL:filecoin ALGO:algorand ' +
  'RENDER:render,render-token FET:artificial-superintelligence-alliance,fetch-ai TAO:bittensor JUP:jupiter-ag,jupiter-exchange-solana ' +
  'SEI:sei,sei-network INJ:injective,injective-protocol TIA:celestia STX:stacks,blockstack IMX:immutable-x GRT:the-graph QNT:quant,quant-network ' +
  'MKR:maker SKY:sky LDO:lido-dao XTZ:tezos FLOW:flow THETA:theta-network,theta-token SAND:the-sandbox MANA:decentraland AXS:axie-infinity ' +
  'GALA:gala EOS:eos NEO:neo IOTA:iota CRV:curve-dao-token ENA:ethena ENS:ethereum-name-service PYTH:pyth-network WIF:dogwifhat,dogwifcoin ' +
  'BONK:bonk1,bonk FLOKI:floki-inu,floki JASMY:jasmy,jasmycoin TRUMP:official-trump PENGU:pudgy-penguins FARTCOIN:fartcoin VIRTUAL:virtual-protocol ' +
  'WLD:worldcoin-org,worldcoin-wld OKB:okb BGB:bitget-token-new,bitget-token GT:gatetoken,gatechain-token KCS:kucoin-token,kucoin-shares ' +
  'CAKE:pancakeswap,pancakeswap-token DYDX:dydx-chain,dydx RUNE:thorchain ZEC:zcash DASH:dash BSV:bitcoin-sv,bitcoin-cash-sv ' +
  'EGLD:multiversx-egld,elrond-erd-2 APE:apecoin-ape,apecoin CHZ:chiliz COMP:compound,compound-governance-token SNX:synthetix,havven 1INCH:1inch ' +
  'ZRO:layerzero STRK:starknet-token,starknet ZK:zksync W:wormhole ORDI:ordi,ordinals NOT:notcoin PUMP:pump-fun ASTER:aster,aster-2 ' +
  'WLFI:world-liberty-financial S:sonic,sonic-3 IP:story,story-2 MORPHO:morpho SPX:spx6900 PAXG:pax-gold XAUT:tether-gold MOG:mog-coin BAT:basic-attention-token ' +
  'LUNC:terra-luna LUNA:terra-luna-v2,terra-luna-2 FTT:ftx-token SUSHI:sushiswap,sushi YFI:yearn-finance ZIL:zilliqa KSM:kusama AR:arweave ' +
  'GMX:gmx PENDLE:pendle EIGEN:eigenlayer JTO:jito,jito-governance-token RAY:raydium ZRX:0x QTUM:qtum';

const bySlug: ReadonlyMap<string, string> = new Map(
  slugs.split(' ').flatMap(entry => {
    const [coin = '', names = ''] = entry.split(':');
    return names.split(',').map(name => [name, coin] as const);
  }),
);

const known: ReadonlySet<string> = new Set(bySlug.values());

/** The coin of a slug, in any case. `undefined` for one that we do not know: it is never guessed from its letters. */
export const coinOfSlug = (slug: string): string | undefined => bySlug.get(slug.toLowerCase());

/** Whether this is the ticker of a well-known coin, in capital letters. */
export const isWellKnown = (coin: string): boolean => known.has(coin);
