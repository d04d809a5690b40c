import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

const rose = { prev: 'Bitcoin rose on Monday.' };

describe('a level', () => {
  it.each([
    ['The next hurdle for SOL sits around $182.', {}, ['level SOL 182 resistance']],
    ['The first upside test for the coin is $72,000.', rose, ['level BTC 72000']],
    ['The next key resistance level sits at $72,400.', rose, ['level BTC 72400 resistance']],
    ['The swing low at $4.15 was the level for the price to beat.', { prev: 'DOT fell today.' }, ['level DOT 4.15']],
    ['On the upside, $72,500 has become the critical line to watch.', rose, ['level BTC 72500']],
    [
      'Key support levels to watch if the price of ADA breaks to the downside include $0.503 and 0.491.',
      {},
      ['level ADA 0.503 support', 'level ADA 0.491 support'],
    ],
  ])('is what is called one: %s', (sentence, context, expected) => {
    expect(say(sentence, context)).toEqual(expected);
  });

  it.each([
    ['As long as SOL remains above the $142-$145 region, buyers are in control.', ['level SOL 142..145 support']],
    ['For SOL to recover, it needs to maintain a price above $120.', ['level SOL 120 support']],
  ])('is what has to be held: %s', (sentence, expected) => {
    expect(say(sentence)).toEqual(expected);
  });

  it('is not where a coin merely remains', () => {
    expect(say('Bitcoin climbed to $92,100, while Ethereum remained above $3,000.')).toEqual([
      'price BTC 92100',
      'price ETH 3000',
    ]);
  });

  it('may stand at an old extreme, or have held in the past', () => {
    expect(say('Bitcoin met heavy resistance at the 2021 high of $68,900.')).toEqual(['level BTC 68900 resistance']);
    const zone = 'The upper resistance zone around $2.40-$2.45 has historically turned buyers away.';
    expect(say(zone, { prev: 'XRP is falling.' })).toEqual(['level XRP 2.4..2.45 resistance']);
    expect(say('ETH tested $2,750 in September, making $2,800 the key breakout level for buyers.')).toEqual(['level ETH 2800']);
  });

  it('is where a squeeze would start, and not where positions would be closed', () => {
    expect(say('A break above $1,700 would likely trigger a short squeeze.', { prev: 'Ether is flat.' })).toEqual([
      'level ETH 1700 resistance',
    ]);
    expect(say('If bitcoin falls below $60,000, $500 million in longs would be liquidated.')).toEqual([]);
  });

  it('has its lower end first, however it is written', () => {
    expect(say('SOL found support at $140-$135.')).toEqual(['level SOL 135..140 support']);
  });

  it('does not make one of the price before it', () => {
    expect(say('SOL slid to $131 after a rejection at $140-$142 resistance.')).toEqual([
      'price SOL 131',
      'level SOL 140..142 resistance',
    ]);
  });

  it('is a region that is back in focus, where that has happened', () => {
    const prev = 'BNB gained 4%.';
    expect(say('The coin traded at $612, putting the $620-$630 region back in focus.', { prev })).toEqual([
      'price BNB 612',
      'level BNB 620..630',
    ]);
    expect(say('A further rise could put the $620-$630 region back in focus.', { prev })).toEqual([]);
  });
});

describe('what is no reading of the market', () => {
  it.each([
    ['a forecast that was raised', 'The fund raised its Ethereum forecast from $2,100 to $2,900, a roughly 38% rise.'],
    ['an upside', 'SOL offers a 90% upside from here, the fund wrote.'],
    ['a rate a year', 'He says bitcoin has appreciated 45% a year over the past five years.'],
    ['the value of a holding', 'It bought more despite a 12.5% decline in the total value of its Bitcoin investment.'],
    ['a zone of entry', 'For swing traders, the entry zone for ETH is around $2,200.'],
    ['what could be expected', 'It added that price levels of $24,000 to $26,000 for bitcoin could be expected.'],
    ['the share of a platform', 'The fee cut pushed its perps market share for HYPE to 73.1%.'],
  ])('%s', (_, sentence) => {
    expect(say(sentence)).toEqual([]);
  });

  it('averages that the sentence before named', () => {
    const prev = 'Bitcoin stays above its 50-day average.';
    expect(say('Those averages were clustered between $62,000 and $64,500.', { prev })).toEqual([]);
  });

  it('the bounds of a scale', () => {
    const prev = 'The Fear and Greed Index stands at 14.';
    expect(say('Together they form a gauge of sentiment on a 0–100 scale.', { prev })).toEqual([]);
  });

  it('a volume beside open interest or a market cap', () => {
    expect(say('Bitcoin open interest rose 6% to $52 billion, while volume jumped 30% to $88 billion.')).toEqual([
      'open_interest_change BTC 6',
      'open_interest BTC 52000000000',
    ]);
    expect(say('The market saw $700 million in SOL open interest and $1.6 billion in daily trading volume.')).toEqual([
      'open_interest SOL 700000000',
    ]);
  });

  it('is not made of a price that is called the current one', () => {
    const sentence = 'The fund bought at an average price of $3,700, well above the current $2,900 ETH price.';
    expect(say(sentence)).toEqual(['price ETH 2900']);
  });
});
