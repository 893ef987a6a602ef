// Text that Markdown shows as it is, in the tables of GitHub and Jira too, whatever a value holds.

/** What is not a word in a line: marks of code and emphasis, links, tags, entities, ends of cells, names to call. */
const special = /[\\`*[\]<>|~]|&(?=#?\w+;)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|#(?=#*$)/g;
/** What would become a link, with the escapes behind it as a part of its address. */
const address = /(?<=https?):(?=\/\/)|(?<=www)\./gi;
const mention = /(?<![\w.])@(?=\w)/g;

/** Plain words in a line or a cell. */
export function plain(text: string): string {
  return oneLine(text)
    .replaceAll(special, (character) => `\\${character}`)
    .replaceAll(address, (character) => `\\${character}`)
    .replaceAll(mention, '@\u200B');
}

/** A value in a line, letter by letter. */
export function code(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line === '' || /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A value in a cell: a bar in it would end the cell. */
export function codeCell(text: string): string {
  // A backslash right before a bar cannot be written as code in a cell.
  return /\\+\|/.test(text) ? plain(text) : code(text).replaceAll('|', '\\|');
}

/** Control characters, and those that turn the direction of the text that follows. */
const unshowable = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

function oneLine(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, ' ↵ ')
    .replaceAll(/\t/g, ' ')
    .replaceAll(unshowable, '\uFFFD');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
