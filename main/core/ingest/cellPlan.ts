// How the fast path fills each column, worked out once from the table of columns: straight from the bytes of a
// top-level member where that gives the same cell as readCells (shared/events/record.ts), and for columns that
// lie inside `userIdentity` from a cache of identities, since few identities make most calls. Whatever does not
// fit makes the whole row go through readCells.
import { cellColumns } from '../../../shared/events/record.ts';
import { type DictionaryBuilder, type NumberBuilder, PlainTextBuilder } from './columnBuilders.ts';
import { EventTimeReader } from './eventTimeBytes.ts';
import { IdentityCache } from './identityCache.ts';
import type { RecordNotes } from './recordNotes.ts';
import type { RowBatch } from './rowBatch.ts';

const QUOTE = 0x22;
const emptyTextBytes = 2;

type Filler =
  | { readonly kind: 'text'; readonly index: number; readonly slot: number; readonly otherSlot: number }
  | { readonly kind: 'boolean'; readonly index: number; readonly slot: number }
  | { readonly kind: 'time'; readonly index: number; readonly slot: number }
  | { readonly kind: 'identity'; readonly index: number }
  /** A column this plan knows no short way for. */
  | { readonly kind: 'general'; readonly index: number };

export class CellPlan {
  private readonly fillers: readonly Filler[];
  private readonly identities: IdentityCache;
  private readonly times = new EventTimeReader();
  private readonly notes: RecordNotes;
  private readonly timeSlot: number;
  private readonly windowSlot: number;
  private readonly accountSlot: number;
  private readonly booleanSlots: readonly number[];
  private readonly isComplete: boolean;

  /** `members` are the names that `notes` looks for, in the order of its slots. */
  constructor(members: readonly string[], notes: RecordNotes) {
    this.notes = notes;
    this.fillers = cellColumns.map((column, index) => fillerOf(members, column.id, index));
    const ofIdentity = this.indicesOf('identity');
    this.identities = new IdentityCache(members.indexOf('userIdentity'), ofIdentity);
    this.timeSlot = members.indexOf('eventTime');
    this.windowSlot = members.indexOf('timeWindow');
    this.accountSlot = members.indexOf('recipientAccountId');
    this.booleanSlots = this.fillers.flatMap((filler) => (filler.kind === 'boolean' ? [filler.slot] : []));
    this.isComplete = this.indicesOf('general').length === 0;
  }

  /** Adds the cells of the current record; false (and nothing added) where readCells must. */
  addRow(batch: RowBatch): boolean {
    const { notes } = this;
    if (!this.isComplete || notes.start(this.windowSlot) !== 0 || !this.hasPlainBooleans()) return false;
    if (this.hasEmptyAccount()) return false;
    const timeMs = this.times.read(notes.bytes, notes.start(this.timeSlot), notes.valueEnd(this.timeSlot));
    const identity = this.identities.codes(notes, batch);
    if (timeMs === undefined || identity === undefined) return false;
    let identityColumn = 0;
    for (const filler of this.fillers) {
      const builder = batch.cells[filler.index];
      if (filler.kind === 'identity') {
        (builder as DictionaryBuilder).addCode(identity[identityColumn] as number);
        identityColumn += 1;
      } else if (filler.kind === 'text') this.addText(filler.slot, filler.otherSlot, builder as DictionaryBuilder);
      else if (filler.kind === 'boolean') this.addBoolean(filler.slot, builder as DictionaryBuilder);
      else (builder as NumberBuilder).add(timeMs);
    }
    return true;
  }

  private indicesOf(kind: Filler['kind']): readonly number[] {
    return this.fillers.flatMap((filler) => (filler.kind === kind ? [filler.index] : []));
  }

  private addText(slot: number, otherSlot: number, builder: DictionaryBuilder | PlainTextBuilder): void {
    const { notes } = this;
    const chosen = otherSlot >= 0 && !notes.isPresent(slot) ? otherSlot : slot;
    if (!notes.isPresent(chosen)) return builder.addNull();
    const start = notes.start(chosen);
    const end = notes.valueEnd(chosen);
    if (notes.bytes[start] !== QUOTE || notes.isEscaped(chosen)) return builder.addText(this.decode(start, end));
    if (builder instanceof PlainTextBuilder) builder.addBytes(notes.bytes, start + 1, end - 1);
    else builder.addCode(builder.codeOfBytes(notes.bytes, start + 1, end - 1, notes.hash(chosen)));
  }

  /** A text with escapes, or a value of another type as compact JSON: what readCells makes of it. */
  private decode(start: number, end: number): string {
    const value: unknown = JSON.parse(this.notes.bytes.toString('utf8', start, end));
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  private addBoolean(slot: number, builder: DictionaryBuilder): void {
    const { notes } = this;
    if (!notes.isPresent(slot)) builder.addNull();
    else builder.addText(notes.bytes[notes.start(slot)] === 0x74 ? 'true' : 'false');
  }

  /** An account of "" counts as none: readCells looks elsewhere for it. */
  private hasEmptyAccount(): boolean {
    const { notes, accountSlot } = this;
    return notes.isPresent(accountSlot) && notes.valueEnd(accountSlot) - notes.start(accountSlot) === emptyTextBytes;
  }

  /** Members of boolean columns that are true, false, null or absent. */
  private hasPlainBooleans(): boolean {
    const { notes } = this;
    return this.booleanSlots.every((slot) => {
      const start = notes.start(slot);
      const byte = notes.bytes[start];
      return start === 0 || byte === 0x74 || byte === 0x66 || byte === 0x6e;
    });
  }
}

function fillerOf(members: readonly string[], id: string, index: number): Filler {
  const column = cellColumns[index];
  const path = column?.origin.kind === 'member' ? column.origin.path : [];
  if (id === 'eventTime') return { kind: 'time', index, slot: members.indexOf('eventTime') };
  if (id === 'eventID')
    return { kind: 'text', index, slot: members.indexOf('eventID'), otherSlot: members.indexOf('eventId') };
  if (path.length === 1) {
    const slot = members.indexOf(path[0] ?? '');
    if (column?.type === 'boolean') return { kind: 'boolean', index, slot };
    if (column?.type === 'text') return { kind: 'text', index, slot, otherSlot: -1 };
  }
  const isOfIdentity = id === 'actor' || path[0] === 'userIdentity';
  return isOfIdentity && column?.type === 'text' ? { kind: 'identity', index } : { kind: 'general', index };
}
