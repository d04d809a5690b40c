import { describe, expect, it } from 'vitest';
import { say } from './say.ts';

/* Liquidations, open interest, market caps, shares of the market and results of treasuries, as texts call them that do not use the name. */

type Row = readonly [sentence: string, prev: string, ...claims: readonly string[]];

const tables: Readonly<Record<string, readonly Row[]>> = {
  'liquidations by other words': [
    ['Nearly $540 million was wiped off.', 'Liquidations picked up on derivatives venues.', 'liquidations TOTAL 540000000 24h'],
    ['In all, $88 million was flushed within an hour.', 'Longs were liquidated.', 'liquidations TOTAL 88000000 1h'],
    ['The total value of wrecked positions is nearing $800 million.', '', 'liquidations TOTAL 800000000 24h'],
    ['As you can see, liquidated longs topped $700 million in the past hour.', '', 'liquidations TOTAL 700000000 1h long'],
    ['The market saw liquidations, with a total of $275 million across multiple assets.', '', 'liquidations TOTAL 275000000 24h'],
    ['The rout brought liquidations of $410 million across all major tokens.', '', 'liquidations TOTAL 410000000 24h'],
    ['Over $610 million in bullish derivatives positions was wiped out.', '', 'liquidations TOTAL 610000000 24h long'],
    [
      'Most of that were longs, accounting for $450 million of the total.',
      'Some $510 million was wiped off.',
      'liquidations TOTAL 450000000 24h long',
    ],
  ],
  'liquidations of a few thousand dollars': [
    ['Short liquidations were $74,210, well below longs.', 'Hedera slipped.', 'liquidations HBAR 74210 24h short'],
    [
      'Long liquidations stood at $61,500 and short liquidations at $14,800.',
      'Floki slipped.',
      'liquidations FLOKI 61500 24h long',
      'liquidations FLOKI 14800 24h short',
    ],
    [
      'Longs saw liquidations of $45,300, while shorts lost $12,900.',
      'Floki slipped.',
      'liquidations FLOKI 45300 24h long',
      'liquidations FLOKI 12900 24h short',
    ],
    ['Liquidations slowed and bitcoin reached $71,300.', '', 'price BTC 71300'],
    ['Bitcoin liquidations fell as the price hit $66,900.', '', 'price BTC 66900'],
    ['The average liquidation was $4,200.', 'Ether slipped.'],
  ],
  'parts of one sum': [
    [
      'DOGE traders lost $9.4 million, $8.1 million of which were longs.',
      '',
      'liquidations DOGE 9400000 24h',
      'liquidations DOGE 8100000 24h long',
    ],
    [
      'The drop caught over-leveraged bulls off guard, flushing $275 million in long bets within four hours.',
      '',
      'liquidations TOTAL 275000000 4h long',
    ],
    ['Open positions worth $320 million were liquidated in a day.', '', 'liquidations TOTAL 320000000 24h'],
    [
      'Bitcoin made up $310 million of that, with ether adding $145 million.',
      'Liquidations hit $720 million.',
      'liquidations BTC 310000000 24h',
      'liquidations ETH 145000000 24h',
    ],
    [
      "The figure was second only to ether's $4.6 million.",
      'Solana saw $3.9 million in liquidations within one hour.',
      'liquidations ETH 4600000 1h',
    ],
    [
      'Out of the $330M liquidation, $290M came from longs and nearly $40M from shorts.',
      'XRP lost 4%, and longs were liquidated.',
      'liquidations TOTAL 330000000 24h',
      'liquidations TOTAL 290000000 24h long',
      'liquidations TOTAL 40000000 24h short',
    ],
    [
      'Liquidations rose to $310 million, with $255 million (82%) from long positions.',
      '',
      'liquidations TOTAL 310000000 24h',
      'liquidations TOTAL 255000000 24h long',
    ],
    [
      'The total liquidation amount reached $410 million, with longs hit the hardest.',
      'Bitcoin fell, forcing liquidations.',
      'liquidations TOTAL 410000000 24h',
    ],
    [
      'Dogecoin and XRP followed BTC, with liquidations of $31 million and $27 million, respectively.',
      '',
      'liquidations DOGE 31000000 24h',
      'liquidations XRP 27000000 24h',
    ],
    [
      'Ether was at the heart of a market meltdown that wiped out $4 billion in positions.',
      '',
      'liquidations TOTAL 4000000000 24h',
    ],
    ['The market recorded $3.2 billion in liquidations since the all-time high in bitcoin.', '', 'liquidations TOTAL 3200000000'],
  ],
  'what was not closed by force': [
    ["The whale's open positions total $140 million.", ''],
    ['The longs hold $40 million.', 'The firm lost $200 million.'],
    ['Traders are over-leveraged at $0.71 in Cardano.', ''],
    ['$40 billion was wiped off its market cap.', 'Bitcoin fell amid liquidations.'],
    ['BTC could see a run before retracing to $61,000 in a long squeeze.', ''],
    ['An anonymous trader was wiped out with a loss of $69 million.', 'A whale of $70 million was wrecked.'],
  ],
  'shares of the market and readings of the index': [
    ['Bitcoin dominance stands at a hefty 58.4%.', '', 'dominance BTC 58.4'],
    ['It is now up to 13%.', "Ethereum's dominance is climbing.", 'dominance ETH 13'],
    ['The figure was at 56.2% at press time.', "Bitcoin's dominance is shrinking.", 'dominance BTC 56.2'],
    ["Bitcoin's dominance rose, giving it a total share of 58.2%.", '', 'dominance BTC 58.2'],
    ['It makes up 57.1% of the $2.3 trillion crypto market.', 'Bitcoin leads again.', 'dominance BTC 57.1'],
    ['The index value appears to be 24.', 'The Fear & Greed Index is low.', 'fear_greed - 24'],
    ['It is sitting at 27 out of 100 on the index.', 'The Fear & Greed Index fell.', 'fear_greed - 27'],
    ['The Fear & Greed Index, which runs from 0 to 100, is at a lowly 14.', '', 'fear_greed - 14'],
    ['The Fear & Greed Index fell to a three-month low of 19.', '', 'fear_greed - 19'],
    ['It was at 41 just a week ago.', 'The Fear & Greed Index stands at 22.'],
    ['The coin is up 58%.', 'Bitcoin dominance is rising.', 'price_change BTC 58'],
    ['A score of 0 on the Fear & Greed Index means extreme fear.', ''],
  ],
  'open interest and market caps': [
    ['The value of outstanding perpetual contracts in Solana climbed to $4.1 billion.', '', 'open_interest SOL 4100000000'],
    ['Traders hold $7.2 billion in open contracts on XRP.', '', 'open_interest XRP 7200000000'],
    ['The tally is now at $3.4 billion.', 'Solana open interest fell 11% over the week.', 'open_interest SOL 3400000000'],
    [
      'The total crypto market fell 4.1% in 24 hours to about $2.61 trillion.',
      '',
      'price_change TOTAL -4.1 24h',
      'market_cap TOTAL 2610000000000',
    ],
    ["Ether makes up 12% of the crypto market's $2.4 trillion value.", '', 'dominance ETH 12', 'market_cap TOTAL 2400000000000'],
    ['Total market capitalization slipped 1.3% (about $42 billion).', '', 'price_change TOTAL -1.3'],
    ['The crypto market lost $120 billion in a day.', ''],
    ["The company's market cap fell to $51 billion.", 'Bitcoin dropped 4%.'],
    ['Their entire market cap is now $640 million.', 'The shares of the firm fell.'],
  ],
  'what a treasury has lost on paper': [
    ["That's an unrealized loss of $640 million.", 'Strategy holds 713,502 BTC.', 'treasury_pnl - -640000000 Strategy'],
    [
      'This translates into a paper loss of $410 million.',
      'Metaplanet paid $98,000 a coin.',
      'treasury_pnl - -410000000 Metaplanet',
    ],
    ["That's an unrealized loss of $14 million.", 'The whale holds 2,000 BTC.'],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('%s', (sentence, prev, ...claims) => {
    expect(say(sentence, prev === '' ? {} : { prev })).toEqual(claims);
  });
});
