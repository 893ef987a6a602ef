// Re-indents JSON without parsing it into values: every token stays as it was written (`1.0`, `\u00e9`, a number too
// long for a double, a member that occurs twice), only the white space between them changes.

const token = /"(?:[^"\\]|\\[^])*"|[{}[\],:]|[^\s{}[\],:"]+/g;

const step = '  ';

export function indentJson(text: string): string {
  let out = '';
  let depth = 0;
  let before = '';
  for (const [piece] of text.matchAll(token)) {
    const isClosing = piece === '}' || piece === ']';
    if (isClosing) depth -= 1;
    const isEmpty = (before === '{' && piece === '}') || (before === '[' && piece === ']');
    const startsLine = before === '{' || before === '[' || before === ',' || isClosing;
    if (startsLine && !isEmpty && before !== '') out += `\n${step.repeat(Math.max(0, depth))}`;
    if (before === ':') out += ' ';
    out += piece;
    if (piece === '{' || piece === '[') depth += 1;
    before = piece;
  }
  return out;
}
