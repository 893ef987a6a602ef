// Rows of cells: as a table for people, or as JSON, NDJSON or CSV for programs.
import type { CellValue } from '../../shared/events/columns.ts';
import type { ByteSink } from '../core/export/byteSink.ts';
import { Packer } from '../core/export/packer.ts';
import { rowFormat, type CellsFormat } from '../core/export/rowFormat.ts';
import { onTerminal } from './onTerminal.ts';

export type RowWriter = {
  row(cells: readonly CellValue[]): Promise<void>;
  end(): Promise<void>;
};

export function rowWriter(format: CellsFormat | 'table', columns: readonly string[], out: ByteSink): RowWriter {
  if (format === 'table') return tableWriter(columns, out);
  const { frame, text } = rowFormat(format, columns);
  const packer = new Packer(out, frame);
  return {
    row: async (cells) => {
      packer.add(text(cells));
      if (packer.isDue) await packer.release();
    },
    end: () => packer.end(),
  };
}

const widestCell = 60;
const rowsMeasured = 200;

/** Columns as wide as the first rows need; then rows go out as they come. */
function tableWriter(columns: readonly string[], out: ByteSink): RowWriter {
  const held: string[][] = [columns.map((column) => column)];
  let widths: readonly number[] | undefined;
  const release = async (): Promise<void> => {
    widths = columns.map((_, index) => Math.max(...held.map((row) => row[index]?.length ?? 0)));
    for (const row of held) await out.write(Buffer.from(tableLine(row, widths)));
  };
  return {
    row: async (cells) => {
      const row = cells.map(tableCell);
      if (widths !== undefined) return out.write(Buffer.from(tableLine(row, widths)));
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
