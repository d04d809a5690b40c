import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

type Table = readonly (readonly [sentence: string, ...claims: readonly string[]])[];

const tables: Readonly<Record<string, Table>> = {
  'the verb is left out the second time': [
    [
      'Ether slid 6.2% to $1,840 and XRP 5.1% to $1.33.',
      'price_change ETH -6.2',
      'price ETH 1840',
      'price_change XRP -5.1',
      'price XRP 1.33',
    ],
    [
      'Solana rose 3% on the day, Cardano 4.4% and Toncoin 2.7%.',
      'price_change SOL 3 24h',
      'price_change ADA 4.4 24h',
      'price_change TON 2.7 24h',
    ],
    [
      'SUI leads with a gain of 7% today, followed by NEAR (6%) and APT (5%).',
      'price_change SUI 7 24h',
      'price_change NEAR 6 24h',
      'price_change APT 5 24h',
    ],
    [
      'Cardano ($12 million) and Chainlink ($9 million) saw heavy liquidations.',
      'liquidations ADA 12000000 24h',
      'liquidations LINK 9000000 24h',
    ],
  ],
  'what stands between commas only explains a name': [
    ['Solana, the favorite of memecoin traders on Ethereum, fell 4%.', 'price_change SOL -4'],
    ['BONK, a token on Solana, jumped 11% today.', 'price_change BONK 11 24h'],
    ['Bitcoin, unlike gold, lost 3% this week.', 'price_change BTC -3 7d'],
    ['XRP (a favorite in Korea) climbed 2.5%.', 'price_change XRP 2.5'],
  ],
  'a name beside the one that is meant': [
    ['Ether saw the largest loss among the 20 largest cryptocurrencies, sliding 6%.', 'price_change ETH -6'],
    ['BNB kept pace with BTC and trades for $612.', 'price BNB 612'],
    ["Most altcoins are green, led by ADA's 5.5% surge.", 'price_change ADA 5.5'],
    ['The altcoin market gained 3.2% today.', 'price_change ALTS 3.2 24h'],
    ['The cryptocurrency market added 1.8% on the day.', 'price_change TOTAL 1.8 24h'],
    ["Audiera's BEAT sank 20% in 24 hours.", 'price_change BEAT -20 24h'],
    ['DOGE broke lower as Bitcoin trades at $67,100.', 'price BTC 67100'],
  ],
  'whose liquidations': [
    [
      'Altcoins sold off, triggering over $210 million in liquidations and pushing Bitcoin dominance to 61%.',
      'liquidations ALTS 210000000 24h',
      'dominance BTC 61',
    ],
    [
      'Bitcoin fell below $66,000, liquidating traders, with $910 million from long positions.',
      'price BTC 66000',
      'liquidations TOTAL 910000000 24h long',
    ],
    ['Some 63 million of long positions in ether were liquidated.', 'liquidations ETH 63000000 24h long'],
    ['BTC tumbled below $66K. Over $1.9B was liquidated in 24 hours.', 'price BTC 66000', 'liquidations TOTAL 1900000000 24h'],
    [
      'In the past day $61 million BTC, $27 million ETH and $4 million DOGE shorts were liquidated.',
      'liquidations BTC 61000000 24h',
      'liquidations ETH 27000000 24h',
      'liquidations DOGE 4000000 24h short',
    ],
    ['CoinGlass data shows that ether traders betting on higher prices lost $82 million.', 'liquidations ETH 82000000 24h'],
  ],
  'the time of a change': [
    [
      'XRP is up 9% for the week despite dropping 2.2% to $1.41.',
      'price_change XRP 9 7d',
      'price_change XRP -2.2',
      'price XRP 1.41',
    ],
    ['BTC slid 4% within an hour, while ether also fell 5%.', 'price_change BTC -4 1h', 'price_change ETH -5'],
    ['Bitcoin is 2.2% lower than it was this time yesterday.', 'price_change BTC -2.2 24h'],
    ['Ether is 3.7% cheaper than 24 hours ago.', 'price_change ETH -3.7 24h'],
    ['Open interest in bitcoin futures is up 11% from a week earlier.', 'open_interest_change BTC 11 7d'],
    ['XRP rose 2% but is still down 4% on the week.', 'price_change XRP 2', 'price_change XRP -4 7d'],
    ['Ether suffered its largest single-day drop of the year, losing 12%.', 'price_change ETH -12 24h'],
    ['BNB is up 1.7% for the day and 6% for the month.', 'price_change BNB 1.7 24h', 'price_change BNB 6 30d'],
    ['Solana extended its weekly slide to 17%.', 'price_change SOL -17 7d'],
    ['Bitcoin fell 18% to a four-week low of $58,200.', 'price_change BTC -18', 'price BTC 58200'],
    ['Zcash lost 9.3% after a rally earlier this month.', 'price_change ZEC -9.3'],
  ],
  'moves in other words': [
    ['Chainlink vaulted 11.8% in the past 24 hours to tag $14.43.', 'price_change LINK 11.8 24h', 'price LINK 14.43'],
    ['Ether skidded 5.5% today.', 'price_change ETH -5.5 24h'],
    ['XRP has forfeited 14% month to date.', 'price_change XRP -14 mtd'],
    ['ENA is 8% softer over seven days.', 'price_change ENA -8 7d'],
    ['BCH is still 7.1% better off on the day.', 'price_change BCH 7.1 24h'],
    ['HBAR plunged by a cent, or about 9 percent, today.', 'price_change HBAR -9 24h'],
    ['Toncoin lost 12% of its value in a day.', 'price_change TON -12 24h'],
  ],
  'prices in other words': [
    ['DOGE trades at 31 cents.', 'price DOGE 0.31'],
    ['Bitcoin is now worth $66,340.', 'price BTC 66340'],
    ['After tapping $68,200 bitcoin drifted back to $67,100.', 'price BTC 68200', 'price BTC 67100'],
    ['Bitcoin slumped through US$66 000 on Thursday.', 'price BTC 66000'],
    ['BTC $66,560 (-1.9%)', 'price BTC 66560', 'price_change BTC -1.9'],
    ['Bitcoin slid within minutes from $67,700 to $66,300.', 'price BTC 67700', 'price BTC 66300'],
    [
      'Support sits around $57.8K to $60.2K and resistance at $66.2K to $66.8K for bitcoin.',
      'level BTC 57800..60200 support',
      'level BTC 66200..66800 resistance',
    ],
  ],
  'levels in other words': [
    ['If $61,500 gives way, bitcoin could slide.', 'level BTC 61500'],
    ['ETH fell again after it was rejected at $2,050.', 'level ETH 2050 resistance'],
    ['A drop under $61,000 invalidates the bitcoin setup.', 'level BTC 61000 support'],
    ['Solana support can be found at $80 and $75.', 'level SOL 80 support', 'level SOL 75 support'],
    ['With the loss of $65K as support, bitcoin slid.', 'level BTC 65000 support'],
  ],
  'other kinds in other words': [
    ["Bitcoin's share of the crypto market rose to 59.4%.", 'dominance BTC 59.4'],
    ['The combined value of all cryptocurrencies stands at $2.3 trillion.', 'market_cap TOTAL 2300000000000'],
    ["Strategy's unrealized profit has shrunk to about $1.2 billion.", 'treasury_pnl - 1200000000 Strategy'],
    ["The sentiment gauge, crypto's fear and greed index, stands at 12.", 'fear_greed - 12'],
    ['The total crypto market cap rose to 2.36 trillion in the past day.', 'market_cap TOTAL 2360000000000'],
    ['The market cap of all tokens is $2.4 trillion.', 'market_cap TOTAL 2400000000000'],
    ['The fear and greed index moved from 9 in November to 14 today.', 'fear_greed - 14'],
    ["The slide coincides with a 17% drop in Avalanche's open interest.", 'open_interest_change AVAX -17'],
    ['Bitcoin open interest hit $24 billion, and volume reached $61 billion.', 'open_interest BTC 24000000000'],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('%s', (sentence, ...claims) => {
    expect(say(sentence)).toEqual(claims);
  });
});

describe('what the market did not do', () => {
  it.each([
    'Suppose BTC trades at $30,000 and a trader opens a long.',
    'As a rule of thumb, a reading under 25 on the Fear and Greed Index denotes extreme fear.',
    'When open interest climbs 20%, traders usually brace for a move.',
    'The 50-day EMA, which sits close to $71,000, slopes down for bitcoin.',
    'Total liquidations soared 148%.',
    'Around 92,000 accounts were closed out in bitcoin.',
    'A contraction of 32% in the volume of SOL: a 32% contraction in the trading volume of Solana.',
    'Bears want a dip of bitcoin to $58,000 to liquidate long positions.',
    'Bitcoin traders saw several tokens posting gains of 10%.',
    'The company bought 150 BTC at an average of $78,670.',
    'Most tokens pulled back 2% as traders booked profits.',
    'The trading volume, however, has decreased by 41%.',
    'Ether was last in the news when bitcoin rose in June 2023 from $25,000 to $30,000.',
  ])('%s', sentence => {
    expect(say(sentence)).toEqual([]);
  });
});

describe('what the sentence before leaves', () => {
  it('is no burst of minutes or hours', () => {
    expect(say('Solana lost 5%.', { prev: 'Bitcoin fell 3% in two hours.' })).toEqual(['price_change SOL -5']);
    expect(say('Solana lost 5%.', { prev: 'Bitcoin fell 3% in the past 24 hours.' })).toEqual(['price_change SOL -5 24h']);
  });

  it('is the day, where it told of several times', () => {
    expect(say('Ether lost 3%.', { prev: 'Bitcoin fell 2% in the past 24 hours and 9% this week.' })).toEqual([
      'price_change ETH -3 24h',
    ]);
  });

  it('is no coin of which only the price was told', () => {
    expect(say('CoinGlass counts $178 million in liquidated shorts.', { prev: 'Bitcoin rose above $68,000.' })).toEqual([
      'liquidations TOTAL 178000000 24h short',
    ]);
  });

  it('is the two coins that it named', () => {
    expect(say('Both have slumped by 15%.', { prev: 'Solana and Avalanche lost the most.' })).toEqual([
      'price_change SOL -15',
      'price_change AVAX -15',
    ]);
    expect(say('Both have slumped by 15%.', { prev: 'Solana, Avalanche and Sui fell.' })).toEqual([]);
  });

  it('is no price that the coin cannot have', () => {
    expect(say('A close above $195 would help.', { prev: 'Bitcoin trades at $67,000.' })).toEqual([]);
  });
});
