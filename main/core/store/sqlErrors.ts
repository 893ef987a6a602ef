// What DuckDB has against a question, in our words where they say it better, and with the place in the text.
import { nearestOf } from '../../../shared/events/fields.ts';
import { AppError, type ErrorDetail } from '../../../shared/errors.ts';
import { isFullDisk } from '../export/writeErrors.ts';

/** Lets errors of the connection tell more than a message for people: `toSqlError` reads it. */
export const tellErrorsAsJson = 'SET errors_as_json = true';
export const tellErrorsAsText = 'SET errors_as_json = false';

type Told = {
  readonly exception_type?: string;
  readonly exception_message?: string;
  /** In bytes of the text as UTF-8. */
  readonly position?: string;
  readonly error_subtype?: string;
  readonly name?: string;
  /** Separated by commas. */
  readonly candidates?: string;
  readonly type?: string;
};

/** Errors of binding and parsing are the text's fault, before it ran. */
const ofText: ReadonlySet<string> = new Set(['Parser', 'Binder', 'Catalog', 'Syntax']);

/** `text`: the question; `lead`: how many bytes stood before it in what was run. */
export function toSqlError(error: unknown, text: string, lead: number): AppError {
  if (error instanceof AppError) return error;
  const told = read(error instanceof Error ? error.message : String(error));
  const kind = told.exception_type ?? '';
  if (isFullDisk(told.exception_message ?? ''))
    return new AppError('disk/full', 'The disk is full: the question needs more room than there is', { cause: error });
  const from = told.position === undefined ? undefined : offsetOfByte(text, Number(told.position) - lead);
  const suggestion = suggestionIn(told);
  const detail: ErrorDetail = {
    ...(from === undefined ? {} : placeAt(text, from)),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
  return new AppError(ofText.has(kind) ? 'sql/invalid' : 'sql/failed', messageOf(told, suggestion), {
    cause: error,
    detail,
  });
}

function read(message: string): Told {
  if (!message.startsWith('{')) return { exception_message: message };
  try {
    return JSON.parse(message) as Told;
  } catch {
    return { exception_message: message };
  }
}

function messageOf(told: Told, suggestion: string | undefined): string {
  const hint = suggestion === undefined ? '' : `. Did you mean ${suggestion}?`;
  if (told.error_subtype === 'COLUMN_NOT_FOUND') return `There is no column "${told.name}"${hint}`;
  if (told.error_subtype === 'MISSING_ENTRY') return `There is no ${missing(told)} "${told.name}"${hint}`;
  if (told.exception_type === 'Out of Memory') return 'The question needs more memory than it may take';
  const message = (told.exception_message ?? '').replaceAll(/\s*\n\s*/g, ' ').trim();
  return message.replace(/^Values list ("[^"]*") does not have a column named ("[^"]*")$/, '$1 has no column $2');
}

function missing({ type }: Told): string {
  return (type ?? '').toLowerCase().includes('function') ? 'function' : (type ?? 'name').toLowerCase();
}

/** The candidate that is spelt most like the name, if any is near. */
function suggestionIn({ name, candidates }: Told): string | undefined {
  if (name === undefined || candidates === undefined) return undefined;
  return nearestOf(name, candidates.split(','));
}

/** From there to the end of what begins there: a name, also one with dots, a number, a text, or one character. */
export function placeAt(text: string, from: number): { readonly from: number; readonly to: number } {
  // At its end: the last thing that is there.
  const start = from < text.trimEnd().length ? from : lastTokenStart(text);
  token.lastIndex = start;
  const [found] = token.exec(text) ?? [];
  return { from: start, to: start + Math.max(1, found?.length ?? 1) };
}

const name = String.raw`(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)`;
const token = new RegExp(String.raw`${name}(?:\.${name})*|'(?:[^']|'')*'?|[\d.]+|[^\s]`, 'uy');

function lastTokenStart(text: string): number {
  const trimmed = text.trimEnd();
  const start = trimmed.search(/(?:[\p{L}\p{N}_."]+|\S)$/u);
  return Math.max(0, start);
}

/** UTF-16 code units before a byte of the UTF-8 text. */
export function offsetOfByte(text: string, byte: number): number | undefined {
  if (!Number.isSafeInteger(byte) || byte < 0) return undefined;
  const bytes = Buffer.from(text);
  return byte > bytes.length ? undefined : bytes.toString('utf8', 0, byte).length;
}

/** UTF-16 code units before a character, as DuckDB's parser counts them. */
export function offsetOfCharacter(text: string, index: number): number | undefined {
  const characters = Array.from(text);
  if (!Number.isSafeInteger(index) || index < 0 || index > characters.length) return undefined;
  return characters.slice(0, index).join('').length;
}
