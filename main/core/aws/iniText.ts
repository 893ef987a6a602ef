// The text of an AWS configuration file. What is malformed costs its own line, or its own section, and is told with its
// line number: everything else in the file counts. The SDK's parser drops whole files silently, and names with spaces.

export type IniSection = {
  /** As it stands between the brackets, white space trimmed. */
  readonly header: string;
  readonly line: number;
  /** Names in lower case; a nested value as `s3.addressing_style`. */
  readonly values: Map<string, string>;
};

export type IniProblem = { readonly line: number; readonly message: string };

export type IniText = { readonly sections: readonly IniSection[]; readonly problems: readonly IniProblem[] };

type Reading = {
  readonly sections: IniSection[];
  readonly problems: IniProblem[];
  /** Undefined before the first section; `skipped` after a malformed header, whose lines go with it. */
  section: IniSection | 'skipped' | undefined;
  /** The name whose value was empty, so that indented lines belong to it. */
  parent: string | undefined;
};

export function parseIni(text: string): IniText {
  const reading: Reading = { sections: [], problems: [], section: undefined, parent: undefined };
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u);
  for (const [index, line] of lines.entries()) readLine(reading, line, index + 1);
  return reading;
}

function readLine(reading: Reading, line: string, number: number): void {
  const content = withoutComment(line).trim();
  if (content === '') return;
  if (content.startsWith('[')) readHeader(reading, content, number);
  else readValue(reading, content, { number, isIndented: /^\s/u.test(line) });
}

/** `#` and `;` begin a comment at the beginning of a line and after white space. */
function withoutComment(line: string): string {
  return line.replace(/(^|\s)[;#].*$/u, '');
}

function readHeader(reading: Reading, content: string, line: number): void {
  reading.parent = undefined;
  const header = /^\[([^\]]*)\]$/u.exec(content)?.[1]?.trim();
  if (header === undefined || header === '') {
    reading.section = 'skipped';
    reading.problems.push({
      line,
      message: `"${shortened(content)}" is not a section header: write [NAME]. The lines under it are left out.`,
    });
    return;
  }
  reading.section = { header, line, values: new Map() };
  reading.sections.push(reading.section);
}

function readValue(reading: Reading, content: string, at: { number: number; isIndented: boolean }): void {
  const { section } = reading;
  if (section === 'skipped') return;
  const sign = content.indexOf('=');
  if (section === undefined || sign < 1) {
    reading.problems.push({ line: at.number, message: valueProblem(section === undefined, sign) });
    return;
  }
  const name = content.slice(0, sign).trim().toLowerCase();
  const value = content.slice(sign + 1).trim();
  if (!at.isIndented) reading.parent = undefined;
  if (value === '') reading.parent = name;
  else
    set(
      reading,
      section,
      { name: reading.parent === undefined ? name : `${reading.parent}.${name}`, value },
      at.number,
    );
}

function set(reading: Reading, section: IniSection, entry: { name: string; value: string }, line: number): void {
  if (section.values.has(entry.name))
    reading.problems.push({ line, message: `${entry.name} stands twice in [${section.header}]. The last one counts.` });
  section.values.set(entry.name, entry.value);
}

/** Never the line itself: it may be a key that was pasted in the wrong place. */
function valueProblem(isOutside: boolean, sign: number): string {
  if (isOutside) return 'This line stands before the first section header, such as [default], and is left out.';
  if (sign === 0) return 'This line has no name before its "=" and is left out.';
  return 'This line has no "=" and is left out.';
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
