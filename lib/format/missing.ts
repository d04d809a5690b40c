/** Stands where a value is not known. An en dash, so that it is neither a zero nor a minus sign. */
export const missing = '–';

/** U+2212, as wide as a plus. */
export const minus = '\u2212';
