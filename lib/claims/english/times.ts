import type { ClaimWindow } from '../claim.ts';
import { forms, set, table } from './tables.ts';

/** Words of dates and lengths of time in English. Another language gives a file with the same names. */

/** Hours of a unit of time. */
export const unitHours = table(
  '0.016666666666666666 minute minutes,1 h hr hrs hour hours,24 d day days session,168 w week weeks,336 fortnight,720 mo month months,8760 year years',
);
/** What stands before a length of time that ends now. */
export const trailing = set('past last previous preceding prior trailing rolling latest');
/** Before a length of time, where the whole of it is meant. */
export const within = set('in within over across for during on the of per throughout');
const monthNames = 'january february march april may june july august september october november december'.split(' ');
const monthByName = new Map(
  monthNames.flatMap((name, month) => [name, name.slice(0, 3), ...(month === 8 ? ['sept'] : [])].map(text => [text, month])),
);
/** The month of a name or its abbreviation, from 0. */
export const monthOf = (name: string): number | undefined => monthByName.get(name);
/** Names of months and their abbreviations, lower case. */
export const months: ReadonlySet<string> = new Set(monthByName.keys());
/** Lengths of time that are told by a phrase; `undefined` for those that do not tell how long they were. */
export const timePhrases: readonly (readonly [window: ClaimWindow | undefined, phrases: string])[] = [
  ['ytd', 'till date|to date in|year to date|ytd|so far this year|this year|since january|on the year|for the year'],
  ['mtd', 'month to date|mtd|so far this month|so far in the month|this month'],
  [
    '7d',
    'week long|weeklong|week to date|over the week|in the week|same time last week|this time last week|this week|last week|on the week|for the week|week on week|week over week|weekly|first week of',
  ],
  [
    '24h',
    'on the day|for the day|day over day|intraday|daily|today|on the session|for the session|since midnight|during the day|over the day|this time yesterday|same time yesterday|since yesterday|from yesterday|compared to yesterday|compared with yesterday|than yesterday|it was yesterday|compared to the day before|compared with the day before|than the day before|from the day before|per day',
  ],
  ['24h', "in the day 's trade|in the day 's trading|in daily trade|in daily trading"],
  ['14d', 'over the fortnight|in a fortnight|on the fortnight|biweekly'],
  ['1h', 'hourly|within the hour|in an hour'],
  ['30d', 'monthly|month long|monthlong|on the month|over the month|for the month|in the month|month over month|month on month'],
  [
    '1y',
    'yearly|annual|year over year|year on year|this time last year|same time last year|from last year|yoy|annualized|annualised|per annum|per year',
  ],
  [
    undefined,
    'within minutes|in minutes|within hours|in hours|few minutes|few hours|few days|several hours|several days|recent hours|recent days|recent weeks|days since|weeks since|months since',
  ],
];
/** Before the start of a month or a year. */
export const sinceWords = set('since from so');
/** What a month or a year has at its first day. */
export const starts = set('start beginning');
/** Before a length of time that was told already. */
export const sameWords = set('same this that');
/** A length of time without its number. */
export const periods = set('period timeframe time window span interval stretch timespan');
/** After a length of time, they make it another thing. */
export const notWindows = set(
  'ago ema sma moving exponential simple average ma chart high highs low lows trough peak bottom top record later before rsi timeframe candle old earlier lock vwap streak losing winning win close candle volume volumes futures options expiry expiration inflow inflows active trading average timeframe charts falling rising ascending descending channel following',
);

/** What a time in the future belongs to: a 12-month price target. */
export const goalNouns = set('target targets forecast forecasts outlook projection prediction');
/** Where a change is drawn: a decline on daily charts is one of a day. */
export const chartWords = set('chart charts timeframe timeframes');
/** Before the name of such a chart. */
export const chartLeads = set('the its both and , daily weekly monthly');
/** What else is of one day or week, and shows its change. */
export const candleWords = set('candle candles');
/** Before the name of a length of time, where a text tells how it went: closed the week 3% lower. */
export const closingWords = new Set(forms('clos end finish conclud'));
/** Of a year only with a move or one of these behind it. */
export const yearly = set('yearly annual');
export const yearlyWords = set('rate rates funding terms basis pace rise change yield');
/** What is counted over a day: it is of no change beside. */
export const volumeWords = set('volume volumes turnover');
/** What moved on it. */
export const movedWords = set(
  '% percent decline drop dip loss gain rise fall increase decrease surge jump slide down up lower higher shed added dropped declined fallen fell lost gained risen rose slid increased decreased surged jumped',
);
/** After a time of the day. */
export const zones = set('gmt utc et est edt ist cet bst pt hours hrs');
/** Before a length of time that somebody compares with: than a week ago. */
export const comparedWith = set('than from versus vs compared against');
/** After such a length. */
export const beforeNow = set('ago earlier before prior');
/** Before a phrase of time, they make it a point of that time. */
export const pointWords = set('earlier later early late');
/** Before a length of time, where it was that of another move. */
export const afterWords = set('after following');
/** In the lead of a length of time. */
export const timeLeads = set('less than just under');
