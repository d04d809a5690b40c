import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

type Table = readonly (readonly [sentence: string, ...claims: readonly string[]])[];

const tables: Readonly<Record<string, Table>> = {
  'a range between two words is one level': [
    ['Bitcoin faces resistance stretching from $68,700 to $71,900.', 'level BTC 68700..71900 resistance'],
    ["Ether's support band runs from $1,820 to $1,880.", 'level ETH 1820..1880 support'],
    ['A supply zone spanning $92 to $97 caps Solana.', 'level SOL 92..97 resistance'],
    ['Holding roughly $1.30-$1.34 would keep XRP in its range.', 'level XRP 1.3..1.34 support'],
    ['Bitcoin climbed from $64,100 to $66,900.', 'price BTC 64100', 'price BTC 66900'],
  ],
  'a level that is another now': [
    [
      'The next resistance zone for the price of bitcoin has shifted to the $68,000-$70,000 range.',
      'level BTC 68000..70000 resistance',
    ],
    ['The support zone has since climbed to $1,880 for ether.', 'level ETH 1880 support'],
    ['Support fell apart and bitcoin slid to $62,000.', 'price BTC 62000'],
    ['Losing support sent bitcoin to $61,000.', 'price BTC 61000'],
    ['Resistance at $2,000 sent ether back to $1,930.', 'level ETH 2000 resistance', 'price ETH 1930'],
    ['Bitcoin bounced from support at $64,000 to $66,900.', 'level BTC 64000 support', 'price BTC 66900'],
  ],
  'what stands beside an average or a range': [
    ['XRP rests on the key MA 200 support at $1.31.', 'level XRP 1.31 support'],
    ['Bitcoin holds its $65,000 range floor after a dip to $64,870.', 'level BTC 65000 support', 'price BTC 64870'],
    ['Bitcoin bounced to a 50-day high of $67,800.', 'price BTC 67800'],
    ['The 200-day low for ether was $1,742.', 'price ETH 1742'],
    ['Ether trades below its 50-day average of $2,310.'],
  ],
  'the last line of defense is a support': [
    ['The $1.29 level is the last line of defense for XRP bulls.', 'level XRP 1.29 support'],
    ["The bulls' last line of defence in ether sits at $1,850.", 'level ETH 1850 support'],
    ['XRP broke its 1.29 support.', 'level XRP 1.29 support'],
    ['XRP bounced at the 0.618 level.'],
  ],
  'what may come, and what somebody tried in vain': [
    ['If ether closes below $1,860, it could extend the slide to retest its February 6 low of $1,742.', 'level ETH 1860 support'],
    ['A break of resistance could come, driving the price of Cardano towards $0.320.'],
    ['XRP was unable to hold on to the $1.45 level.', 'level XRP 1.45'],
    ['Solana fell after failing to close above the daily level of $92.', 'level SOL 92'],
    ['Regulators may act, while bitcoin rose to reach $67,000.', 'price BTC 67000'],
  ],
  'a price is sent and moved, and money too': [
    ['The rout sent ether tumbling to $1,750.', 'price ETH 1750'],
    ['Bitcoin moved decisively above the $68,000 area.', 'price BTC 68000'],
    ['A whale moved 500 BTC to an exchange at $66,000.'],
    ['A fund moved $2 million of bitcoin to an exchange.'],
  ],
};

describe.each(Object.entries(tables))('%s', (_title, table) => {
  it.each(table)('%s', (sentence, ...claims) => {
    expect(say(sentence)).toEqual(claims);
  });
});
