// A batch of rows on its way from an ingest worker into the store: one column builder for each column that is
// read from the record, and the record's place. Which columns there are follows from the table of columns.
import { cellColumns, type Cell, type Cells } from '../../../shared/events/record.ts';
import { DictionaryBuilder, NumberBuilder, PlainTextBuilder } from './columnBuilders.ts';
import type { FoundRecord } from './found.ts';
import { encodeParquet, type ParquetColumn } from './parquet.ts';

/** Columns whose texts hardly ever repeat: a dictionary would only cost time. */
const uniqueTexts: ReadonlySet<string> = new Set(['eventID', 'requestID']);

/** What is true of a row beside its cells, as bits of the column `flags`. */
export const rowFlags = { summaryOnly: 1, repaired: 2, amended: 4 } as const;

/** Where a record stands, as numbers: `file` is the id that the import gave to the file. */
export type RowPlace = {
  readonly file: number;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly flags: number;
};

export type CellBuilder = DictionaryBuilder | PlainTextBuilder;

/** Codes of the column of booleans, which travels as a dictionary of two texts. */
const booleanTexts: ReadonlyMap<Cell, string> = new Map([
  [true, 'true'],
  [false, 'false'],
]);

export type BatchMark = { readonly rows: number; readonly valueBytes: readonly number[] };

export class RowBatch {
  /** One for each of `cellColumns`, but for those of numbers. */
  readonly cells: readonly (CellBuilder | NumberBuilder)[];
  readonly record = new PlainTextBuilder();
  readonly file = new NumberBuilder(32);
  readonly ordinal = new NumberBuilder(32);
  readonly start = new NumberBuilder(64);
  readonly end = new NumberBuilder(64);
  readonly flags = new NumberBuilder(32);
  /** Of the record's text: see assembly/recordScanner.ts. */
  readonly textHash = new NumberBuilder(64);
  /** Changes whenever the dictionaries begin anew, and with them every code. */
  generation = 0;

  constructor() {
    this.cells = cellColumns.map((column) => {
      // Every record has a time; other numbers may be missing and travel as texts.
      if (column.id === 'eventTime') return new NumberBuilder(64);
      return uniqueTexts.has(column.id) ? new PlainTextBuilder() : new DictionaryBuilder();
    });
  }

  get rows(): number {
    return this.file.length;
  }

  /** How much text the batch holds: what decides when it is handed over. */
  get textBytes(): number {
    return this.record.values.length;
  }

  addFound(
    found: FoundRecord,
    row: { readonly cells: Cells; readonly file: number; readonly flags: number; readonly textHash: number },
  ): void {
    this.addCells(row.cells);
    this.record.addText(found.text);
    this.textHash.add(row.textHash);
    this.addPlace({ file: row.file, ordinal: found.ordinal, start: found.start, end: found.end, flags: row.flags });
  }

  addCells(cells: Cells): void {
    for (let index = 0; index < cells.length; index += 1) addCell(this.cells[index], cells[index]);
  }

  addPlace(place: RowPlace): void {
    this.file.add(place.file);
    this.ordinal.add(place.ordinal);
    this.start.add(place.start);
    this.end.add(place.end);
    this.flags.add(place.flags);
  }

  mark(): BatchMark {
    const texts = [...this.cells, this.record];
    return {
      rows: this.rows,
      valueBytes: texts.map((text) => (text instanceof PlainTextBuilder ? text.values.length : 0)),
    };
  }

  /** Forgets every row added since `mark`, also one that was added only in part. */
  reset(mark: BatchMark): void {
    [...this.cells, this.record].forEach((builder, index) => builder.truncate(mark.rows, mark.valueBytes[index] ?? 0));
    for (const numbers of this.numbers()) numbers.truncate(mark.rows);
  }

  /** Begins the next batch in the same memory. */
  clear(): void {
    this.generation += 1;
    for (const builder of [...this.cells, this.record]) {
      if (builder instanceof NumberBuilder) builder.truncate(0);
      else builder.clear();
    }
    for (const numbers of this.numbers()) numbers.truncate(0);
  }

  private numbers(): readonly NumberBuilder[] {
    return [this.file, this.ordinal, this.start, this.end, this.flags, this.textHash];
  }

  /** The batch as a Parquet file, in pieces; `idStart` is the event id of the first row. */
  encode(idStart: number): readonly Uint8Array[] {
    const ids = new NumberBuilder(32);
    for (let row = 0; row < this.rows; row += 1) ids.add(idStart + row);
    const cells = cellColumns.map((column, index): ParquetColumn => {
      const builder = this.cells[index];
      if (builder instanceof NumberBuilder) return { name: column.id, kind: 'number', builder };
      if (builder instanceof PlainTextBuilder) return { name: column.id, kind: 'plain', builder };
      if (builder instanceof DictionaryBuilder) return { name: column.id, kind: 'dictionary', builder };
      throw new Error(`No builder for the column ${column.id}`);
    });
    const numbers = {
      id: ids,
      file_id: this.file,
      ordinal: this.ordinal,
      start: this.start,
      end: this.end,
      flags: this.flags,
      text_hash: this.textHash,
    };
    const places = Object.entries(numbers).map(([name, builder]): ParquetColumn => ({ name, kind: 'number', builder }));
    return encodeParquet([...places, ...cells, { name: 'record', kind: 'plain', builder: this.record }], this.rows);
  }
}

function addCell(builder: CellBuilder | NumberBuilder | undefined, cell: Cell): void {
  if (builder instanceof NumberBuilder) builder.add(Number(cell));
  else builder?.addText(booleanTexts.get(cell) ?? (cell === undefined ? undefined : String(cell)));
}
