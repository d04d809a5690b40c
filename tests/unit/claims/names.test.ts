import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

/* Names of coins that texts write in several ways, that nobody knows, or that stand beside the one that is meant. */

type Row = readonly [sentence: string, prev: string, ...claims: readonly string[]];

const rows: readonly Row[] = [
  ['Lido DAO (LDO) and GALA fell 6% each.', '', 'price_change LDO -6', 'price_change GALA -6'],
  ['Cardano (AD) trades near $0.31.', '', 'price ADA 0.31'],
  ['M (+18%) and XRP (+4%) stood out.', '', 'price_change M 18', 'price_change XRP 4'],
  ['Zorbix gained 9%, while Bonk was up 4%.', '', 'price_change BONK 4'],
  ['Elsewhere, Zorbix has gained 13% and BONK lost 3%.', 'Bitcoin rose.', 'price_change BONK -3'],
  ['Both rose 13%.', 'XRP and Cardano led.', 'price_change XRP 13', 'price_change ADA 13'],
  ['Still down 3% on the day, XRP looks weak.', '', 'price_change XRP -3 24h'],
  ['Prices rose 3%, while XRP lost 1%.', '', 'price_change XRP -1'],
  ['The fund is up 9%, against +4% for bitcoin.', '', 'price_change BTC 4'],
  [
    'Open interest fell 5.5%, ahead of dogecoin’s 4.2% and cardano’s 3.9%.',
    'XRP slid.',
    'open_interest_change XRP -5.5',
    'open_interest_change DOGE -4.2',
    'open_interest_change ADA -3.9',
  ],
  ['It is currently down to $2.', 'XRP had the best day, overtaking BNB and hitting $2.25.', 'price XRP 2'],
  ["Stellar's decline outpaced Bitcoin's (BTC) 1.4% loss.", '', 'price_change BTC -1.4'],
  [
    'Memecoins Pepe and Bonk joined DOGE, with gains of 6% and 8%, respectively.',
    '',
    'price_change PEPE 6',
    'price_change BONK 8',
  ],
];

describe('whose figure it is', () => {
  it.each(rows)('%s', (sentence, prev, ...claims) => {
    expect(say(sentence, prev === '' ? {} : { prev })).toEqual(claims);
  });
});
