// Reads JSON in any of the forms CloudTrail's records come in, in chunks of any size: values one after another, on
// lines of their own or not, arrays of them, and objects with an array of records. Only finds where the values that
// stand in a record's place begin and end; `RecordPlaces` reads them.
import { closeBrace, closeBracket, comma, isSpace, openBrace, openBracket, quote, scalarEnd } from './bytes.ts';
import { envelopeNameBefore, followsArray } from './envelopes.ts';
import { JsonReading, type OpenArray } from './jsonReading.ts';
import { maxLookBack } from './limits.ts';
import type { PendingValue } from './pendingValue.ts';
import { isJsonScalar } from './syntaxError.ts';
import { lineAt } from './textLine.ts';

const longestScalar = 4096;

export class JsonLogParser extends JsonReading {
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
    if (this.mode === 'doubt') return this.brokenStart;
    if (this.mode === 'lost') return Math.max(this.lostFrom, this.cursor.position - maxLookBack);
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
      case 'closing':
        return this.stepClosing();
      case 'doubt':
        return this.stepDoubt();
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
    this.hasPrefix = false;
    if (byte === quote) return this.beginValue();
    if (byte !== openBracket) return this.stepLine();
    const isArray = this.isArrayNext();
    if (isArray === undefined) return false;
    if (!isArray) return this.stepLine();
    this.array = { envelope: undefined, expected: 'first' };
    this.cursor.position += 1;
    return this.enter('array');
  }

  /** `[2026-06-01 …] {…}` is a log line, `[default]` a settings file. Undefined where more bytes are needed. */
  private isArrayNext(): boolean | undefined {
    const { bytes, base } = this.window;
    const from = this.cursor.position - base + 1;
    const next = bytes[from];
    if (next === undefined) return this.cursor.isFinal ? true : undefined;
    if (isSpace(next) || next === openBrace || next === openBracket || next === quote || next === closeBracket)
      return true;
    const end = scalarEnd(bytes, from, Math.min(bytes.length, from + longestScalar));
    if (end < 0 && bytes.length - from < longestScalar && !this.cursor.isFinal) return undefined;
    return end >= 0 && isJsonScalar(bytes.toString('latin1', from, end));
  }

  private beginObject(hasPrefix: boolean): boolean {
    this.hasPrefix = hasPrefix;
    const end = this.places.guessLine(this.cursor.position, this.cursor.isFinal);
    if (end >= 0) return this.endAlone(end);
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
    const reached = result.kind === 'more' ? this.window.end : result.at;
    if (this.isOverlong(pending, reached)) return true;
    if (result.kind === 'array') return this.enterEnvelope(result.at);
    if (result.kind === 'fault') return this.breakOff(pending, result.at);
    if (result.kind === 'more') return false;
    this.cursor.position = result.at;
    const array = pending === this.outer ? undefined : this.array;
    if (array !== undefined) array.expected = 'separator';
    if (!pending.isEntered && !this.places.accept(pending, result.at, array?.envelope, this.hasPrefix)) {
      return this.doubt(pending.start, result.at);
    }
    return array === undefined ? this.endAlone(result.at) : this.enter('array');
  }

  /** A value that stands alone was read: what was given up before it need not be looked for. */
  private endAlone(at: number): boolean {
    this.lostArray = undefined;
    return this.goTo(at, 'between');
  }

  private enterEnvelope(at: number): boolean {
    const envelope = envelopeNameBefore(this.window.bytes, at - this.window.base);
    if (envelope === undefined) {
      this.outer.scanner.passArray();
      return true;
    }
    this.report.noteEnvelope();
    this.outer.isEntered = true;
    this.lostArray = undefined;
    this.outer.isDropped = true;
    this.array = { envelope, expected: 'first' };
    return this.goTo(at + 1, 'array');
  }

  private stepArray(array: OpenArray): boolean {
    const byte = this.nextByte(false);
    if (byte === undefined) return false;
    if (byte === closeBracket) return this.endArray(array);
    if (byte === comma) {
      if (array.expected === 'first' || array.expected === 'element') this.reportBreak(this.cursor.position);
      array.expected = array.expected === 'separator' ? 'element' : 'element-again';
      return this.goTo(this.cursor.position + 1, 'array');
    }
    if (array.expected === 'separator' && (byte === quote || byte === openBracket)) return this.breakArray();
    if (byte === quote || byte === openBracket) return this.beginValue();
    if (byte !== openBrace) return this.stepScalar(array);
    const end = this.places.guessElement(this.cursor.position, array.envelope);
    if (end < 0) return this.beginValue();
    array.expected = 'separator';
    return this.goTo(end, 'array');
  }

  private endArray(array: OpenArray): boolean {
    if (array.envelope === undefined && array.expected === 'first') this.report.noteEmptyArray();
    array.expected = 'separator';
    // The object around an array that was given up and taken up again is no longer known.
    const isInObject = array.envelope !== undefined && this.outer.isEntered;
    return this.goTo(this.cursor.position + 1, isInObject ? 'closing' : 'between');
  }

  /** Behind the array of an envelope: a bracket too many may have ended it too early. */
  private stepClosing(): boolean {
    const byte = this.nextByte(false);
    if (byte === undefined) return false;
    if (byte !== comma && byte !== closeBrace) return this.breakArray();
    const follows =
      byte === comma ? followsArray(this.window.bytes, this.cursor.position - this.window.base) : 'member';
    if (follows === 'more' && !this.cursor.isFinal) return false;
    if (follows === 'element' && this.array !== undefined) {
      this.reportBreak(this.cursor.position);
      return this.enter('array');
    }
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
    // Something short between two elements costs neither; of a longer text each word would be a problem.
    if (array.expected === 'separator' && isSpace(bytes[found])) return this.breakArray();
    const scalarEndsAt = base + found;
    if (!this.places.acceptScalar(this.cursor.position, scalarEndsAt, array.envelope)) {
      this.places.refuseBroken(this.cursor.position, scalarEndsAt, false);
    }
    array.expected = 'separator';
    return this.goTo(scalarEndsAt, 'array');
  }
}
