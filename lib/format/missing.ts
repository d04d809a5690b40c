/** Stands where a value is not known. An en dash, so that it is neither a zero nor a minus sign. */
export const missing = '–';

/** U+2212, as wide as a plus. */
const minus = '\u2212';

/** False for what is `undefined` or no finite number: it is shown as `missing`. */
export const isKnown = (value: number | undefined): value is number => Number.isFinite(value);

/** The text of a size with the minus of its value: `−3.000`. */
export const withMinus = (value: number, text: string): string => (value < 0 ? minus : '') + text;

/** The same with a plus for what is above zero: `−6`, `+6`. A text of nothing but zeros has no sign. */
export const withSign = (value: number, text: string): string => (!/[1-9]/.test(text) ? text : (value < 0 ? minus : '+') + text);
