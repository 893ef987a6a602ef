/** Control characters would let a log write on the terminal; line ends are kept where `isLines`. */
export function onTerminal(text: string, isLines = false): string {
  return text.replaceAll(isLines ? /[^\P{Cc}\n]/gu : /\p{Cc}/gu, ' ');
}
