import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

type Table = readonly (readonly [sentence: string, ...claims: readonly string[]])[];

const tables: Readonly<Record<string, Table>> = {
  'the name of a move says which way it went': [
    ["Monero's weekly gain stands at 8.3%.", 'price_change XMR 8.3 7d'],
    ["Ether's monthly loss now sits at 19%.", 'price_change ETH -19 30d'],
    ["Solana's 24-hour gains have shrunk to 2.6%.", 'price_change SOL 2.6 24h'],
    ["XRP's decline over the past month has deepened to 27%.", 'price_change XRP -27 30d'],
    ["The slide took Litecoin's weekly drop further down to 13.4%.", 'price_change LTC -13.4 7d'],
    ['The monthly performance of Cardano is now 11%.', 'price_change ADA 11 30d'],
    ["Bitcoin's performance over the past week was 4%.", 'price_change BTC 4 7d'],
    // neighbours
    ['After the slide the share of supply in profit fell to 61%.'],
    ["Bitcoin's win rate in February stands at 62%."],
    ['The rally took the odds of a new record to 30%.'],
    ['The performance of the fund was 9%.'],
    ['Losses in Solana lift bitcoin 3%.', 'price_change BTC 3'],
  ],
  'each of several lengths of time has a figure of its own': [
    [
      'Toncoin is up 2% on the day, 11% on the week and over 34% on the year.',
      'price_change TON 2 24h',
      'price_change TON 11 7d',
      'price_change TON 34 ytd',
    ],
    [
      'Solana lost 1% in the past hour, 4% in a day and nearly 13% across seven days.',
      'price_change SOL -1 1h',
      'price_change SOL -4 24h',
      'price_change SOL -13 7d',
    ],
    [
      'In the last day ether is up 2%, in the last week 9%, and in the last month 21%.',
      'price_change ETH 2 24h',
      'price_change ETH 9 7d',
      'price_change ETH 21 30d',
    ],
    ['Bitcoin is down 3% over 24h and up 5% over 7d.', 'price_change BTC -3 24h', 'price_change BTC 5 7d'],
    ['Bitcoin rose 3% on the day, 44% below its record.', 'price_change BTC 3 24h'],
    ['Ether slipped 0.6% to $1,930, a 3% weekly gain.', 'price_change ETH -0.6', 'price ETH 1930', 'price_change ETH 3 7d'],
    [
      'Solana rose 2%, Cardano 3%, and Ether led with a 6% daily gain.',
      'price_change SOL 2 24h',
      'price_change ADA 3 24h',
      'price_change ETH 6 24h',
    ],
    [
      'In the past hour $30 million was liquidated, bringing the 24-hour total to $210 million.',
      'liquidations TOTAL 30000000 1h',
      'liquidations TOTAL 210000000 24h',
    ],
  ],
  'how a day, a week or a year went': [
    ['Ether closed the week 5.2% lower.', 'price_change ETH -5.2 7d'],
    ['XRP ended the day 2.3% higher.', 'price_change XRP 2.3 24h'],
    ['Bitcoin is set to end the week up 3%.', 'price_change BTC 3 7d'],
    ['Solana is headed for a 5% weekly loss.', 'price_change SOL -5 7d'],
    ['BNB is on pace for a 12% monthly decline.', 'price_change BNB -12 30d'],
    ['Bitcoin is down 4.1% for the year.', 'price_change BTC -4.1 ytd'],
    ['Ether is up 40% on an annual basis.', 'price_change ETH 40 1y'],
    ["BNB's annual gain is 38%.", 'price_change BNB 38 1y'],
    ['Solana perpetuals pay an annual funding rate of 11%.', 'funding SOL 11 1y'],
    // neighbours
    ['ADA is set to rise 15% this week.'],
    ['ETH is poised for a 20% rally this month.'],
    ['Dogecoin could close the week 10% higher.'],
    ['The annual conference opened as bitcoin rose 3%.', 'price_change BTC 3'],
  ],
  'charts and candles show a change of their length': [
    ['On the weekly chart, Cardano is still up nearly 9%.', 'price_change ADA 9 7d'],
    ['The weekly candle of ether is down 5.6% so far.', 'price_change ETH -5.6 7d'],
    ["Bitcoin's daily candle closed 3% lower.", 'price_change BTC -3 24h'],
    ['On the weekly chart, XRP has fallen 47% from its peak.', 'price_change XRP -47'],
    ['XRP is recording a loss of 4.5% on its 24-hour chart.', 'price_change XRP -4.5 24h'],
    ['Ether fell 1.3% after an overall weak seven days.', 'price_change ETH -1.3'],
    ['Ether tests the 50% price retracement level.'],
  ],
  'the time in which something is counted is not that of a change beside it': [
    ['Daily derivatives volume rose 31% while open interest in ether fell 12%.', 'open_interest_change ETH -12'],
    ['Daily spot volume doubled as XRP gained 6%.', 'price_change XRP 6'],
    ['Over the past day XRP lost 3% while open interest fell 5%.', 'price_change XRP -3 24h', 'open_interest_change XRP -5 24h'],
  ],
  'a change of the price, whatever else is counted': [
    ['Solana saw $52 million in outflows and a 4% decline in its price.', 'price_change SOL -4'],
    ['Whale buying of XRP came with a 6% price surge in three days.', 'price_change XRP 6 3d'],
    ['Ether funding stands at 0.008%, with the price down 2%.', 'funding ETH 0.008', 'price_change ETH -2'],
    ["The outflows were likely triggered by Solana's 8% slide.", 'price_change SOL -8'],
    ['Bitcoin sees steep losses of 6% in a day.', 'price_change BTC -6 24h'],
    // neighbours
    ['Bitcoin holders followed a 15% increase in its share price.'],
    ['Bitcoin could see a 20% price drop.'],
    ['A 10% price drop in ether would liquidate $2 billion.'],
    ['The bank sees bitcoin gaining 10%.'],
    ['Bitcoin will likely drop 8%.'],
  ],
};

describe.each(Object.entries(tables))('%s', (_title, table) => {
  it.each(table)('%s', (sentence, ...claims) => {
    expect(say(sentence)).toEqual(claims);
  });
});

describe('what a sentence leaves for the next', () => {
  it.each([
    // a point of a list leaves no time to the next point
    ['- XRP fell 3%', '- Altcoins gained 8% this week', 'price_change XRP -3'],
    ['- Bitcoin rose 2.1%', 'Gains over the past 24 hours:', 'price_change BTC 2.1 24h'],
    ['It then slid another 2%.', 'Bitcoin fell 4% in the past 24 hours.', 'price_change BTC -2 24h'],
    // what was counted goes on under another name
    [
      'The tally has risen by 6% in a day.',
      'Open interest in XRP futures now totals $2.4 billion.',
      'open_interest_change XRP 6 24h',
    ],
    ['The token has risen by 6% in a day.', 'Open interest in XRP futures now totals $2.4 billion.', 'price_change XRP 6 24h'],
  ])('%s', (sentence, prev, claim) => {
    expect(say(sentence, { prev })).toEqual([claim]);
  });
});
