import type { Article } from './looks.ts';

/**
 * Made-up articles of the reference day (12 February 2026). `unwinding` carries three errors on purpose: the size of Strategy's loss,
 * a "critical support" that the article's own price has already broken, and a sum that does not follow from its percentage.
 * The others are right in everything that market data can check.
 */

export const unwinding: Article = {
  headline: 'Bitcoin slips under $67,500 as traders unwind borrowed bets',
  byline: 'Mara Lindqvist',
  published: '2026-02-12T00:12:00Z',
  paragraphs: [
    'Bitcoin traded near $67.46K early on Thursday, down 1.69% over 24 hours, as another round of borrowed positions was closed by force.',
    'Ether lost 2.84% and Solana 4.07% in the same period, and most smaller coins fell further than bitcoin did.',
    'Exchanges closed about $237 million of long positions in a day, according to public order feeds, while bets on falling prices suffered less.',
    'Open interest in perpetual contracts shrank by 4.4%, or $26 billion, a sign that traders are leaving rather than turning round.',
    'The mood has seldom been worse: the Fear & Greed index stood at 5, in "extreme fear", after 11 on the day before.',
    'Strategy, which holds 714,644 bitcoin bought at an average of $76,056, now sits on a paper loss of roughly $900 million.',
    'Desk notes call $75,000 the critical support to watch in the days ahead, with $65,000 and $60,000 below it.',
    'European shares gave little help. The Euro Stoxx 50 closed 0.8% lower, and concern over monetary policy kept buyers away.',
  ],
};

export const counted: Article = {
  headline: 'What the numbers say about a cold week for bitcoin',
  byline: 'Teodor Vasile',
  published: '2026-02-12T00:20:00Z',
  paragraphs: [
    'One bitcoin cost $67,460 half an hour after midnight in London, 1.69% less than a day earlier.',
    'Forced selling took $237 million of longs off the books in 24 hours; over seven days bitcoin liquidations on both sides came to $2.16 billion.',
    'Perpetual open interest is 4.4% lower than yesterday and 34% lower than a month ago, counted in dollars.',
    'The Fear & Greed index reads 5. It was 11 the day before.',
    'Strategy keeps 714,644 bitcoin at an average cost of $76,056, which leaves it about $6.14 billion under water.',
    '$70,000 was lost on 10 February; $65,000 was regained on 6 February and has held since.',
  ],
};

export const post: Article = {
  headline: 'Still holding? A look at the week',
  byline: 'river_stone',
  published: '2026-02-12T00:05:00Z',
  paragraphs: [
    'BTC at 67.4K, ETH and SOL weaker. Long liquidations $237M in 24h. I keep my size small.',
    'Fear & Greed at 5, the lowest I have seen. 65K held so far, 60K was tested last week.',
  ],
};

export const gardening: Article = {
  headline: 'Exchange office opens a roof garden',
  byline: 'Ines Okafor',
  published: '2026-02-11T15:00:00Z',
  paragraphs: [
    'The new garden has 40 planters and a pond. Staff may water the tomatoes from 8 to 10 in the morning.',
    'No market figure stands in this text, and nothing in it can be checked against one.',
  ],
};

/** Of a general news site: figures, but none that is about coins. */
export const bakery: Article = {
  headline: 'Bread prices rise as flour gets dearer',
  byline: 'Per Aune',
  published: '2026-02-11T09:00:00Z',
  modified: '2026-02-11T11:30:00Z',
  paragraphs: [
    'A loaf costs 4.2% more than a year ago, the bakers of a town that does not exist said on Wednesday.',
    'Flour is up 11% at $380 a tonne, and the largest bakery there expects to sell 5% fewer rolls in spring.',
    'Its owner put $3 million into new ovens in January, which use a third less gas.',
  ],
};

/** Five weeks old on the reference day. */
export const january: Article = {
  headline: 'Bitcoin starts the year quietly',
  byline: 'Mara Lindqvist',
  published: '2026-01-08T00:12:00Z',
  paragraphs: [
    'Bitcoin has gone nowhere in the first week of the year, and most of those who trade it are still away.',
    'Long positions worth $31 million were closed by force in 24 hours, according to public order feeds.',
    'The Fear & Greed index stood at 28, as it did the day before.',
  ],
};

/** The article that a slug names: one of the above by a word in it, `unwinding` for every other. */
export function articleFor(slug: string): Article {
  if (slug.includes('numbers')) return counted;
  if (slug.includes('bread')) return bakery;
  if (slug.includes('year')) return january;
  return slug.includes('garden') ? gardening : unwinding;
}
