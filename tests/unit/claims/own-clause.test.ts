import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

type Table = readonly (readonly [sentence: string, ...claims: readonly string[]])[];

const tables: Readonly<Record<string, Table>> = {
  'a condition that only speaks to the reader makes nothing uncertain': [
    ['If you missed the move, ether is now trading at $3,140.', 'price ETH 3140'],
    ['If ether is trading at $9,000 by June, stakers cheer.'],
    ['If you are right, bitcoin could hit $155,000.'],
  ],
  'what explains a figure behind it does not take it away': [
    ['Bitcoin funding stands at 0.011%, which means that longs pay shorts.', 'funding BTC 0.011'],
    ['Dogecoin, which traded sideways for several weeks, gained 6% on Friday.', 'price_change DOGE 6'],
  ],
  'how far a price went is no place, and close to a price is one': [
    ['Bitcoin shed over $2,600, slipping under $93,000.', 'price BTC 93000'],
    ['Solana jumped close to $187 on Friday.', 'price SOL 187'],
    ['Bitcoin gained close to $3,000 on the day.'],
    ['The move could send the ETH token price toward $4,300.'],
  ],
  'a market that a coin only follows has no claim on its figure': [
    ['Bitcoin tracked US equities, slipping to $96,200.', 'price BTC 96200'],
    ['Bitcoin held steady while the Nasdaq rose, gaining 1.3%.'],
  ],
  'a coin in brackets behind a figure owns it': [
    ['Altcoins fell from 4% (Cardano) to 9% (Solana).', 'price_change ADA -4', 'price_change SOL -9'],
  ],
};

describe('the clause of a figure', () => {
  for (const [title, table] of Object.entries(tables))
    it(title, () => {
      for (const [sentence, ...claims] of table) expect(say(sentence), sentence).toEqual(claims);
    });
});
