import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

/* Of whom a figure is said, where the nearest name is not the one, and what stands beside a figure that only looks like one. */

describe('the coin of a figure', () => {
  it('is the one that follows another coin, which is only compared with', () => {
    expect(say("XRP mirrored bitcoin's slide, falling to $1.32.")).toEqual(['price XRP 1.32']);
  });

  it('is that of the sentence before, where the sentence names only the one that is followed', () => {
    const prev = 'Cardano has traded calmly.';
    expect(say("The token gained 12% in a week, tracking bitcoin's climb to $71,000.", { prev })).toEqual([
      'price_change ADA 12 7d',
      'price BTC 71000',
    ]);
  });

  it('is none that a word of another thing contains', () => {
    expect(say('SOL is the only non-stablecoin asset with a negative funding rate of -0.004%.')).toEqual(['funding SOL -0.004']);
    const prev = 'Cardano has traded calmly.';
    expect(say("The Ethereum-killer's market cap stood at $9.5 billion.", { prev })).toEqual(['market_cap ADA 9500000000']);
  });

  it('is the whole market, where the market is what the sentence told of', () => {
    const prev = 'Bitcoin fell on Monday.';
    expect(say('The broader crypto market also suffered, with its total value down 4% to $2.3 trillion.', { prev })).toEqual([
      'price_change TOTAL -4',
      'market_cap TOTAL 2300000000000',
    ]);
    expect(say('The broader crypto market saw losses while bitcoin fell and its market cap dropped to $1.3 trillion.')).toEqual([
      'market_cap BTC 1300000000000',
    ]);
    expect(say("The crypto market's overall valuation fell back below $2.4 trillion.")).toEqual([
      'market_cap TOTAL 2400000000000',
    ]);
  });

  it('is not the market of which the coins are a part', () => {
    expect(say('XRP and ADA have lost the most from the top 20 altcoins, falling 9% in a day.')).toEqual([
      'price_change XRP -9 24h',
      'price_change ADA -9 24h',
    ]);
  });

  it('is not that of a line which names another text', () => {
    const context = { title: 'Bitcoin funding climbs', prev: 'Also read: Chainlink gains on new listings' };
    expect(say('The funding rate increased to 0.08%.', context)).toEqual(['funding BTC 0.08']);
  });
});

describe('every member of a list', () => {
  it('has its figure, where many more are told of', () => {
    expect(say('XRP, ADA, and several others fell by 7% in the past day.')).toEqual([
      'price_change XRP -7 24h',
      'price_change ADA -7 24h',
    ]);
    expect(say('Bitcoin fell 3% and many others lost 9% in the past day.')).toEqual(['price_change BTC -3 24h']);
  });

  it('has its change of open interest', () => {
    expect(say('BTC, ETH and SOL open interest fell 5%, 7% and 9%, respectively.')).toEqual([
      'open_interest_change BTC -5',
      'open_interest_change ETH -7',
      'open_interest_change SOL -9',
    ]);
  });

  it('has its part of a sum that a dash joins to it', () => {
    expect(say('Liquidations reached $70 million—$24 million of which were positions in bitcoin.')).toEqual([
      'liquidations TOTAL 70000000 24h',
      'liquidations BTC 24000000 24h',
    ]);
  });

  it('moves, where its move is called the most of all', () => {
    expect(say('Toncoin experienced the most significant drop, down 8.6%.')).toEqual(['price_change TON -8.6']);
  });
});

describe('a result of a treasury', () => {
  it('is not what the holdings are worth', () => {
    for (const worth of [
      "Strategy's bitcoin holdings are worth $48 billion, an unrealized loss of $5 billion.",
      "Strategy's bitcoin stack is currently valued at just under $48 billion, leading to unrealized losses of $5 billion.",
      "The value of Strategy's bitcoin dropped to $48 billion, leaving an unrealized loss of $5 billion.",
    ])
      expect(say(worth)).toEqual(['treasury_pnl - -5000000000 Strategy']);
  });

  it('may be that of two companies', () => {
    expect(say('Strategy and BitMine are down $5 billion and $7 billion on their bitcoin and ether positions.')).toHaveLength(2);
  });
});

describe('what stands beside a price', () => {
  it('may be for how much of the coin it is', () => {
    expect(say('Bitcoin plunged to $60,000 per coin on Tuesday.')).toEqual(['price BTC 60000']);
  });

  it('may make it a distance or a thing that may come', () => {
    expect(say('Ether is about $900 below the average purchase price.')).toEqual([]);
    expect(say('Solana sits at $84, below its average.')).toEqual(['price SOL 84']);
    expect(say('A reversal of bitcoin below $60,000 could hurt more longs.')).toEqual([]);
  });

  it('may be a verb of breaking', () => {
    expect(say('Bitcoin needs to breach the $71,000 level to climb higher.')).toEqual(['level BTC 71000 support']);
  });
});

describe('a time', () => {
  it('is the year, where the sentence names the year of the text', () => {
    expect(say('Bitcoin has lost 13 percent in 2026.')).toEqual(['price_change BTC -13 ytd']);
    expect(say('Ether has seen an erosion of 24 percent till date in 2026.')).toEqual(['price_change ETH -24 ytd']);
    expect(say('Bitcoin has lost 13 percent in 2022.')).toEqual([]);
  });

  it('is the days between two dates, if there is more than one', () => {
    expect(say('Bitcoin fell 8% between February 4 and February 7.')).toEqual(['price_change BTC -8 3d']);
    expect(say('Bitcoin fell 8% from $70,000 on February 4 to $64,400 as of February 9.')[0]).toBe('price_change BTC -8 5d');
    expect(say('Bitcoin fell 8% between February 4 and February 5.')).toEqual(['price_change BTC -8']);
  });

  it('in May is no thing that may come', () => {
    const context = { date: '2025-05-24T00:00:00Z' };
    expect(say('Early on the 22nd of May, $13 million worth of SOL long positions were liquidated.', context)).toHaveLength(1);
  });
});

describe('a definition or a measure of another thing', () => {
  it('stands between dashes behind a term and is not read', () => {
    expect(
      say('Bitcoin open interest – the value locked in all contracts – has risen by 6% to $30 billion in 24 hours.'),
    ).toEqual(['open_interest_change BTC 6 24h', 'open_interest BTC 30000000000']);
    expect(say('Bitcoin futures open interest rate hit $30 billion.')).toEqual(['open_interest BTC 30000000000']);
  });

  it('is the scale of an index', () => {
    expect(say('The Fear & Greed Index, which runs on a scale from 0 to 100, registered a value of 11.')).toEqual([
      'fear_greed - 11',
    ]);
  });
});
