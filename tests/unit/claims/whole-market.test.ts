import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

describe('the whole market', () => {
  const title = 'Why Bitcoin is rallying today';

  it('has the open interest and the liquidations of crypto, whatever coin the headline names', () => {
    expect(say('Crypto open interest rose 6.5% to $150 billion.', { title })).toEqual([
      'open_interest_change TOTAL 6.5',
      'open_interest TOTAL 150000000000',
    ]);
    expect(say('Crypto long liquidations have neared $500 million in the past day.', { title })).toEqual([
      'liquidations TOTAL 500000000 24h long',
    ]);
  });

  it('is what charts call TOTAL', () => {
    expect(say('TOTAL is currently trading at $2.61 trillion.')).toEqual(['market_cap TOTAL 2610000000000']);
  });

  it('has the total valuation that goes on from its market cap', () => {
    const prev = 'The global crypto market cap dropped by 2.5% to $2.6 trillion.';
    expect(say('Data shows the total valuation at $2.65 trillion.', { prev })).toEqual(['market_cap TOTAL 2650000000000']);
    const startup = 'The startup raised money from funds.';
    expect(say('That brings the total valuation to $5 billion.', { prev: startup })).toEqual([]);
  });

  it('is not meant where a coin went another way, or where it is only a place', () => {
    expect(say('SOL decoupled from the broader market pullback to gain 2.5%.')).toEqual(['price_change SOL 2.5']);
    expect(say('Dogecoin (DOGE) traders make moves on the market, with open interest reaching $1.9 billion.')).toEqual([
      'open_interest DOGE 1900000000',
    ]);
  });

  it('has not the few dollars that an article on one coin calls the total', () => {
    const context = { title: 'XRP gives up its gains', prev: 'The price of XRP has declined.' };
    expect(say('Liquidations rose, with total liquidations reaching $1.2 million.', context)).toEqual([
      'liquidations XRP 1200000 24h',
    ]);
  });
});

describe('parts of liquidations', () => {
  it('go on from the sum that the sentence before told, with or without a dollar sign', () => {
    const prev = 'In the last 24 hours, crypto liquidations reached $500 million.';
    expect(say('This includes 410 million in long positions and 90 million in short positions.', { prev })).toEqual([
      'liquidations TOTAL 410000000 24h long',
      'liquidations TOTAL 90000000 24h short',
    ]);
    expect(say('About $310 million of those liquidations came from bitcoin shorts.', { prev })).toEqual([
      'liquidations BTC 310000000 24h short',
    ]);
  });

  it('have no day where they go back to one', () => {
    const prev = 'Exchanges liquidated $150 million over the past day.';
    expect(say('Over $90 million of bearish bets were wiped out since Friday.', { prev })).toEqual([
      'liquidations TOTAL 90000000 short',
    ]);
  });

  it('are not open interest that went away', () => {
    const sentence = "XRP's open interest dropped below $600 million due to an unwinding of leverage.";
    expect(say(sentence)).toEqual(['open_interest XRP 600000000']);
    expect(say('Estimated open interest in ether worth around $2 billion evaporated in minutes.')).toEqual([
      'open_interest_change ETH -2000000000',
    ]);
  });
});

describe('who moved', () => {
  it('is the example that a clause with which goes on with', () => {
    expect(say('Many have outperformed BTC, including solana (SOL), which has gained around 6% in the past day.')).toEqual([
      'price_change SOL 6 24h',
    ]);
  });

  it('is the owner of a loss that another one outpaced', () => {
    expect(say("The token's drop outpaced Bitcoin's (BTC) 1.5% loss.", { prev: 'Stellar fell.' })).toEqual([
      'price_change BTC -1.5',
    ]);
  });

  it('is the coin whose holders the headline names, where nothing else does', () => {
    const context = { title: 'PEPE whale sells tokens', prev: 'This marked a 3% decline.' };
    expect(say('The memecoin has dropped by 1.5% today.', context)).toEqual(['price_change PEPE -1.5 24h']);
  });
});

describe('the time of a change', () => {
  it('is that of the chart on which it is drawn', () => {
    expect(say('This was a 7.5% decline on daily charts.', { prev: 'SOL was trading at $140.' })).toEqual([
      'price_change SOL -7.5 24h',
    ]);
    expect(say('SOL has dropped on weekly and monthly charts, by 2.5% and 6.1% respectively.')).toEqual([
      'price_change SOL -2.5 7d',
      'price_change SOL -6.1 30d',
    ]);
    expect(say('On the daily chart, SOL is up 5%.')).toEqual(['price_change SOL 5 24h']);
  });

  it('is not that of a price target, nor that of the sentence before where it has a start of its own', () => {
    expect(say('Ether fell 3% days after the bank cut its 12-month ETH price target.')).toEqual(['price_change ETH -3']);
    const prev = "Ether's open interest grew over the past ten weeks.";
    expect(say("Solana's open interest is down 40% since Oct. 20.", { prev })).toEqual(['open_interest_change SOL -40']);
  });

  it('is a year for a yearly gain', () => {
    expect(say('Bitcoin extends its yearly gain to over 120%.')).toEqual(['price_change BTC 120 1y']);
  });
});
