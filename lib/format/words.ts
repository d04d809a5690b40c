/** Space of any kind, tabs and line ends among them. */
const spaces = /[\t\n\v\f\r\u0085\p{Z}]+/gu;

/** Control characters, and format characters: those that turn the direction of the text around, and those that cannot be seen. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/**
 * Text that came from elsewhere, made safe to show in one line: no control characters, nothing that turns the reading direction, nothing
 * unseen, no half of a character, runs of space as one. What is longer than `maxLength` characters ends in `…`. It is still not markup.
 */
export function toSafeText(text: string, maxLength = 80): string {
  const clean = text.replace(spaces, ' ').replace(unseen, '').replace(/ {2,}/g, ' ').trim();
  const characters = Array.from(clean);
  if (characters.length <= maxLength) return clean;
  return `${characters
    .slice(0, Math.max(0, maxLength - 1))
    .join('')
    .trimEnd()}…`;
}
