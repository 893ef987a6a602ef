// Writing rows: to standard output or a file, as a table for people or as JSON, NDJSON or CSV for programs.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

import type { CellValue } from '../../shared/events/columns.ts';
import { AppError } from '../../shared/errors.ts';
import { onTerminal } from './onTerminal.ts';

export type RowWriter = {
  row(cells: readonly CellValue[]): Promise<void>;
  end(): Promise<void>;
};

export type TextOut = {
  readonly write: (text: string | Uint8Array) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** Thrown where the reader of standard output has closed it (`| head`): it has all it wants. */
export class ReaderLeft extends Error {}

/** Standard output, or a file. Errors: path/not-found where the file cannot be written. */
export async function openOut(path: string | undefined): Promise<TextOut> {
  if (path === undefined) return outTo(process.stdout, 'Standard output');
  const stream = createWriteStream(path);
  const { write } = outTo(stream, path);
  try {
    await once(stream, 'open');
  } catch (error) {
    throw unwritable(path, error);
  }
  const end = async (): Promise<void> => {
    await write('');
    stream.end();
    await once(stream, 'close').catch((error: unknown) => Promise.reject(unwritable(path, error)));
  };
  return { write, end };
}

/** Its end leaves the stream open. */
function outTo(stream: Writable, name: string): TextOut {
  let failure: unknown;
  const onError = (error: unknown): void => void (failure ??= error);
  stream.on('error', onError);
  const write: TextOut['write'] = async (text) => {
    // A stream that is full says so, and waiting for it to drain meets the error that ends it.
    if (failure === undefined && !stream.write(text)) {
      await once(stream, 'drain').catch((error: unknown) => (failure ??= error));
    }
    if (failure !== undefined) throw isPipeClosed(failure) ? new ReaderLeft() : unwritable(name, failure);
  };
  return { write, end: async () => void stream.off('error', onError) };
}

function isPipeClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

function unwritable(name: string, error: unknown): AppError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('path/not-found', `${name} cannot be written: ${reason}`, { cause: error });
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
  const text = typeof cell === 'string' && /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : String(cell);
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
  return `${row
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd()}\n`;
}

function tableCell(cell: CellValue): string {
  const text = cell === null ? '' : onTerminal(String(cell));
  return text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text;
}

function toObject(columns: readonly string[], cells: readonly CellValue[]): Record<string, CellValue> {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]));
}
