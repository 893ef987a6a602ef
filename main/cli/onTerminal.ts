/** Control characters would let a log write on the terminal; line ends are kept where `isLines`. */
export function onTerminal(text: string, isLines = false): string {
  return text.replaceAll(isLines ? /[^\P{Cc}\n]/gu : /\p{Cc}/gu, ' ');
}

/** Whether there is somebody to ask. */
export function isAtTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}
