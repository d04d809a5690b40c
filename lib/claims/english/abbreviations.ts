// Apart from the other words: who only looks for sentences needs none of them.
const words =
  'vs mr mrs ms dr prof st jan feb mar apr jun jul aug sep sept oct nov dec inc corp ltd co no approx est e.g i.e u.s u.k a.m p.m etc prev fig cf al jr sr dept gov sen rep gen lt avg max min';

/** Before their full stop a sentence does not end. */
export const abbreviations: ReadonlySet<string> = new Set(words.split(' '));

/** The second of two words that stand before a number and say how exact it is: close to, up to. */
export const linkEnd = 'to';
/** By the first of them the one word that says the same before any number, */
export const looseLinks: Readonly<Record<string, string>> = { close: 'nearly' };
/** what it says where a price went there, */
export const placeLink = 'near';
/** and after what tells no place, but how much, */
export const takers = /^(?:gain|add|los[ei]|lost|shed|by$)/;
/** and before a percentage only: elsewhere it is where something goes. */
export const percentLinks: Readonly<Record<string, string>> = { up: 'upto' };
/** So it is as well with a share of the market, in the clause that names it: its dominance was driven up to 60%. */
export const shareUpTo =
  /\bdominance\b(?:(?!\b(?:as|while|but|and|after|when)\b)[^,;:%])* (?:driven|pushed|lifted|climbed|risen|rose|moved|been|is|was) up $/i;
