import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

type Table = readonly (readonly [sentence: string, ...claims: readonly string[]])[];

const tables: Readonly<Record<string, Table>> = {
  'whose positions were closed': [
    [
      'Liquidations came to $310 million in 24 hours, with longs making up $240 million and shorts totaling $70 million.',
      'liquidations TOTAL 310000000 24h',
      'liquidations TOTAL 240000000 24h long',
      'liquidations TOTAL 70000000 24h short',
    ],
    [
      'Liquidated long and short positions came to $52 million and $11 million, respectively.',
      'liquidations TOTAL 52000000 24h long',
      'liquidations TOTAL 11000000 24h short',
    ],
    [
      'The past day saw $12 million in short liquidations out of a total of $45 million.',
      'liquidations TOTAL 12000000 24h short',
      'liquidations TOTAL 45000000 24h',
    ],
    ['Forced closures of $2.3 million hit XRP, in both long and short positions.', 'liquidations XRP 2300000 24h'],
    ['The slide led to $95 million in longs to be liquidated.', 'liquidations TOTAL 95000000 24h long'],
    ['Dogecoin saw the liquidation of $185,300 worth of short positions.', 'liquidations DOGE 185300 24h short'],
  ],
  'of which coin': [
    [
      'ETH and SOL led the liquidations with $41 million and $17 million, respectively.',
      'liquidations ETH 41000000 24h',
      'liquidations SOL 17000000 24h',
    ],
    [
      'Over $66 million in positions were liquidated in the past day, while Ethereum stood at $1,950.',
      'liquidations TOTAL 66000000 24h',
      'price ETH 1950',
    ],
    [
      'Liquidations included $15 million each for SOL and DOGE.',
      'liquidations SOL 15000000 24h',
      'liquidations DOGE 15000000 24h',
    ],
    ["Ethereum's open interest across all exchanges stands at $21 billion.", 'open_interest ETH 21000000000'],
    ["Bitcoin's total market value is $1.34 trillion.", 'market_cap BTC 1340000000000'],
    ['PEPE rose 12% in a rally that was led by memecoins such as DOGE and BONK.', 'price_change PEPE 12'],
    ['BTC and ETH hold support at $66,000 and $1,900.', 'level BTC 66000 support', 'level ETH 1900 support'],
  ],
  'figures of lists and tables': [
    ['BTC: $67,460 (1.7%)', 'price BTC 67460', 'price_change BTC 1.7'],
    ['Solana ↓ 4.2% today', 'price_change SOL -4.2 24h'],
    ['- $0.53 is the support that XRP defends.', 'level XRP 0.53 support'],
    ['XRP and ADA lost 4 and 6 percent respectively.', 'price_change XRP -4', 'price_change ADA -6'],
    ['The Fear & Greed Index dropped to 24 points.', 'fear_greed - 24'],
  ],
  'from one to another': [
    [
      "Solana's open interest fell from $1.7 billion to $960 million after long liquidations.",
      'open_interest SOL 1700000000',
      'open_interest SOL 960000000',
    ],
    [
      'The crypto market cap dropped from a high of $2.9 trillion to $2.4 trillion.',
      'market_cap TOTAL 2900000000000',
      'market_cap TOTAL 2400000000000',
    ],
    ['Bitcoin dominance rose to 58% while the share of ether slid to 11%.', 'dominance BTC 58', 'dominance ETH 11'],
  ],
  'times that are no windows': [
    ['Ether slid 6% to its lowest in four months.', 'price_change ETH -6'],
    ['Shorts worth $40 million were liquidated within minutes.', 'liquidations TOTAL 40000000 short'],
    ['Bitcoin is down 2%, and the next two weeks matter.', 'price_change BTC -2'],
  ],
  'what is none of the market': [
    ['Cryptocurrencies were mixed, and the CoinDesk 20 Index fell 3.6%.'],
    ["Solana's total value locked slid further, dropping by 2% in 30 days."],
    ['The largest of these liquidations was an ETH position of $3.9 million.'],
    ['Bitcoin options have their pain point at $64,000.'],
    ['About $90 billion has been wiped off the market cap of all cryptocurrencies.'],
    ["This is a 64% increase in Tether's share of payments."],
    ['The strongest month for bitcoin was October, with an average increase of 16%.'],
    ['Bitcoin traders were overleveraged at $66,300.'],
    ['A failure could drag bitcoin to $61,000.'],
    ['Wallets moved 87.2 trillion SHIB.'],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('%s', (sentence, ...claims) => {
    expect(say(sentence)).toEqual(claims);
  });
});

it('a line with a coin and a fine percentage goes on with the funding rates that were spoken of', () => {
  expect(say('Solana 0.0018%', { prev: 'Altcoin funding rates' })).toEqual(['funding SOL 0.0018']);
});

it('liquidations do not take one of several times that were told before', () => {
  const prev = 'Liquidations reached $45 million in one hour and $126 million in four hours.';
  expect(say('Bitcoin led the liquidations with $75 million.', { prev })).toEqual(['liquidations BTC 75000000 24h']);
});
