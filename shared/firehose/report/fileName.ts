// File names that every file system takes.

/** Refused by Windows, or with a meaning of their own somewhere. */
const forbidden = /[<>:"/\\|?*%\p{C}]/gu;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=$|[. ])/i;
const longestName = 150;

/** `orders-to-lake v3-v6 diff.md` of its parts; parts are shortened before the ending is. */
export function fileNameOf(parts: readonly string[], ending: string): string {
  const text = parts.join(' ').replaceAll(forbidden, '_').replaceAll(/\s+/g, ' ').trim();
  // Half of a pair of code units is no character.
  const short = text.slice(0, longestName).replace(/[\uD800-\uDBFF]$/, '');
  const safe = short.replace(/^[. -]+/, '').replace(/[. ]+$/, '');
  const name = safe === '' || reserved.test(safe) ? `_${safe}` : safe;
  return `${name}.${ending}`;
}
