// The fast path: a file that is wholly one `{"Records":[ … ]}` of plain CloudTrail events, in memory and valid
// UTF-8, goes from bytes to column builders without a JavaScript object for each record. It either takes the
// whole file or leaves no trace and gives up; then the general reader (readLogFile.ts) reads it and says what is
// unusual. Both must yield the same rows: test/unit/fastPath.test.ts holds them against each other.
import { isAscii, isUtf8 } from 'node:buffer';

import { cellColumns, classifyRecord, readCells, type RecordValue } from '../../../shared/events/record.ts';
import { CellPlan } from './cellPlan.ts';
import { maxRecordBytes } from './limits.ts';
import { RecordNotes } from './recordNotes.ts';
import { rowFlags, type RowBatch } from './rowBatch.ts';

const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const BACKSLASH = 0x5c;
const LETTER_A = 0x61;
const opening = /^\uFEFF?\s*\{\s*"Records"\s*:\s*\[/;
const openingBytes = 64;
/** `aws:`, in however many escapes. */
const lookalikePrefix = /^aws:|\\/;

/** Members that decide what a record is, beside those that are columns. */
const members: readonly string[] = [
  ...new Set([
    ...cellColumns.flatMap((column) => (column.origin.kind === 'member' ? [column.origin.path[0] ?? ''] : [])),
    'eventTime',
    'eventID',
    'eventId',
    'userIdentity',
    'addendum',
    'timeWindow',
  ]),
];
const eventSource = members.indexOf('eventSource');
const eventName = members.indexOf('eventName');
const addendum = members.indexOf('addendum');

export class FastReader {
  private readonly notes: RecordNotes;
  private readonly plan: CellPlan;

  /** `secret`: the workspace's own, for the hashes of texts. */
  constructor(secret: bigint) {
    this.notes = new RecordNotes(members, secret);
    this.plan = new CellPlan(members, this.notes);
  }

  /** The hash that `read` gives to a record of this text. */
  hashText(text: string): number {
    return this.notes.hashText(text);
  }

  /** The number of records added to the batch, or `undefined` (and nothing added) where the file needs the general reader. */
  read(bytes: Buffer, batch: RowBatch, file: number): number | undefined {
    const first = recordsStart(bytes);
    if (first === undefined || !(isAscii(bytes) || isUtf8(bytes))) return undefined;
    const mark = batch.mark();
    const input = this.notes.load(bytes);
    this.notes.begin(input + first);
    const count = this.readRecords(batch, file, input);
    if (count === undefined) batch.reset(mark);
    return count;
  }

  private readRecords(batch: RowBatch, file: number, input: number): number | undefined {
    const { notes } = this;
    for (let ordinal = 0; ; ordinal += 1) {
      const state = notes.advance();
      if (state === 'end') return ordinal;
      if (state === 'unusual' || !this.addRecord(batch)) return undefined;
      const flags = notes.bytes[notes.start(addendum)] === OPEN_BRACE ? rowFlags.amended : 0;
      batch.addPlace({ file, ordinal, start: notes.recordStart - input, end: notes.recordEnd - input, flags });
    }
  }

  private addRecord(batch: RowBatch): boolean {
    const { bytes, recordStart, recordEnd } = this.notes;
    if (recordEnd - recordStart > maxRecordBytes || !this.isPlainEvent()) return false;
    if (!this.plan.addRow(batch)) {
      const value = JSON.parse(bytes.toString('utf8', recordStart, recordEnd)) as RecordValue;
      if (classifyRecord(value).kind === 'rejected') return false;
      batch.addCells(readCells(value));
    }
    batch.record.addBytes(bytes, recordStart, recordEnd);
    batch.textHash.add(this.notes.textHash);
    return true;
  }

  /** Texts in eventSource and eventName; not one of the `aws:s3`, `aws:sns` … look-alikes of Lambda and S3 notifications. */
  private isPlainEvent(): boolean {
    const { bytes } = this.notes;
    const source = this.notes.start(eventSource);
    if (bytes[source] !== QUOTE || bytes[this.notes.start(eventName)] !== QUOTE) return false;
    const first = bytes[source + 1];
    if (first !== LETTER_A && first !== BACKSLASH) return true;
    return !lookalikePrefix.test(bytes.toString('latin1', source + 1, source + 5));
  }
}

/** The offset after `{"Records":[`, if the file begins so. */
function recordsStart(bytes: Buffer): number | undefined {
  const head = bytes.toString('utf8', 0, openingBytes);
  const match = opening.exec(head);
  return match === null ? undefined : Buffer.byteLength(match[0]);
}
