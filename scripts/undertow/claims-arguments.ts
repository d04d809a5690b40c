/** What `claims` was asked for. */
export interface ClaimsArguments {
  /** File of a recorded market. */
  readonly market: string | undefined;
  /** Address of the page on stdin. */
  readonly html: string | undefined;
}

/** Reads the words after `claims`; a text that says what is wrong with them otherwise. */
export function readClaimsArguments(words: readonly string[]): ClaimsArguments | string {
  let market: string | undefined;
  let html: string | undefined;
  for (let place = 0; place < words.length; place += 2) {
    const flag = words[place] ?? '';
    const value = words[place + 1];
    if (flag !== '--market' && flag !== '--html') return `${flag} is not known: there are --market FILE and --html URL`;
    if (value === undefined || value === '' || value.startsWith('--')) return `${flag} needs a value`;
    if (flag === '--market') market = value;
    else if (/^https?:\/\//.test(value) && URL.canParse(value)) html = value;
    else return `${value} is no address of a page`;
  }
  return { market, html };
}
