// Rows as a text to copy. What is not in the window is fetched; more than a clipboard is good for is refused.
import { findColumn, type CellValue } from '../../shared/events/columns.ts';
import { csvLine } from '../../shared/events/csvText.ts';
import type { CancelSignal, Client } from '../../shared/ipc/client.ts';
import { cellText } from './cells.ts';
import { countRows, type RowRange } from './rowSelection.ts';

export type CopyFormat = 'text' | 'csv' | 'json';

export type CopyQuestion = {
  readonly viewId: number;
  readonly ranges: readonly RowRange[];
  readonly columns: readonly string[];
  readonly timeZone: string;
  readonly format: CopyFormat;
};

/** Records are read one by one out of their files. */
const mostRows: Readonly<Record<CopyFormat, number>> = { text: 100_000, csv: 100_000, json: 2000 };

/** Why that many rows are not copied, where they are not. */
export function tooManyToCopy(rows: number, format: CopyFormat): string | undefined {
  if (rows <= mostRows[format]) return undefined;
  const most = mostRows[format].toLocaleString('en');
  const noun = format === 'json' ? 'records' : 'rows';
  return `At most ${most} ${noun} are copied. To have all of them, filter for them and use Export.`;
}

type Progress = (done: number) => void;

export async function textOfRows(
  client: Client,
  question: CopyQuestion,
  { signal, report }: { readonly signal: CancelSignal; readonly report: Progress },
): Promise<string> {
  if (question.format === 'json') return records(client, question, signal, report);
  const lines: string[] = [];
  const isCsv = question.format === 'csv';
  // A spreadsheet's own paste brings no heads; a file of commas is nothing without them.
  if (isCsv) lines.push(csvHead(question));
  for await (const { rows } of pages(client, question, question.columns, signal)) {
    for (const row of rows) lines.push(isCsv ? `${csvLine(shown(row, question))}\r\n` : textLine(shown(row, question)));
    report(lines.length);
  }
  return lines.join('');
}

/** The columns' ids, as exports have them; beside the time its zone. */
function csvHead({ columns, timeZone }: CopyQuestion): string {
  const heads = columns.map((id) => (findColumn(id)?.type === 'timestamp' ? `${id} (${timeZone})` : id));
  return `${csvLine(heads)}\r\n`;
}

/** Times are written as the grid shows them. */
function shown(row: readonly CellValue[], { columns, timeZone }: CopyQuestion): readonly CellValue[] {
  return row.map((value, index) => {
    const id = columns[index] ?? '';
    return typeof value === 'string' ? cellText(id, value, timeZone) : value;
  });
}

/** Cells with tabs between them, as a spreadsheet takes them; whatever would end a cell or a line becomes a space. */
function textLine(cells: readonly CellValue[]): string {
  return `${cells.map((cell) => (cell === null ? '' : String(cell)).replaceAll(/[\t\r\n]+/g, ' ')).join('\t')}\n`;
}

type Page = { readonly ids: readonly number[]; readonly rows: readonly (readonly CellValue[])[] };

const pageRows = 1000;

async function* pages(
  client: Client,
  { viewId, ranges }: Pick<CopyQuestion, 'viewId' | 'ranges'>,
  columns: readonly string[],
  signal: CancelSignal,
): AsyncGenerator<Page> {
  for (const { first, last } of ranges) {
    for (let offset = first; offset <= last; offset += pageRows) {
      const limit = Math.min(pageRows, last - offset + 1);
      yield await client.call('events.page', { viewId, offset, limit, columns: [...columns] }, signal);
    }
  }
}

export async function idsOfRows(
  client: Client,
  where: Pick<CopyQuestion, 'viewId' | 'ranges'>,
  signal: CancelSignal,
): Promise<readonly number[]> {
  const ids: number[] = [];
  for await (const page of pages(client, where, [], signal)) ids.push(...page.ids);
  return ids;
}

const recordsAtOnce = 4;

/** The exact records; several as an array, with nothing in them changed. */
async function records(
  client: Client,
  question: CopyQuestion,
  signal: CancelSignal,
  report: Progress,
): Promise<string> {
  const ids = await idsOfRows(client, question, signal);
  const texts: string[] = [];
  for (let from = 0; from < ids.length; from += recordsAtOnce) {
    const asked = ids.slice(from, from + recordsAtOnce);
    const found = await Promise.all(asked.map((eventId) => client.call('event.record', { eventId }, signal)));
    texts.push(...found.map(({ text }) => text));
    report(texts.length);
  }
  const [only = ''] = texts;
  return countRows(question.ranges) === 1 ? only : `[\n${texts.join(',\n')}\n]\n`;
}
