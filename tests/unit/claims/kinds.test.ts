import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

type Table = readonly (readonly [sentence: string, ...claims: readonly string[]])[];

const tables: Readonly<Record<string, Table>> = {
  prices: [
    ['Bitcoin traded at $67,460 early on.', 'price BTC 67460'],
    ['The price of XRP stood at $1.38 at press time.', 'price XRP 1.38'],
    ['Ethereum is trading below $2,000, its lowest since May.', 'price ETH 2000'],
    ['BTC briefly touched $65,900 before bouncing to $67,200.', 'price BTC 65900', 'price BTC 67200'],
    ["The world's largest cryptocurrency slipped under $67,000.", 'price BTC 67000'],
    ['Bitcoin lost the $70,000 mark on Monday.', 'price BTC 70000'],
    ['ETH hovers around 1,950 dollars.', 'price ETH 1950'],
    ['Bitcoin (BTC) changes hands at 67,460 USDT.', 'price BTC 67460'],
    ['Ether fetched US$1,952.', 'price ETH 1952'],
    ['BTC/USDT last traded at 67,455.10 on Binance.', 'price BTC 67455.1'],
    ["Bitcoin's price has dropped from $71,200 on Sunday to $67,000 on Wednesday.", 'price BTC 71200', 'price BTC 67000'],
    ['The price of one Bitcoin is now $67,460, according to CoinGecko.', 'price BTC 67460'],
  ],
  changes: [
    ['Bitcoin fell 1.7% over the past 24 hours.', 'price_change BTC -1.7 24h'],
    [
      'XRP, SOL and ADA fell 3%, 4.1% and 5.2%, respectively.',
      'price_change XRP -3',
      'price_change SOL -4.1',
      'price_change ADA -5.2',
    ],
    ['DOGE and LINK each lost more than 5%.', 'price_change DOGE -5', 'price_change LINK -5'],
    [
      'BNB -2.1%, AVAX -5.4%, SUI -7% in 24 hours.',
      'price_change BNB -2.1 24h',
      'price_change AVAX -5.4 24h',
      'price_change SUI -7 24h',
    ],
    ['Dogecoin (−6.3%) led the losses.', 'price_change DOGE -6.3'],
    ['After a 9% weekly slide, ETH trades at $1,950.', 'price_change ETH -9 7d', 'price ETH 1950'],
    [
      'BTC has dropped 8% over the past week and 27% over the past 30 days.',
      'price_change BTC -8 7d',
      'price_change BTC -27 30d',
    ],
    ['Bitcoin is down 28% year to date.', 'price_change BTC -28 ytd'],
    ['Bitcoin ticked up 0.3% in an hour.', 'price_change BTC 0.3 1h'],
    ['Solana has lost 9% in three days.', 'price_change SOL -9 3d'],
    ['Litecoin rose 6% in the last 48 hours.', 'price_change LTC 6 2d'],
    ['Crypto markets shed 2.4% as the sell-off deepened.', 'price_change TOTAL -2.4'],
    [
      "Stellar's XLM and Hedera's HBAR have each declined around 4% since yesterday.",
      'price_change XLM -4 24h',
      'price_change HBAR -4 24h',
    ],
    [
      'Dogecoin fell as much as 7% before recovering to trade 5% lower at $0.091.',
      'price_change DOGE -7',
      'price_change DOGE -5',
      'price DOGE 0.091',
    ],
    ['Bitcoin extended losses on Wednesday, sliding 2.1% to a low of $66,800.', 'price_change BTC -2.1', 'price BTC 66800'],
    [
      "Cardano's ADA slipped by 5.1% to $0.258 while Avalanche's AVAX retreated 4.9% to $8.6.",
      'price_change ADA -5.1',
      'price ADA 0.258',
      'price_change AVAX -4.9',
      'price AVAX 8.6',
    ],
    ['Only TRX (+0.4%) and HYPE (+3%) gained.', 'price_change TRX 0.4', 'price_change HYPE 3'],
  ],
  liquidations: [
    [
      'Some $237 million of longs were wiped out in the past 24 hours, against $64 million of shorts.',
      'liquidations TOTAL 237000000 24h long',
      'liquidations TOTAL 64000000 24h short',
    ],
    [
      'Total liquidations hit $301M over the last day, of which $237M came from longs.',
      'liquidations TOTAL 301000000 24h',
      'liquidations TOTAL 237000000 24h long',
    ],
    ['About half a billion dollars in leveraged bets were liquidated over 24 hours.', 'liquidations TOTAL 500000000 24h'],
    [
      'Longs worth between $180 million and $200 million were forced out in 12 hours.',
      'liquidations TOTAL 180000000..200000000 12h long',
    ],
    ['Crypto futures saw $2.16 billion in liquidations over seven days.', 'liquidations TOTAL 2160000000 7d'],
    ['Weekly liquidations in BTC came to $2.2 billion.', 'liquidations BTC 2200000000 7d'],
    [
      'The drop liquidated $118M in BTC and $72M in ETH over 24 hours.',
      'liquidations BTC 118000000 24h',
      'liquidations ETH 72000000 24h',
    ],
    ['The past 24 hours saw 118,000 traders liquidated for $301 million.', 'liquidations TOTAL 301000000 24h'],
    [
      'More than $300 million was wiped from leveraged positions in 24 hours, with longs making up $240 million.',
      'liquidations TOTAL 300000000 24h',
      'liquidations TOTAL 240000000 24h long',
    ],
    ['In the past hour alone, $3.4 million in XRP longs were liquidated.', 'liquidations XRP 3400000 1h long'],
  ],
  'open interest': [
    [
      'Bitcoin futures open interest fell 4.4% to $44 billion in 24 hours.',
      'open_interest_change BTC -4.4 24h',
      'open_interest BTC 44000000000',
    ],
    [
      'OI in ether perpetuals sits at $21.3B, down 34% over the past month.',
      'open_interest ETH 21300000000',
      'open_interest_change ETH -34 30d',
    ],
    [
      'Perpetual open interest slid 4% in a day, representing about $5 billion.',
      'open_interest_change TOTAL -4 24h',
      'open_interest_change TOTAL -5000000000 24h',
    ],
    ['Analysts point to a $2 billion drop in BTC open interest over the past week.', 'open_interest_change BTC -2000000000 7d'],
  ],
  'funding, fear and dominance': [
    ["BTC funding rates flipped to -0.004%, while ether's stand at 0.0062%.", 'funding BTC -0.004', 'funding ETH 0.0062'],
    ['Perpetual funding for SOL went negative at -0.011% per eight hours.', 'funding SOL -0.011'],
    ['Annualized funding on bitcoin perps cooled to 3.2%.', 'funding BTC 3.2 1y'],
    ['The Fear & Greed Index sank to 5 from 11 a day earlier.', 'fear_greed - 5', 'fear_greed - 11'],
    ['The Crypto Fear and Greed index reads 5 (Extreme Fear).', 'fear_greed - 5'],
    ["Bitcoin dominance rose to 58.9%, with ether's share at 10.4%.", 'dominance BTC 58.9', 'dominance ETH 10.4'],
    ['BTC accounts for 58.7% of the total crypto market cap.', 'dominance BTC 58.7'],
  ],
  'caps and treasuries': [
    ['The total crypto market cap fell 2.3% to $2.31 trillion.', 'price_change TOTAL -2.3', 'market_cap TOTAL 2310000000000'],
    ["Bitcoin's market value stands at $1.35 trillion.", 'market_cap BTC 1350000000000'],
    [
      'Strategy is sitting on an unrealized loss of about $6.1 billion on its 714,644 BTC.',
      'treasury_pnl - -6100000000 Strategy',
    ],
    ["Metaplanet's holdings are underwater by $1.3 billion.", 'treasury_pnl - -1300000000 Metaplanet'],
  ],
  levels: [
    ['Bitcoin must hold above $65,000 to avoid a deeper slide.', 'level BTC 65000 support'],
    [
      'Ether found support around $1,900 and faces resistance between $2,050 and $2,100.',
      'level ETH 1900 support',
      'level ETH 2050..2100 resistance',
    ],
    ['A break above $70,000 would open the door for bitcoin to $75,000.', 'level BTC 70000 resistance'],
    ['XRP stays above $1.30, a key support level.', 'level XRP 1.3 support'],
    ['If BTC loses $65,000, the next support comes in at $60,000.', 'level BTC 65000 support', 'level BTC 60000 support'],
    [
      'BTC faces strong resistance at the $70,000 level, followed by $72,000.',
      'level BTC 70000 resistance',
      'level BTC 72000 resistance',
    ],
    ['Should bitcoin break below $65,000, it may revisit $60,000.', 'level BTC 65000 support'],
    [
      'Key support for Solana lies at $75, and resistance at $88 and $95.',
      'level SOL 75 support',
      'level SOL 88 resistance',
      'level SOL 95 resistance',
    ],
    ['The $60,000 level remains critical support for bitcoin.', 'level BTC 60000 support'],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('%s', (sentence, ...claims) => {
    expect(say(sentence)).toEqual(claims);
  });
});
