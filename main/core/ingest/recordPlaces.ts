// Takes the text that stands in a record's place, parses it once, and reports the record or what is wrong with it.
import { closeBrace, lineFeed } from './bytes.ts';
import type { ByteWindow } from './byteWindow.ts';
import { decodeText } from './decodeText.ts';
import { beginsWithEnvelope } from './envelopes.ts';
import type { FileReport } from './fileReport.ts';
import type { JsonObject } from './found.ts';
import { formatBytes, maxDepth, maxRecordBytes } from './limits.ts';
import { isObject } from './lookalikes.ts';
import { headText, type PendingValue } from './pendingValue.ts';
import { findSyntaxFault } from './syntaxError.ts';
import { findRecords, holdsOwnText, reasonAgainst, rejectionAt, type Span } from './wrappings.ts';

/** CloudTrail's files are compact and its records begin with this member. */
const nextRecord = Buffer.from('},{"eventVersion":');
/** CloudTrail's longest record is 256 kB; a longer one is found by scanning. */
const longestGuess = 256 * 1024;

export class RecordPlaces {
  private readonly window: ByteWindow;
  private readonly report: FileReport;
  /** No `nextRecord` lies before this position. */
  private noneBefore = 0;
  private nextAt = -1;

  constructor(window: ByteWindow, report: FileReport) {
    this.window = window;
    this.report = report;
  }

  /**
   * Guesses where the element at `start` ends, by searching for the next one, ten times as fast as scanning. JSON.parse
   * proves the guess: only one end makes the text an object. Returns the end, or -1 if the guess is wrong.
   */
  guessElement(start: number, envelope: string | undefined): number {
    const { bytes, base, end } = this.window;
    if (this.nextAt < start) {
      if (end <= this.noneBefore) return -1;
      const found = bytes.indexOf(nextRecord, start - base);
      if (found < 0) {
        this.noneBefore = end;
        return -1;
      }
      this.nextAt = base + found;
    }
    const guessed = this.nextAt + 1;
    return guessed - start <= longestGuess && this.tryAccept(start, guessed, envelope) ? guessed : -1;
  }

  /** The same for an object that should end with its line. */
  guessLine(start: number, isFinal: boolean): number {
    const { bytes, base } = this.window;
    const from = start - base;
    const ahead = bytes.subarray(from, from + longestGuess);
    const feed = ahead.indexOf(lineFeed);
    if (feed < 0 && !(isFinal && from + ahead.length === bytes.length)) return -1;
    const length = ahead.subarray(0, feed < 0 ? ahead.length : feed).lastIndexOf(closeBrace) + 1;
    if (length < 2 || beginsWithEnvelope(bytes, from)) return -1;
    return this.tryAccept(start, start + length, undefined) ? start + length : -1;
  }

  /** A value whose end is known. False where it is not JSON, which is then reported. */
  accept(pending: PendingValue, end: number, envelope: string | undefined, hasPrefix: boolean): boolean {
    const { start, scanner } = pending;
    if (pending.isDropped) return this.refuseLong(pending);
    if (scanner.isTooDeep) {
      this.refuse(
        'too-large',
        start,
        headText(this.window, start, end),
        `is nested deeper than ${String(maxDepth)} levels`,
      );
      return true;
    }
    return this.tryAccept(start, end, envelope) || this.refuseBroken(start, end, hasPrefix);
  }

  /** A number or literal among the elements of an array, or alone on a line. */
  acceptScalar(start: number, end: number, envelope: string | undefined): boolean {
    return this.tryAccept(start, end, envelope);
  }

  /** Reports what is wrong with the JSON from `start`, and returns false. The fault may lie a few bytes `beyond` the end. */
  refuseBroken(start: number, end: number, hasPrefix: boolean, beyond = 0): false {
    const { bytes, base } = this.window;
    const last = Math.min(end + beyond, this.window.end, start + maxRecordBytes);
    const fault = findSyntaxFault(bytes, start - base, last - base);
    const at = fault?.at ?? start - base;
    // `{` or `[` and then at once something else: more likely another kind of text than broken JSON.
    const isInJson = !hasPrefix && bytes.subarray(start - base + 1, at).some((byte) => byte > 0x20);
    this.report.fault({
      kind: 'invalid-json',
      message: `Invalid JSON: ${fault?.reason ?? 'the text cannot be parsed'}.`,
      position: base + at,
      text: headText(this.window, start, end),
      isInJson,
    });
    return false;
  }

  /** Whether there is a fault in the JSON from `start`, other than that it may go on; looks no further than a record may go. */
  isBroken(start: number, end: number): boolean {
    const { bytes, base } = this.window;
    const fault = findSyntaxFault(bytes, start - base, Math.min(end, start + maxRecordBytes) - base);
    return fault !== undefined && !fault.isAtEnd;
  }

  refuseLong({ start, head }: PendingValue): true {
    this.refuse('too-large', start, head, `is longer than ${formatBytes(maxRecordBytes)}`);
    return true;
  }

  private refuse(kind: 'too-large', position: number, text: string, what: string): void {
    this.report.fault({ kind, message: `A record ${what} and was not read.`, position, text, isInJson: true });
  }

  private tryAccept(start: number, end: number, envelope: string | undefined): boolean {
    const { bytes, base, isAscii } = this.window;
    const { text, isRepaired } = decodeText(bytes, start - base, end - base, isAscii);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return false;
    }
    if (isDeep(value, maxDepth)) return false;
    const { isExact } = this.report;
    if (!isExact && isObject(value) && reasonAgainst(value) === undefined && !holdsOwnText(value)) {
      this.report.add({ kind: 'record', value, text, start, end, isTextRepaired: isRepaired });
      return true;
    }
    this.open(value, { bytes, start: start - base, end: end - base, isAscii, base, isExact }, envelope);
    return true;
  }

  /** Something else than a record: what it holds, or why it is rejected. */
  private open(value: unknown, span: Span, envelope: string | undefined): void {
    const findings = findRecords(value, span);
    for (const finding of findings) this.report.add(finding);
    if (findings.length === 0 && !isEmptyEnvelope(value)) this.report.add(rejectionAt(value, span, envelope));
    else if (findings.length === 0) this.report.noteEnvelope();
  }
}

/** `{"Records":[]}` on a line of its own. */
function isEmptyEnvelope(value: unknown): boolean {
  if (!isObject(value)) return false;
  return ['Records', 'records', 'Events', 'events', 'logEvents'].some((name) => isEmptyArray(value[name]));
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((element) => isDeep(element, levels - 1));
  for (const name in value) {
    const inner: unknown = (value as JsonObject)[name];
    if (typeof inner === 'object' && inner !== null && isDeep(inner, levels - 1)) return true;
  }
  return false;
}
