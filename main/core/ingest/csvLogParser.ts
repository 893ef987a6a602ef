// Reads CSV listings of CloudTrail events, in chunks of any size. A row whose cell holds the whole record as JSON gives
// that record; from any other row a record is built out of its cells.
import { lineFeed } from './bytes.ts';
import { ByteWindow } from './byteWindow.ts';
import { csvRowEnd, parseCsvRow } from './csvRow.ts';
import { readCsvHeader, type CsvColumns } from './csvColumns.ts';
import type { FileReport } from './fileReport.ts';
import type { JsonObject } from './found.ts';
import { parseCell } from './lakeStruct.ts';
import { formatBytes, maxRecordBytes } from './limits.ts';
import type { LogParser } from './logParser.ts';
import { findRecords, reasonAgainst, type Finding } from './wrappings.ts';

const byteOrderMark = '\uFEFF';
/** How many bytes may be read twice to save the rows behind broken ones. */
const rereadBudget = 64 * 1024 * 1024;

export class CsvLogParser implements LogParser {
  isStopped = false;
  private readonly window = new ByteWindow();
  private readonly report: FileReport;
  private columns: CsvColumns | undefined;
  private position = 0;
  private hasSummaries = false;
  private rereadBytes = 0;

  constructor(report: FileReport) {
    this.report = report;
  }

  write(chunk: Buffer): void {
    this.window.append(chunk, this.position);
    if (!this.isStopped) this.readRows(false);
  }

  finish(isCutShort: boolean): void {
    if (!this.isStopped) this.readRows(!isCutShort);
    if (this.hasSummaries) this.report.note('summary-only');
    if (this.isStopped || isCutShort || this.position >= this.window.end) return;
    const message = `The file ends in the middle of a row. Whole records before that: ${String(this.report.records)}.`;
    this.report.fault({ kind: 'truncated', message, position: this.window.end, isInJson: true });
  }

  private readRows(isFinal: boolean): void {
    const { bytes, base } = this.window;
    for (let start = this.position - base; start < bytes.length;) {
      let end = csvRowEnd(bytes, start, isFinal);
      const isLong = (end < 0 ? bytes.length : end) - start > maxRecordBytes;
      if (end < 0 && !isFinal && !isLong) return;
      if (end < 0 || isLong || !this.readRow(start, end)) {
        end = this.endOfBroken(start, end);
        if (end < 0 && isLong) this.stopAt(base + start);
        if (end < 0) return;
        this.reject(start, end, 'Invalid CSV: a quote stands where none can.');
      }
      start = Math.min(end + 1, bytes.length);
      this.position = base + start;
    }
  }

  /** A quote too many makes one row of many: only its first line is given up, as long as that does not take too long. */
  private endOfBroken(start: number, end: number): number {
    const { bytes } = this.window;
    this.rereadBytes += (end < 0 ? bytes.length : end) - start;
    return this.rereadBytes > rereadBudget ? end : bytes.indexOf(lineFeed, start);
  }

  private stopAt(position: number): void {
    const message = `A row is longer than ${formatBytes(maxRecordBytes)}: the rest of the file was not read.`;
    this.report.fault({ kind: 'too-large', message, position, isInJson: true });
    this.isStopped = true;
  }

  /** False where the row is no CSV. */
  private readRow(start: number, end: number): boolean {
    const text = this.textAt(start, end);
    if (text.trim() === '' || text === byteOrderMark) return true;
    if (this.columns === undefined) {
      this.columns = readCsvHeader(text.replace(byteOrderMark, '').trimStart());
      if (this.columns?.isListing === true) this.report.noteEnvelope();
      return true;
    }
    const cells = parseCsvRow(text);
    if (cells === undefined) return false;
    const findings = this.findIn(cells, this.columns, text, start);
    if (typeof findings === 'string') this.reject(start, end, `Not a CloudTrail record: ${findings}.`);
    else for (const finding of findings) this.report.add(finding);
    return true;
  }

  /** The records of a row, or why there is none. */
  private findIn(
    cells: readonly string[],
    columns: CsvColumns,
    text: string,
    start: number,
  ): readonly Finding[] | string {
    const from = this.window.base + start;
    const literal = { start: from, end: from + Buffer.byteLength(text) };
    const whole = columns.whole.flatMap((column) => this.findWhole(cells[column] ?? '', literal));
    if (whole.length > 0) return whole;
    const value = buildRecord(cells, columns);
    const reason = reasonAgainst(value);
    if (reason === undefined) {
      this.hasSummaries ||= columns.isSummary;
      const isSummaryOnly = columns.isSummary;
      return [{ kind: 'record', value, text: JSON.stringify(value), isTextRepaired: false, isSummaryOnly, ...literal }];
    }
    // JSON that was put between commas without quotes.
    const bare = this.findWhole(text.slice(Math.max(0, text.indexOf('{')), text.lastIndexOf('}') + 1), literal);
    return bare.length > 0 ? bare : reason;
  }

  private findWhole(cell: string, literal: Place): readonly Finding[] {
    const bytes = Buffer.alloc(0);
    return findRecords(cell, {
      bytes,
      start: 0,
      end: 0,
      base: 0,
      isAscii: true,
      literal,
      isExact: this.report.isExact,
    });
  }

  private reject(start: number, end: number, message: string): void {
    const text = this.textAt(start, end);
    const isInJson = this.columns?.isListing === true;
    this.report.fault({ kind: 'invalid-record', message, position: this.window.base + start, text, isInJson });
  }

  private textAt(start: number, end: number): string {
    return this.window.bytes.toString('utf8', start, end).replace(/\r$/, '');
  }
}

type Place = { readonly start: number; readonly end: number };

function buildRecord(cells: readonly string[], columns: CsvColumns): JsonObject {
  const record: Record<string, unknown> = {};
  for (const [index, path] of columns.paths.entries()) {
    const cell = cells[index];
    if (path === undefined || cell === undefined || cell === '' || cell === '-' || cell === 'null') continue;
    place(record, path, parseCell(cell));
  }
  return record;
}

function place(record: Record<string, unknown>, [member = '', inner]: readonly string[], value: unknown): void {
  if (inner === undefined) {
    record[member] = value;
    return;
  }
  const known = record[member];
  if (member === 'resources') {
    const [resource] = Array.isArray(known) ? (known as readonly object[]) : [{}];
    record[member] = [{ ...resource, [inner]: value }];
  } else if (known === undefined || (typeof known === 'object' && known !== null)) {
    record[member] = { [inner]: value, ...known };
  }
}
