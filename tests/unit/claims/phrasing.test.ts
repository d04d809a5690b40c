import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../lib/claims/read.ts';
import { say, sayClaim } from './say.ts';

type Table = readonly (readonly [sentence: string, ...claims: readonly string[]])[];

const tables: Readonly<Record<string, Table>> = {
  'how exact a number is': [
    ['Ether is down close to 4% over the past 24 hours.', 'price_change ETH -4 24h'],
    ['Solana and Cardano saw declines of up to 9% in the past day.', 'price_change SOL -9 24h', 'price_change ADA -9 24h'],
    ['Bitcoin is trading close to $67,400.', 'price BTC 67400'],
  ],
  'verbs of moving and trading': [
    ['Ether sold off 4.2% this week.', 'price_change ETH -4.2 7d'],
    ['XRP took a hit of 3% on the day.', 'price_change XRP -3 24h'],
    ['Cardano has gone up by 5% in the past day.', 'price_change ADA 5 24h'],
    ['Bitcoin now flirts with $67,000.', 'price BTC 67000'],
    ['Litecoin (LTC) sees 6% drop as buyers step back', 'price_change LTC -6'],
    ['Chainlink is the best-performing altcoin of the past 24 hours, with a gain of 9%.', 'price_change LINK 9 24h'],
    ['Litecoin moved to $71.20 late on Monday.', 'price LTC 71.2'],
    ['Bitcoin attempted to stabilize near the $66,000 mark.', 'price BTC 66000'],
  ],
  'lengths of time': [
    ['Ether has slid 11% over the last month.', 'price_change ETH -11 30d'],
    ['Bitcoin fell 2% in the last twenty-four hours.', 'price_change BTC -2 24h'],
    ['Solana lost 3% compared to yesterday.', 'price_change SOL -3 24h'],
    ['Dogecoin has gained 6% over the fortnight.', 'price_change DOGE 6 14d'],
    ['Bitcoin has lost 24% from a year ago.', 'price_change BTC -24 1y'],
    ['In February, Cardano is up by around 8%, after a weak January.', 'price_change ADA 8 mtd'],
    [
      'Chainlink slid 6% on Tuesday to extend a 20% decline over the past week.',
      'price_change LINK -6',
      'price_change LINK -20 7d',
    ],
    ['Ether is far below its peak of 3 January, dropping 5% over the last 24 hours.', 'price_change ETH -5 24h'],
  ],
  'units and marks': [
    ['Open interest in bitcoin futures stands at 310 million U.S. dollars.', 'open_interest BTC 310000000'],
    ['Long liquidations reached 71 M USD in the past hour.', 'liquidations TOTAL 71000000 1h long'],
    ['The funding rate on bitcoin turned to –0.0123%.', 'funding BTC -0.0123'],
    ['Bitcoin support is seen at US$64,000-US$65,000.', 'level BTC 64000..65000 support'],
    ['The $62k/$64k range served as support for bitcoin.', 'level BTC 62000..64000 support'],
    ['Cardano {{ADA}} and avalanche {{AVAX}} each shed 4%.', 'price_change ADA -4', 'price_change AVAX -4'],
    ['Bitcoin (BTC) $67,400 -3.2%', 'price BTC 67400', 'price_change BTC -3.2'],
    ['• Ether – $1,980 (-3.2% in 24h)', 'price ETH 1980', 'price_change ETH -3.2 24h'],
    ['BTCUSD is down 1.2%.', 'price_change BTC -1.2'],
    ['Bitcoin was trading at $67,400 by 2000 GMT.', 'price BTC 67400'],
  ],
  'names of coins': [
    ['Both litecoin LTC and ether ETH shed 1.4% and 2.2% respectively.', 'price_change LTC -1.4', 'price_change ETH -2.2'],
    [
      'XRP stood at $1.40 while cardano stood at $0.40, losing 2% and 3%, respectively.',
      'price XRP 1.4',
      'price ADA 0.4',
      'price_change XRP -2',
      'price_change ADA -3',
    ],
    ['Gate (GT) is trading at $9.40.', 'price GT 9.4'],
    ['The coin GRELT is changing hands at $0.12.', 'price GRELT 0.12'],
    ['GRELT hovers at $0.12.', 'price GRELT 0.12'],
    ['Ether, whose Realized Value Map (RVM) is at a low, has support at $1,900.', 'level ETH 1900 support'],
    ['Ether which trails only bitcoin fell 3%.', 'price_change ETH -3'],
  ],
  'positions that were closed': [
    ['About $310 million in long positions were forced to close in the past 24 hours.', 'liquidations TOTAL 310000000 24h long'],
    ['More than $55 million in Ethereum shorts went up in smoke within four hours.', 'liquidations ETH 55000000 4h short'],
    ['Crypto market sees $310M liquidated in 24 hours', 'liquidations TOTAL 310000000 24h'],
    ['A tracker counts over $720 million wiped out for 210,000 accounts.', 'liquidations TOTAL 720000000 24h'],
    [
      'LTC had a total liquidation of $12 million, with long-position holders losing $9 million.',
      'liquidations LTC 12000000 24h',
      'liquidations LTC 9000000 24h long',
    ],
    [
      'Litecoin and ADA futures had some $18 million in liquidations each.',
      'liquidations LTC 18000000 24h',
      'liquidations ADA 18000000 24h',
    ],
    [
      "Bitcoin's plunge triggered more than $700 million in long liquidations within 12 hours.",
      'liquidations TOTAL 700000000 12h long',
    ],
  ],
  'sizes of markets': [
    ['XRP trades at some $84 billion and cardano near $20 billion.', 'market_cap XRP 84000000000', 'market_cap ADA 20000000000'],
    ['The value of the crypto market reached $2.3 trillion.', 'market_cap TOTAL 2300000000000'],
    ['Bitcoin, with a $1.3 trillion market cap, fell.', 'market_cap BTC 1300000000000'],
    ["Bitcoin's share of the total market climbed to 58.9%.", 'dominance BTC 58.9'],
    [
      'Open interest across bitcoin futures fell by $2 billion to $28 billion, levels last seen in early October.',
      'open_interest_change BTC -2000000000',
      'open_interest BTC 28000000000',
    ],
    ['On its scale of 0 to 100 the Fear & Greed Index now stands at 11.', 'fear_greed - 11'],
  ],
  levels: [
    ['Litecoin broke above $81, a level that had held it back.', 'level LTC 81'],
    ['Ether left the $1,900 level that had held it down.', 'level ETH 1900'],
    ['A desk names $1.52 and $1.64 as resistance for XRP.', 'level XRP 1.52 resistance', 'level XRP 1.64 resistance'],
    ['XRP has moved between $1.31 (support) and $1.72 (resistance).', 'level XRP 1.31 support', 'level XRP 1.72 resistance'],
    ['A break above $72,000 could trigger a rally in bitcoin.', 'level BTC 72000 resistance'],
    ['Bitcoin is struggling to break $72,000.', 'level BTC 72000'],
    ['Possibly on the vote, ether gained 6%, breaking through $1,900.', 'price_change ETH 6', 'price ETH 1900'],
    ['Dogecoin went up to $0.11 after it turned at an old support.', 'price DOGE 0.11'],
  ],
  'what stands beside a refusal': [
    [
      'At $0.11, Dogecoin shows a volume of $620 million, posting a -0.7% change in the last 24 hours.',
      'price DOGE 0.11',
      'price_change DOGE -0.7 24h',
    ],
    ['Chainlink drew buyers, even after its 14% slide of the last 30 days, as whales add.', 'price_change LINK -14 30d'],
    [
      'With ether trading at $1,940 at press time, so a tracker says, it stays for now between two of the larger liquidity pools.',
      'price ETH 1940',
    ],
    ['Bitcoin reclaimed $65,000 after the median forecast of the Fed.', 'price BTC 65000'],
    [
      'Bitcoin was trading near $67,000 amid the U.S. government shutdown; $41M of shorts were liquidated.',
      'price BTC 67000',
      'liquidations BTC 41000000 24h short',
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (_, table) => {
  it.each(table)('%s', (sentence, ...claims) => {
    expect(say(sentence)).toEqual(claims);
  });
});

describe('none of the market of now', () => {
  it.each([
    'Dr. Grelt is predicting a drop below $61,000 for bitcoin.',
    'A model sees Litecoin gaining 9% and trading at $84 by March 1.',
    'In that scenario XRP is to settle and consolidate between $1.10 and $1.30.',
    'A $9 price target would lift Chainlink.',
    'A desk sees bitcoin at $90,000.',
    'The Fear & Greed Index is told on a 0–100 scale.',
    'The Phase 4 price of $0.021 is kept for ADA.',
    'The chart of ether shows a concentration of leveraged positions around $1,880.',
    'For Cardano both moving averages have met, hovering around $0.42.',
    'The report on jobs put the number of new ones standing at 41,000.',
    'It is made of volatility (30%), volume (30%), polls (10%), dominance (20%) and trends (10%).',
    'Trading volume in $ZEC rose 14%.',
    'The exchange has 2 bitcoins, or just over $134,000.',
    'Ether could see a 40% climb from current prices.',
    'The 3% ETH futures annualized premium is low after a fall.',
    'The largest liquidation happened on OKX, where a position in ETH worth $7.2 million was force closed.',
    'The market cap of the listed miners is now $31 billion.',
    'Bitcoin firms saw a 27% increase in the number of startups.',
    'Bitcoin exchange-traded funds sank close to 4% each.',
  ])('%s', sentence => {
    expect(say(sentence)).toEqual([]);
  });
});

describe('after the sentence before', () => {
  it.each([
    [
      'Over $410 million was liquidated in the last 24 hours.',
      '$120 million in ether and $31 million in cardano went.',
      ['liquidations ETH 120000000 24h', 'liquidations ADA 31000000 24h'],
    ],
    ['Ether changed hands at $1,980.', 'This marks a 4% gain over the past 24 hours.', ['price_change ETH 4 24h']],
    ['Ether has fallen 20% this year.', 'At press time, it was down 3% at $1,980.', ['price_change ETH -3', 'price ETH 1980']],
    ['Ether has lost 6% in the past day.', 'A 4% bounce off the January lows stalled.', ['price_change ETH 4']],
  ] as const)('%s %s', (prev, sentence, claims) => {
    expect(say(sentence, { prev })).toEqual(claims);
  });

  it('takes a tiny rate for funding, and few dollars for those of the coin of the headline', () => {
    expect(say('At press time, it sits at -0.0042%.', { title: 'Solana futures hint at losses' })).toEqual([
      'funding SOL -0.0042',
    ]);
    expect(say('$5.5 million in long positions were liquidated.', { title: 'Dogecoin: bets on a rise' })).toEqual([
      'liquidations DOGE 5500000 24h long',
    ]);
  });
});

describe('a text of any words and length', () => {
  it('is read the same where a word of it is one that every object of the language has', () => {
    expect(say('The constructor says that bitcoin fell 3% to $67,000.')).toEqual(['price_change BTC -3', 'price BTC 67000']);
  });

  it('that has no sentences is read in pieces, with its places', () => {
    const line = 'Bitcoin fell 3%. '.repeat(400);
    const claims = readClaims(line, {});
    expect(claims).toHaveLength(400);
    expect(claims.every(({ span, text }) => line.slice(...span) === text)).toBe(true);
    expect(claims.map(sayClaim).every(said => said === 'price_change BTC -3')).toBe(true);
  });
});
