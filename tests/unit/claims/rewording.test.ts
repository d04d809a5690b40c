import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

/*
 * What a sentence claims does not hang on the coin, the size of the number, the way it is written, the verb of its kind, who is named as its source, or the
 * quotes around it.
 */
const coins = [
  ['Solana', 'SOL'],
  ['Cardano', 'ADA'],
  ['Dogecoin', 'DOGE'],
  ['Chainlink', 'LINK'],
  ['Litecoin', 'LTC'],
  ['Polkadot', 'DOT'],
] as const;
const coin = fc.tuple(fc.constantFrom(...coins), fc.constantFrom('name', 'ticker', 'both')).map(([[name, ticker], form]) => ({
  ticker,
  text: form === 'name' ? name : form === 'ticker' ? ticker : `${name} (${ticker})`,
}));
const percent = fc
  .integer({ min: 11, max: 390 })
  .chain(tenths =>
    fc.constantFrom('%', ' percent', ' per cent').map(sign => ({ value: tenths / 10, text: `${tenths / 10}${sign}` })),
  );
const millions = fc
  .integer({ min: 61, max: 940 })
  .chain(value =>
    fc
      .constantFrom(
        `$${value} million`,
        `$${value}M`,
        `$${value}mn`,
        `US$${value} million`,
        `${value} million dollars`,
        `$${value},000,000`,
      )
      .map(text => ({ value: value * 1e6, text })),
  );
const thousands = fc
  .integer({ min: 112, max: 998 })
  .chain(tenths =>
    fc
      .constantFrom(
        `$${tenths / 10}K`,
        `$${tenths / 10}k`,
        `$${(tenths * 100).toLocaleString('en-US')}`,
        `${(tenths * 100).toLocaleString('en-US')} USD`,
      )
      .map(text => ({ value: tenths * 100, text })),
  );
const down = fc.constantFrom(
  'fell',
  'dropped',
  'slid',
  'sank',
  'declined',
  'slipped',
  'retreated',
  'tumbled',
  'plunged',
  'lost',
  'shed',
  'eased',
);
const up = fc.constantFrom(
  'rose',
  'gained',
  'climbed',
  'jumped',
  'advanced',
  'added',
  'rallied',
  'surged',
  'soared',
  'rebounded',
);
const moved = fc.oneof(
  down.map(verb => ({ verb, sign: -1 })),
  up.map(verb => ({ verb, sign: 1 })),
);
const day = fc.constantFrom(
  'over the past 24 hours',
  'in the last 24 hours',
  'on the day',
  'in the past day',
  'over the last day',
);
const source = fc.constantFrom(
  (sentence: string) => `${sentence}.`,
  (sentence: string) => `According to CoinGlass, ${sentence}.`,
  (sentence: string) => `${sentence}, according to CoinGlass data.`,
  (sentence: string) => `Data from CoinMarketCap shows that ${sentence}.`,
  (sentence: string) => `“${sentence},” the desk wrote.`,
  (sentence: string) => `"${sentence}," the desk wrote.`,
);
const closed = fc.constantFrom('liquidated', 'wiped out', 'forcibly closed');
const trades = fc.constantFrom(
  'trades at',
  'is trading at',
  'changes hands at',
  'was trading around',
  'stood at',
  'hovers near',
  'sits just above',
);

describe('the same thing in other words', () => {
  it('is the same change', () => {
    fc.assert(
      fc.property(coin, moved, percent, day, source, ({ ticker, text }, { verb, sign }, change, when, write) => {
        expect(say(write(`${text} ${verb} ${change.text} ${when}`))).toEqual([
          `price_change ${ticker} ${sign * change.value} 24h`,
        ]);
      }),
    );
  });

  it('is the same price and change of each of two coins', () => {
    fc.assert(
      fc.property(coin, coin, moved, percent, percent, source, (one, two, { verb, sign }, first, second, write) => {
        fc.pre(one.ticker !== two.ticker);
        expect(say(write(`${one.text} ${verb} ${first.text} today and ${two.text} ${second.text}`))).toEqual([
          `price_change ${one.ticker} ${sign * first.value} 24h`,
          `price_change ${two.ticker} ${sign * second.value} 24h`,
        ]);
      }),
    );
  });

  it('is the same sum of closed positions', () => {
    fc.assert(
      fc.property(millions, closed, day, fc.constantFrom('long', 'short'), source, (sum, verb, when, side, write) => {
        const claim = [`liquidations TOTAL ${sum.value} 24h ${side}`];
        expect(say(write(`some ${sum.text} in ${side} positions were ${verb} ${when}`))).toEqual(claim);
        expect(say(write(`exchanges have ${verb} ${sum.text} of leveraged ${side}s ${when}`))).toEqual(claim);
      }),
    );
  });

  it('is the same price', () => {
    fc.assert(
      fc.property(coin, trades, thousands, source, ({ ticker, text }, verb, price, write) => {
        expect(say(write(`${text} ${verb} ${price.text}`))).toEqual([`price ${ticker} ${price.value}`]);
      }),
    );
  });
});
