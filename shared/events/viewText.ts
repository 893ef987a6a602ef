// A view as a text that people can read and send each other. One setting a line, in a fence that chat programs show
// as it is. Quotes and dashes that they like to put in the place of plain ones are never written, and read as the plain
// ones; a value that this (or anything else) would not bring back as it was is written as JSON.
import type { SavedView } from '../ipc/contract.ts';
import { readSetting, settingNames, writeSetting, type SettingName } from './viewSettings.ts';

const version = 1;
const fence = '```';

export function printView(view: SavedView): string {
  const lines = settingNames.flatMap((name) => {
    const text = writeSetting(name, view);
    if (text === undefined) return [];
    const isPlain = isUntouched(text) && isSame(readLine(`${name}: ${text}`), name, view);
    return [isPlain ? `${name}: ${text}` : `${name} as JSON: ${asciiJson(view[name])}`];
  });
  return [fence, `Firetrail view ${version}`, ...lines, fence].join('\n');
}

function isSame(line: Line, name: SettingName, view: SavedView): boolean {
  return line.kind === 'setting' && JSON.stringify(line.value) === JSON.stringify(view[name]);
}

/** Letters and signs that no program on the way takes for something else. */
function isUntouched(text: string): boolean {
  return text === text.trim() && !text.includes(fence) && plained(text) === text && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text);
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^ -~]|`/g,
    (char) => String.raw`\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** With plain quotes, dashes and spaces. */
function plained(text: string): string {
  return text
    .replaceAll(/[“”„‟«»]/g, '"')
    .replaceAll(/[‘’‚‛]/g, "'")
    .replaceAll('—', '--')
    .replaceAll(/[–‑−]/g, '-')
    .replaceAll('…', '...')
    .replaceAll(/[\u00a0\u2000-\u200a\u202f]/g, ' ')
    .replaceAll(/[\u200b-\u200f\u2060\ufeff]/g, '');
}

export type ViewReading = { readonly view: SavedView } | { readonly problem: string };

const heading = /^firetrail view (\d+)$/i;

/** Whether a text is meant as a view, be it readable or not. */
export function looksLikeView(text: string): boolean {
  return linesOf(text).some((line) => heading.test(line));
}

/** Reads the view in a text; what stands before it and after it is left alone. */
export function readView(text: string): ViewReading {
  const lines = linesOf(text);
  const start = lines.findIndex((line) => heading.test(line));
  if (start === -1) {
    return { problem: 'This is no view of Firetrail: a line that says "Firetrail view 1" is missing.' };
  }
  const written = Number(heading.exec(lines[start] ?? '')?.[1]);
  if (written !== version) {
    return { problem: `This view was written by a newer Firetrail (version ${written} of the format).` };
  }
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line === '' || line.startsWith(fence));
  return readLines(end === -1 ? rest : rest.slice(0, end));
}

/** Without what quoting it in an answer adds, nor the fence where it stands on the same line. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r\n?|\n/).map((line) =>
    plained(line)
      .replace(/^(?:\s*[>|])+/, '')
      .trim()
      .replace(/^```(?=\S)/, '')
      .replace(/(?<=\S)```$/, ''),
  );
}

function readLines(lines: readonly string[]): ViewReading {
  const found: Partial<Record<SettingName, unknown>> = {};
  for (const text of lines) {
    const line = readLine(text);
    if (line.kind === 'problem') return { problem: line.problem };
    if (line.name in found) return { problem: `The view says twice what its ${line.name} is.` };
    found[line.name] = line.value;
  }
  const view = { ...emptyView, ...found } as SavedView;
  return { view };
}

const emptyView: SavedView = { name: '', filter: '', time: '', timeZone: 'UTC', sort: [], columns: [] };

type Line =
  | { readonly kind: 'setting'; readonly name: SettingName; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: string };

const lineForm = /^([a-z]+(?: [a-z]+)?)( as json)?:(?: (.*))?$/is;

function readLine(text: string): Line {
  const [, label = '', json, value = ''] = lineForm.exec(text) ?? [];
  const name = settingNames.find((known) => known.toLowerCase() === label.toLowerCase());
  if (name === undefined) {
    return { kind: 'problem', problem: `This line of the view cannot be read: "${shortened(text)}".` };
  }
  const read = readSetting(name, json === undefined ? value.trim() : parsed(value), json !== undefined);
  return 'problem' in read ? { kind: 'problem', problem: read.problem } : { kind: 'setting', name, value: read.value };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // No value can be undefined: it is refused with the name of its setting.
    return undefined;
  }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
