/** Languages in which the words are, as `locales/` holds them. The browser chooses by its own language; English stands in for what is missing. */
export const languages = ['en'] as const;

/** By its own name: `English`. */
export const nameOfLanguage = (language: string): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
