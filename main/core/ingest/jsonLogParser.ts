// Reads JSON in any of the forms CloudTrail's records come in, in chunks of any size: values one after another, on
// lines of their own or not, arrays of them, and objects with an array of records. Only finds where the values that
// stand in a record's place begin and end; `RecordPlaces` reads them.
import { ByteCursor } from './byteCursor.ts';
import { closeBracket, comma, isSpace, openBrace, openBracket, quote, scalarEnd } from './bytes.ts';
import { envelopeNameBefore, nextRecordStart } from './envelopes.ts';
import type { FileReport } from './fileReport.ts';
import { formatBytes, maxRecordBytes, maxSkippedBytes } from './limits.ts';
import { PendingValue } from './pendingValue.ts';
import { RecordPlaces } from './recordPlaces.ts';
import { findRestart, type RestartRule } from './restart.ts';
import { lineAt } from './textLine.ts';

/** What is read next: a value, the rest of an object, an element, the rest of a value, or the next sure beginning. */
type Mode = 'between' | 'object' | 'array' | 'value' | 'lost' | 'stopped';

/** The array that is being read; `envelope` is the name of the member it stands under. */
type OpenArray = { readonly envelope: string | undefined; expected: 'first' | 'element' | 'separator' };

const longestScalar = 4096;
/** How far back the beginning of a record is looked for when more bytes have come. */
const restartLookBack = 256;
/** How many bytes may be read twice to find records behind broken ones, before such searches get shorter. */
const rereadBudget = 64 * 1024 * 1024;

export class JsonLogParser {
  private readonly cursor = new ByteCursor();
  private readonly window = this.cursor.window;
  private readonly places: RecordPlaces;
  private readonly report: FileReport;
  /** An object between whose members an array of records may stand; `inner` is any other value. */
  private readonly outer = new PendingValue();
  private readonly inner = new PendingValue();
  private mode: Mode = 'between';
  private array: OpenArray | undefined;
  private hasPrefix = false;
  private restartRule: RestartRule = 'line';
  private rereadBytes = 0;

  constructor(report: FileReport) {
    this.report = report;
    this.places = new RecordPlaces(this.window, report);
  }

  /** Nothing that follows can be read. */
  get isStopped(): boolean {
    return this.mode === 'stopped';
  }

  write(chunk: Buffer): void {
    this.window.append(chunk, this.keepFrom());
    this.run();
  }

  /** `isCutShort`: the bytes end because they could not be read on, which is reported elsewhere. */
  finish(isCutShort: boolean): void {
    this.cursor.isFinal = true;
    do this.run();
    while (this.recoverAtEnd(isCutShort));
  }

  private keepFrom(): number {
    if (this.mode === 'object') return this.outer.keepFrom;
    if (this.mode === 'value') return this.inner.keepFrom;
    return this.cursor.position;
  }

  private run(): void {
    let hasMoved = true;
    while (hasMoved) hasMoved = this.step();
  }

  /** False where the next bytes are needed. */
  private step(): boolean {
    switch (this.mode) {
      case 'between':
        return this.stepBetween();
      case 'object':
      case 'value':
        return this.stepPending(this.mode === 'object' ? this.outer : this.inner);
      case 'array':
        return this.array === undefined ? this.enter('between') : this.stepArray(this.array);
      case 'lost':
        return this.stepLost();
      case 'stopped':
        return false;
    }
  }

  private stepBetween(): boolean {
    const byte = this.nextByte(true);
    if (byte === undefined) return false;
    this.array = undefined;
    if (byte === openBrace) return this.beginObject(false);
    if (byte === quote) return this.beginValue();
    if (byte !== openBracket) return this.stepLine();
    const next = this.cursor.byteAt(this.cursor.position + 1);
    if (next === undefined && !this.cursor.isFinal) return false;
    // `[2026-06-01 …] {…}` is a log line, `[default]` a settings file.
    const isArray = next === undefined || isSpace(next) || [openBrace, openBracket, quote, closeBracket].includes(next);
    if (!isArray) return this.stepLine();
    this.array = { envelope: undefined, expected: 'first' };
    this.cursor.position += 1;
    return this.enter('array');
  }

  private beginObject(hasPrefix: boolean): boolean {
    this.hasPrefix = hasPrefix;
    const end = this.places.guessLine(this.cursor.position, this.cursor.isFinal);
    if (end >= 0) return this.goTo(end, 'between');
    this.outer.begin(this.cursor.position, true);
    return this.enter('object');
  }

  private beginValue(): boolean {
    this.inner.begin(this.cursor.position, false);
    return this.enter('value');
  }

  /** A line that does not begin as JSON. */
  private stepLine(): boolean {
    const { bytes, base } = this.window;
    const line = lineAt(bytes, this.cursor.position - base, this.cursor.isFinal);
    if (line.kind === 'more') return false;
    if (line.kind === 'prefix') {
      this.cursor.position = base + line.brace;
      return this.beginObject(true);
    }
    const end = base + line.end;
    if (!this.places.acceptScalar(this.cursor.position, end, undefined)) {
      const isBinary = line.text.includes('\0');
      const message = isBinary ? 'Binary data where JSON was expected.' : 'This line is not JSON.';
      this.report.fault({
        kind: 'invalid-json',
        message,
        position: this.cursor.position,
        text: line.text,
        isInJson: false,
      });
      if (isBinary) return this.enter('stopped');
    }
    return this.lose(end, 'line');
  }

  private stepPending(pending: PendingValue): boolean {
    const result = pending.advance(this.window);
    if (result.kind === 'array') return this.enterEnvelope(result.at);
    if (result.kind === 'fault') return this.breakOff(pending, result.at);
    if (result.kind === 'more') return this.holdOn(pending);
    this.cursor.position = result.at;
    const array = pending === this.outer ? undefined : this.array;
    if (array !== undefined) array.expected = 'separator';
    if (!pending.isEntered && !this.places.accept(pending, result.at, array?.envelope, this.hasPrefix)) {
      return this.rereadBroken(pending.start, result.at);
    }
    return this.enter(array === undefined ? 'between' : 'array');
  }

  private enterEnvelope(at: number): boolean {
    const envelope = envelopeNameBefore(this.window.bytes, at - this.window.base);
    if (envelope === undefined) {
      this.outer.scanner.passArray();
      return true;
    }
    this.report.noteEnvelope();
    this.outer.isEntered = true;
    this.outer.isDropped = true;
    this.array = { envelope, expected: 'first' };
    return this.goTo(at + 1, 'array');
  }

  private stepArray(array: OpenArray): boolean {
    const byte = this.nextByte(false);
    if (byte === undefined) return false;
    if (byte === closeBracket) return this.endArray(array);
    if (array.expected === 'separator' && byte === comma) {
      array.expected = 'element';
      return this.goTo(this.cursor.position + 1, 'array');
    }
    if (array.expected === 'separator' && byte !== openBrace) return this.breakArray();
    if (byte === quote || byte === openBracket) return this.beginValue();
    if (byte !== openBrace) return this.stepScalar(array);
    const end = this.places.guessElement(this.cursor.position, array.envelope);
    if (end < 0) return this.beginValue();
    array.expected = 'separator';
    return this.goTo(end, 'array');
  }

  private endArray(array: OpenArray): boolean {
    if (array.envelope === undefined && array.expected === 'first') this.report.noteEmptyArray();
    this.cursor.position += 1;
    this.array = undefined;
    if (array.envelope === undefined) return this.enter('between');
    this.outer.resumeAt = this.cursor.position;
    return this.enter('object');
  }

  private stepScalar(array: OpenArray): boolean {
    const { bytes, base, end } = this.window;
    const found = scalarEnd(
      bytes,
      this.cursor.position - base,
      Math.min(bytes.length, this.cursor.position - base + longestScalar),
    );
    if (found < 0 && end - this.cursor.position < longestScalar && !this.cursor.isFinal) return false;
    if (found < 0 || found === this.cursor.position - base) return this.breakArray();
    const scalarEndsAt = base + found;
    if (!this.places.acceptScalar(this.cursor.position, scalarEndsAt, array.envelope)) {
      this.places.refuseBroken(this.cursor.position, scalarEndsAt, false);
    }
    array.expected = 'separator';
    return this.goTo(scalarEndsAt, 'array');
  }

  /** The value is not at its end: what there is of it is held, up to the length of a record. */
  private holdOn(pending: PendingValue): boolean {
    if (this.cursor.isFinal) return false;
    const length = this.window.end - pending.start;
    if (!pending.isDropped && length > maxRecordBytes) {
      if (this.places.isBroken(pending.start, this.window.end)) return this.breakOff(pending, this.window.end);
      pending.drop(this.window);
    }
    const isHopeless = length > maxSkippedBytes || pending.scanner.isTooDeep;
    if (!pending.isDropped || pending.isEntered || !isHopeless) return false;
    this.places.refuseLong(pending, this.window.end);
    return this.enter('stopped');
  }

  /** The value cannot be read to its end. */
  private breakOff(pending: PendingValue, at: number): boolean {
    const rule = pending === this.inner && this.array !== undefined ? 'element' : this.hasPrefix ? 'line' : 'object';
    if (pending.isEntered) return this.breakArray(at, rule);
    if (pending.isDropped || (pending.isTooLong(at) && !this.places.isBroken(pending.start, at))) {
      this.places.refuseLong(pending, at);
      return this.lose(at, rule);
    }
    this.places.refuseBroken(pending.start, this.window.end, this.hasPrefix);
    return this.lose(this.mayReread(pending.start, at) ? pending.start + 1 : at, rule);
  }

  /** The value has an end but is no JSON: a quote may be missing, and good records be swallowed by it. */
  private rereadBroken(start: number, end: number): boolean {
    if (this.array === undefined) return this.goTo(end, 'between');
    const { bytes, base } = this.window;
    const next = this.mayReread(start, end) ? nextRecordStart(bytes.subarray(0, end - base), start + 1 - base) : -1;
    if (next >= 0) this.array.expected = 'element';
    return this.goTo(next < 0 ? end : base + next, 'array');
  }

  private mayReread(start: number, end: number): boolean {
    this.rereadBytes += end - start;
    return this.rereadBytes <= rereadBudget;
  }

  /** Something stands between elements or members that cannot stand there. */
  private breakArray(at = this.cursor.position, rule: RestartRule = 'element'): boolean {
    const isInJson = this.array?.expected !== 'first';
    const message = 'Invalid JSON: a comma or a closing bracket is expected.';
    this.report.fault({ kind: 'invalid-json', message, position: at, isInJson });
    return this.lose(at, rule);
  }

  private lose(from: number, rule: RestartRule): boolean {
    this.restartRule = rule;
    return this.goTo(from, 'lost');
  }

  private stepLost(): boolean {
    const { bytes, base, end } = this.window;
    const found = findRestart(bytes, this.cursor.position - base, this.restartRule);
    if (found === undefined) {
      this.cursor.position = this.cursor.isFinal ? end : Math.max(this.cursor.position, end - restartLookBack);
      return this.cursor.isFinal && this.enter('between');
    }
    const isElement = found.kind === 'element' && this.array !== undefined;
    if (isElement && this.array !== undefined) this.array.expected = 'element';
    return this.goTo(base + found.at, isElement ? 'array' : 'between');
  }

  /** True where reading can go on behind broken JSON that only the end of the file has shown to be broken. */
  private recoverAtEnd(isCutShort: boolean): boolean {
    if (this.mode !== 'object' && this.mode !== 'value' && this.mode !== 'array') return false;
    const pending = this.mode === 'object' ? this.outer : this.inner;
    const isHeld = this.mode !== 'array' && !pending.isDropped;
    if (isHeld && this.places.isBroken(pending.start, this.window.end)) return this.breakOff(pending, this.window.end);
    this.mode = 'stopped';
    if (isCutShort) return false;
    const message = `The file ends in the middle of its JSON. Whole records before that: ${String(this.report.records)}.`;
    this.report.fault({ kind: 'truncated', message, position: this.window.end, isInJson: true });
    return false;
  }

  private nextByte(passesCommas: boolean): number | undefined {
    const byte = this.cursor.nextByte(passesCommas);
    if (!this.cursor.isInVoid) return byte;
    const message = `More than ${formatBytes(maxRecordBytes)} of whitespace: the rest of the file was not read.`;
    this.report.fault({ kind: 'too-large', message, position: this.cursor.position, isInJson: true });
    this.mode = 'stopped';
    return undefined;
  }

  private enter(mode: Mode): true {
    this.mode = mode;
    return true;
  }

  private goTo(position: number, mode: Mode): true {
    this.cursor.position = position;
    this.mode = mode;
    return true;
  }
}
