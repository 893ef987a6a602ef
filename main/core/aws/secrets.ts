// What must never be read outside this folder, taken out of texts that others wrote.

const longest = 300;

/** Without anything that could be a key, a token or a signature; one line, not too long. */
export function plainText(text: string): string {
  const plain = text
    // Access key ids say which key it is: their end is enough for that.
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{8,}\b/gu, (id) => `…${id.slice(-4)}`)
    .replace(/((?:token|secret|signature|password|credential)[\w-]*["']?\s*[=:]\s*["']?)[^\s"'&,;]+/giu, '$1…')
    .replace(/Bearer\s+\S+/giu, 'Bearer …')
    .replace(/[A-Za-z0-9+/_=-]{36,}/gu, (run) => (isReadable(run) ? run : '…'))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

/** Words, paths and ARNs are runs of letters too: no part of them between strokes mixes cases and digits at length. */
function isReadable(run: string): boolean {
  return run
    .split(/[/_-]/u)
    .every((part) => part.length < 24 && !(/\d/u.test(part) && /[a-z]/u.test(part) && /[A-Z]/u.test(part)));
}
