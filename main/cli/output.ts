// Writing rows: to standard output or a file, as a table for people or as JSON, NDJSON or CSV for programs.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

import type { CellValue } from '../../shared/events/columns.ts';
import { AppError } from '../../shared/errors.ts';

export type RowWriter = {
  row(cells: readonly CellValue[]): Promise<void>;
  end(): Promise<void>;
};

export type TextOut = { write(text: string): Promise<void>; end(): Promise<void> };

/** Errors: path/not-found where the file cannot be written. */
export async function openOut(path: string | undefined): Promise<TextOut> {
  if (path === undefined) return { write: (text) => writeTo(process.stdout, text), end: () => Promise.resolve() };
  const stream = createWriteStream(path);
  try {
    await once(stream, 'open');
  } catch (error) {
    throw new AppError('path/not-found', `${path} cannot be written. Check the path.`, { cause: error });
  }
  return {
    write: (text) => writeTo(stream, text),
    end: async () => {
      stream.end();
      await once(stream, 'close');
    },
  };
}

async function writeTo(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

export function rowWriter(format: string, columns: readonly string[], out: TextOut): RowWriter {
  if (format === 'json') return jsonWriter(columns, out);
  if (format === 'ndjson') return ndjsonWriter(columns, out);
  if (format === 'csv') return csvWriter(columns, out);
  return tableWriter(columns, out);
}

function jsonWriter(columns: readonly string[], out: TextOut): RowWriter {
  let separator = '[\n';
  return {
    row: async (cells) => {
      await out.write(separator + JSON.stringify(toObject(columns, cells)));
      separator = ',\n';
    },
    end: () => out.write(separator === '[\n' ? '[]\n' : '\n]\n'),
  };
}

/** The column `record` alone gives the records themselves, as they stand in their files. */
function ndjsonWriter(columns: readonly string[], out: TextOut): RowWriter {
  const isRecords = columns.length === 1 && columns[0] === 'record';
  return {
    row: (cells) => out.write(`${isRecords ? String(cells[0]) : JSON.stringify(toObject(columns, cells))}\n`),
    end: () => Promise.resolve(),
  };
}

function csvWriter(columns: readonly string[], out: TextOut): RowWriter {
  let head = `${columns.map(csvCell).join(',')}\r\n`;
  return {
    row: async (cells) => {
      await out.write(`${head}${cells.map(csvCell).join(',')}\r\n`);
      head = '';
    },
    end: () => out.write(head),
  };
}

/** A text that a spreadsheet would run as a formula gets an apostrophe before it: logs hold texts of strangers. */
function csvCell(cell: CellValue): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const widestCell = 60;
const rowsMeasured = 200;

/** Columns as wide as the first rows need; then rows go out as they come. */
function tableWriter(columns: readonly string[], out: TextOut): RowWriter {
  const held: string[][] = [columns.map((column) => column)];
  let widths: readonly number[] | undefined;
  const release = async (): Promise<void> => {
    widths = columns.map((_, index) => Math.max(...held.map((row) => row[index]?.length ?? 0)));
    for (const row of held) await out.write(tableLine(row, widths));
  };
  return {
    row: async (cells) => {
      const row = cells.map(tableCell);
      if (widths !== undefined) return out.write(tableLine(row, widths));
      held.push(row);
      if (held.length > rowsMeasured) await release();
    },
    end: async () => {
      if (widths === undefined) await release();
    },
  };
}

function tableLine(row: readonly string[], widths: readonly number[]): string {
  return `${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ').trimEnd()}\n`;
}

/** Control characters would let a log write on the terminal. */
function tableCell(cell: CellValue): string {
  // eslint-disable-next-line no-control-regex
  const text = cell === null ? '' : String(cell).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text;
}

function toObject(columns: readonly string[], cells: readonly CellValue[]): Record<string, CellValue> {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]));
}
