// The fast path: a file that is wholly one `{"Records":[ … ]}` of plain CloudTrail events, in memory and valid
// UTF-8, goes from bytes to column builders without a JavaScript object for each record. It either takes the
// whole file or leaves no trace and gives up; then the general reader (readLogFile.ts) reads it and says what is
// unusual. Both must yield the same rows: test/unit/ingestFastPath.test.ts holds them against each other.
import { isAscii, isUtf8 } from 'node:buffer';

import { cellColumns, classifyRecord, readCells, type RecordValue } from '../../../shared/events/record.ts';
import { CellPlan } from './cellPlan.ts';
import { skipSpace, skipString, skipValue } from './jsonSkip.ts';
import { MemberTable } from './memberTable.ts';
import { rowFlags, type RowBatch } from './rowBatch.ts';

const QUOTE = 0x22;
const opening = Buffer.from('"Records"');

/** Members that decide what a record is, beside those that are columns. */
const members = new MemberTable([
  ...cellColumns.flatMap((column) => (column.origin.kind === 'member' ? [column.origin.path[0] ?? ''] : [])),
  'eventTime',
  'eventID',
  'eventId',
  'userIdentity',
  'addendum',
  'timeWindow',
]);
const eventSource = members.slotOf('eventSource');
const eventName = members.slotOf('eventName');
const addendum = members.slotOf('addendum');

export class FastReader {
  private readonly plan = new CellPlan(members);

  /** The number of records added to the batch, or `undefined` (and nothing added) where the file needs the general reader. */
  read(bytes: Buffer, batch: RowBatch, file: number): number | undefined {
    const first = recordsStart(bytes);
    if (first === undefined || !(isAscii(bytes) || isUtf8(bytes))) return undefined;
    const mark = batch.mark();
    const count = this.readRecords(bytes, first, batch, file);
    if (count === undefined) batch.reset(mark);
    return count;
  }

  private readRecords(bytes: Buffer, first: number, batch: RowBatch, file: number): number | undefined {
    let at = skipSpace(bytes, first);
    if (bytes[at] === 0x5d) return isEnd(bytes, at + 1) ? 0 : undefined;
    for (let ordinal = 0; ; ordinal += 1) {
      const start = at;
      at = scanRecord(bytes, at);
      if (at < 0 || !this.addRecord(bytes, start, at, batch)) return undefined;
      batch.addPlace({
        file,
        ordinal,
        start,
        end: at,
        flags: members.isPresent(bytes, addendum) ? rowFlags.amended : 0,
      });
      at = skipSpace(bytes, at);
      if (bytes[at] === 0x5d) return isEnd(bytes, at + 1) ? ordinal + 1 : undefined;
      if (bytes[at] !== 0x2c) return undefined;
      at = skipSpace(bytes, at + 1);
    }
  }

  private addRecord(bytes: Buffer, start: number, end: number, batch: RowBatch): boolean {
    if (!isPlainEvent(bytes)) return false;
    if (!this.plan.addRow(bytes, batch)) {
      const value = JSON.parse(bytes.toString('utf8', start, end)) as RecordValue;
      if (classifyRecord(value).kind === 'rejected') return false;
      batch.addCells(readCells(value));
    }
    batch.record.addBytes(bytes, start, end);
    return true;
  }
}

/** The offset after `{"Records":[`, if the file begins so. */
function recordsStart(bytes: Buffer): number | undefined {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  at = skipSpace(bytes, at);
  if (bytes[at] !== 0x7b) return undefined;
  at = skipSpace(bytes, at + 1);
  if (bytes.compare(opening, 0, opening.length, at, at + opening.length) !== 0) return undefined;
  at = skipSpace(bytes, at + opening.length);
  if (bytes[at] !== 0x3a) return undefined;
  at = skipSpace(bytes, at + 1);
  return bytes[at] === 0x5b ? at + 1 : undefined;
}

function isEnd(bytes: Uint8Array, from: number): boolean {
  const at = skipSpace(bytes, from);
  return bytes[at] === 0x7d && skipSpace(bytes, at + 1) === bytes.length;
}

/** Steps over one record, noting in `members` where its top-level members lie; -1 if it is not a valid object. */
function scanRecord(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== 0x7b) return -1;
  members.clear();
  let at = skipSpace(bytes, from + 1);
  for (;;) {
    if (bytes[at] !== QUOTE) return -1;
    const keyEnd = skipString(bytes, at);
    if (keyEnd < 0) return -1;
    const slot = members.find(bytes, at + 1, keyEnd - 1);
    if (slot < -1) return -1;
    at = skipSpace(bytes, keyEnd);
    if (bytes[at] !== 0x3a) return -1;
    const start = skipSpace(bytes, at + 1);
    at = skipValue(bytes, start, 2);
    if (at < 0) return -1;
    if (slot >= 0) members.note(slot, start, at);
    at = skipSpace(bytes, at);
    if (bytes[at] === 0x7d) return at + 1;
    if (bytes[at] !== 0x2c) return -1;
    at = skipSpace(bytes, at + 1);
  }
}

/** Texts in eventSource and eventName; not one of the `aws:s3`, `aws:sns` … look-alikes of Lambda and S3 notifications. */
function isPlainEvent(bytes: Uint8Array): boolean {
  const source = members.start(eventSource);
  const name = members.start(eventName);
  if (source < 0 || name < 0 || bytes[source] !== QUOTE || bytes[name] !== QUOTE) return false;
  return !(
    bytes[source + 1] === 0x61 &&
    bytes[source + 2] === 0x77 &&
    bytes[source + 3] === 0x73 &&
    bytes[source + 4] === 0x3a
  );
}
