// Counts what is found in one file, numbers its places, and decides what the file is. Until the first record is
// found, what is not a record is held back: a file without records is one line in the ledger, not one per line of it.
import { problemLevel, type Problem, type ProblemKind } from '../../../shared/problems.ts';
import type { FoundRecord } from './found.ts';
import { maxHeldPlaces, maxKeptTextLength } from './limits.ts';
import type { Lookalike } from './lookalikes.ts';
import { fileMessages } from './fileMessages.ts';
import type { Finding } from './wrappings.ts';

/** `bytes`: the record's bytes where they are not UTF-8; only when texts are read as they are. */
export type ReportedRecord = FoundRecord & { readonly bytes?: Buffer };

export type ReportSink = { record(found: ReportedRecord): void; problem(problem: Problem): void };

export type Fault = {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly position?: number;
  /** The text at fault; given where it stands in a record's place. */
  readonly text?: string;
  /** What is before the fault reads as JSON, so the file is JSON and broken, not something else. */
  readonly isInJson: boolean;
};

/** Thrown at the first record of a file if more was held back before it than is kept: the file is read once more. */
export class TooMuchHeld extends Error {}

/** What may be held back: a value of another kind, broken JSON, or text that never was JSON. */
type Held = { readonly problem: Problem; readonly nature: Lookalike | 'broken' | 'text' };

export class FileReport {
  records = 0;
  rejected = 0;
  private ordinal = 0;
  private held: Held[] = [];
  private hasHeldTooMuch = false;
  private isLog: boolean;
  private hasEnvelope = false;
  private hasEmptyArray = false;
  private readonly sink: ReportSink;
  private readonly file: string;

  /** Texts are wanted as they are in the file, not as they can be stored. */
  readonly isExact: boolean;

  /** `isLog`: it is known that the file holds records, so nothing needs to be held back. */
  constructor(
    sink: ReportSink,
    file: string,
    { isLog, isExact }: { readonly isLog: boolean; readonly isExact: boolean },
  ) {
    this.sink = sink;
    this.file = file;
    this.isLog = isLog;
    this.isExact = isExact;
  }

  add(finding: Finding): void {
    const { start, end, text } = finding;
    if (finding.kind === 'record') {
      this.beginLog();
      this.records += 1;
      const { value, isTextRepaired, isSummaryOnly = false, bytes } = finding;
      this.sink.record({
        value,
        text,
        ordinal: this.ordinal++,
        start,
        end,
        isSummaryOnly,
        isTextRepaired,
        ...(bytes === undefined ? {} : { bytes }),
      });
      return;
    }
    if (finding.lookalike === undefined) this.beginLog();
    const problem = this.problem('invalid-record', finding.message, start, text);
    this.emitOrHold({ problem, nature: finding.lookalike ?? 'broken' });
  }

  fault(fault: Fault): void {
    const problem = this.problem(fault.kind, fault.message, fault.position, fault.text);
    this.emitOrHold({ problem, nature: fault.isInJson ? 'broken' : 'text' });
  }

  /** An array under a name that CloudTrail uses: a file with nothing in it is a log without events. */
  noteEnvelope(): void {
    this.hasEnvelope = true;
  }

  noteEmptyArray(): void {
    this.hasEmptyArray = true;
  }

  /** A fact about the whole file. */
  note(kind: keyof typeof fileMessages): void {
    this.emit({ file: this.file, kind, level: problemLevel(kind), message: fileMessages[kind] });
  }

  /** Says what the file was, if it was no log, and then how reading it was cut short, if it was. */
  finish(damage?: Fault): void {
    if (!this.isLog) this.judge(damage !== undefined);
    if (damage !== undefined) this.emit(this.problem(damage.kind, damage.message, damage.position));
  }

  private judge(isDamaged: boolean): void {
    const natures = new Set(this.held.map((each) => each.nature));
    const broken = this.held.filter((each) => each.nature === 'broken');
    const special = (['digest', 'insight-manifest', 's3-notification'] as const).find((each) => natures.has(each));
    if (special !== undefined) this.note(special);
    else if (this.hasEnvelope && broken.length > 0) this.beginLog();
    else if (natures.has('not-cloudtrail')) this.note('not-cloudtrail');
    else if (broken[0] !== undefined) this.emit(broken[0].problem);
    else if (natures.has('text')) this.note('not-json');
    else if (!this.hasEnvelope && (this.hasEmptyArray || !isDamaged)) this.note('empty');
  }

  private beginLog(): void {
    if (this.isLog) return;
    if (this.hasHeldTooMuch) throw new TooMuchHeld();
    this.isLog = true;
    for (const { problem } of this.held) this.emit(problem);
    this.held = [];
  }

  private emitOrHold(held: Held): void {
    if (this.isLog) this.emit(held.problem);
    else if (this.held.length < maxHeldPlaces) this.held.push(held);
    else this.hasHeldTooMuch = true;
  }

  private emit(problem: Problem): void {
    if (problem.kind === 'invalid-record') this.rejected += 1;
    this.sink.problem(problem);
  }

  private problem(kind: ProblemKind, message: string, position?: number, text?: string): Problem {
    return {
      file: this.file,
      kind,
      level: problemLevel(kind),
      message,
      ...(position === undefined ? {} : { position }),
      ...(text === undefined ? {} : { record: this.ordinal++, text: text.slice(0, maxKeptTextLength) }),
    };
  }
}
