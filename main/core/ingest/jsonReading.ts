// Where the reading of JSON stands, and how it goes on after what is broken: nothing that is sure to be a record is lost.
import { ByteCursor } from './byteCursor.ts';
import type { FileReport } from './fileReport.ts';
import { formatBytes, maxLookBack, maxRecordBytes, maxSkippedBytes } from './limits.ts';
import { PendingValue } from './pendingValue.ts';
import { RecordPlaces } from './recordPlaces.ts';
import { findRestart, followsElement, followsValue, type RestartRule } from './restart.ts';

/** What is read next: a value, the rest of an object, an element, the rest of a value, or the next sure beginning. */
export type Mode = 'between' | 'object' | 'array' | 'closing' | 'value' | 'doubt' | 'lost' | 'stopped';

/** The array that is being read; `envelope` is the name of the member it stands under. */
export type OpenArray = { readonly envelope: string | undefined; expected: Expected };
/** `element-again`: after more than one comma, which is said once. */
type Expected = 'first' | 'element' | 'element-again' | 'separator';

/** How many bytes may be read twice to find records behind broken ones, before such searches get shorter. */
const rereadBudget = 64 * 1024 * 1024;

export class JsonReading {
  protected readonly cursor = new ByteCursor();
  protected readonly window = this.cursor.window;
  protected readonly places: RecordPlaces;
  protected readonly report: FileReport;
  /** An object between whose members an array of records may stand; `inner` is any other value. */
  protected readonly outer = new PendingValue();
  protected readonly inner = new PendingValue();
  protected mode: Mode = 'between';
  protected array: OpenArray | undefined;
  /** The array that was given up for an object on a line of its own. */
  protected lostArray: OpenArray | undefined;
  protected hasPrefix = false;
  protected brokenStart = 0;
  /** Where the search for the next sure beginning began. */
  protected lostFrom = 0;
  protected restartRule: RestartRule = 'line';
  protected rereadBytes = 0;

  constructor(report: FileReport) {
    this.report = report;
    this.places = new RecordPlaces(this.window, report);
  }

  /**
   * Whether the value, read up to `reached`, is longer than a record may be and for that reason given up. One that is
   * not broken is no longer held, but passed over, so far as that makes sense.
   */
  protected isOverlong(pending: PendingValue, reached: number): boolean {
    if (!pending.isDropped && pending.isTooLong(reached)) {
      const longest = pending.start + maxRecordBytes;
      if (this.places.isBroken(pending.start, longest)) return this.breakOff(pending, longest);
      pending.drop(this.window);
    }
    const isHopeless = reached - pending.start > maxSkippedBytes || pending.scanner.isTooDeep;
    if (!pending.isDropped || pending.isEntered || !isHopeless) return false;
    this.places.refuseLong(pending);
    return this.enter('stopped');
  }

  /** The value cannot be read to its end. */
  protected breakOff(pending: PendingValue, at: number): boolean {
    const rule = this.array !== undefined ? 'element' : this.hasPrefix ? 'line' : 'object';
    if (pending.isEntered) return this.breakArray(at, rule);
    if (pending.isDropped) {
      this.places.refuseLong(pending);
      return this.lose(at, rule);
    }
    // The scanner may stop one byte before the one that cannot stand there.
    this.places.refuseBroken(pending.start, at, this.hasPrefix, 2);
    return this.lose(this.mayReread(pending.start, at) ? pending.start + 1 : at, rule);
  }

  /** The value has an end but is no JSON. A quote may be missing: then the end is chance, and good records are in it. */
  protected doubt(start: number, end: number): boolean {
    this.brokenStart = this.mayReread(start, end) ? start : end;
    return this.goTo(end, 'doubt');
  }

  /** Trusts the end of a broken value if what follows is what should, and looks for the next record in the value if not. */
  protected stepDoubt(): boolean {
    const { bytes, base } = this.window;
    const end = this.cursor.position;
    const follows = this.array === undefined ? followsValue(bytes, end - base) : followsElement(bytes, end - base);
    if (follows === 'more' && !this.cursor.isFinal) return false;
    const rule = this.array !== undefined ? 'element' : this.hasPrefix ? 'line' : 'object';
    const lowest = this.brokenStart + 1 - base;
    const inside = findRestart(bytes.subarray(0, end - base), { from: lowest, lowest }, rule);
    if (follows === 'no' || (inside !== undefined && this.array === undefined))
      return this.lose(this.brokenStart + 1, rule);
    return this.goTo(end, this.array === undefined ? 'between' : 'array');
  }

  protected mayReread(start: number, end: number): boolean {
    this.rereadBytes += end - start;
    return this.rereadBytes <= rereadBudget;
  }

  /** Something stands between elements or members that cannot stand there. */
  protected breakArray(at = this.cursor.position, rule: RestartRule = 'element'): boolean {
    this.reportBreak(at);
    return this.lose(at, rule);
  }

  protected reportBreak(position: number): void {
    const isInJson = this.array?.expected !== 'first';
    const message = 'Invalid JSON: a comma or a closing bracket is expected.';
    this.report.fault({ kind: 'invalid-json', message, position, isInJson });
  }

  protected lose(from: number, rule: RestartRule): boolean {
    // What looked like a new line may have been a piece of a broken element: back to looking for elements too.
    this.array ??= this.lostArray;
    this.restartRule = this.lostArray === undefined ? rule : 'element';
    this.lostFrom = from;
    return this.goTo(from, 'lost');
  }

  protected stepLost(): boolean {
    const { bytes, base, end } = this.window;
    const places = { from: this.cursor.position - base, lowest: Math.max(0, this.lostFrom - base) };
    const found = findRestart(bytes, places, this.restartRule);
    if (found === undefined) {
      this.cursor.position = this.cursor.isFinal ? end : Math.max(this.cursor.position, end - maxLookBack);
      return this.cursor.isFinal && this.enter('between');
    }
    this.lostArray = found.kind === 'line' ? this.array : undefined;
    const isElement = found.kind === 'element' && this.array !== undefined;
    if (isElement && this.array !== undefined) this.array.expected = 'element';
    return this.goTo(base + found.at, isElement ? 'array' : 'between');
  }

  /** True where reading can go on behind broken JSON that only the end of the file has shown to be broken. */
  protected recoverAtEnd(isCutShort: boolean): boolean {
    if (this.mode === 'between' || this.mode === 'lost' || this.mode === 'stopped') return false;
    const pending = this.mode === 'object' ? this.outer : this.inner;
    const isHeld = (this.mode === 'object' || this.mode === 'value') && !pending.isDropped;
    if (isHeld && this.places.isBroken(pending.start, this.window.end)) return this.breakOff(pending, this.window.end);
    this.mode = 'stopped';
    if (isCutShort) return false;
    const message = `The file ends in the middle of its JSON. Whole records before that: ${String(this.report.records)}.`;
    this.report.fault({ kind: 'truncated', message, position: this.window.end, isInJson: true });
    return false;
  }

  protected nextByte(passesCommas: boolean): number | undefined {
    const byte = this.cursor.nextByte(passesCommas);
    if (!this.cursor.isInVoid) return byte;
    const message = `More than ${formatBytes(maxRecordBytes)} of whitespace: the rest of the file was not read.`;
    this.report.fault({ kind: 'too-large', message, position: this.cursor.gapStart, isInJson: true });
    this.mode = 'stopped';
    return undefined;
  }

  protected enter(mode: Mode): true {
    this.mode = mode;
    return true;
  }

  protected goTo(position: number, mode: Mode): true {
    this.cursor.position = position;
    this.mode = mode;
    return true;
  }
}
