import { set } from './tables.ts';

/** Words of English by which one clause or one name is told from another. Another language gives a file with the same names. */

/** Behind `if you`, where it is no condition of what follows: if you missed it, bitcoin is at $90,000. */
export const addressed = set("are 're have 've missed");
export const you = 'you';
/** Before another name of the same. */
export const or = 'or';
/** Before the largest of a kind, where it is not the largest. */
export const ranks = set('second third fourth fifth sixth seventh eighth ninth tenth next nd rd th');
/** What a company has beside its coins. */
export const accounts = set('debt debts loan loans borrowings liabilities');
/** Marks between which stands what only explains. */
export const isMark = (text: string): boolean => /^[,;–—(]$/.test(text);
