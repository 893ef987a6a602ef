// How the fast path fills each column, worked out once from the table of columns: straight from the bytes of a
// top-level member where that gives the same cell as readCells (shared/events/record.ts), and for columns that
// lie inside `userIdentity` from a cache of identities, since few identities make most calls. Whatever does not
// fit makes the whole row go through readCells.
import { cellColumns, readCells, type Cell, type RecordValue } from '../../../shared/events/record.ts';
import { type DictionaryBuilder, type NumberBuilder, PlainTextBuilder } from './columnBuilders.ts';
import { EventTimeReader } from './eventTimeBytes.ts';
import { IdentityCache } from './identityCache.ts';
import type { MemberTable } from './memberTable.ts';
import type { RowBatch } from './rowBatch.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

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
  private readonly members: MemberTable;
  private readonly timeSlot: number;
  private readonly windowSlot: number;
  private readonly booleanSlots: readonly number[];
  private readonly isComplete: boolean;

  constructor(members: MemberTable) {
    this.members = members;
    this.fillers = cellColumns.map((column, index) => fillerOf(members, column.id, index));
    const ofIdentity = this.indicesOf('identity');
    const actor = ofIdentity.findIndex((index) => cellColumns[index]?.id === 'actor');
    this.identities = new IdentityCache(members.slotOf('userIdentity'), ofIdentity, actor);
    this.timeSlot = members.slotOf('eventTime');
    this.windowSlot = members.slotOf('timeWindow');
    this.booleanSlots = this.fillers.flatMap((filler) => (filler.kind === 'boolean' ? [filler.slot] : []));
    this.isComplete = this.indicesOf('general').length === 0;
  }

  /** Adds the cells of the record whose members have been noted; false (and nothing added) where readCells must. */
  addRow(bytes: Buffer, batch: RowBatch): boolean {
    const { members } = this;
    if (!this.isComplete) return false;
    const timeMs = this.times.read(bytes, members.start(this.timeSlot), members.end(this.timeSlot));
    if (timeMs === undefined || members.start(this.windowSlot) >= 0) return false;
    if (!this.booleanSlots.every((slot) => isPlainBoolean(bytes, members.start(slot)))) return false;
    const identity = this.identities.codes(bytes, members, batch);
    if (identity === undefined) return false;
    let identityColumn = 0;
    for (const filler of this.fillers) {
      const builder = batch.cells[filler.index];
      if (filler.kind === 'identity') {
        (builder as DictionaryBuilder).addCode(identity[identityColumn] as number);
        identityColumn += 1;
      } else if (filler.kind === 'text')
        this.addText(bytes, filler.slot, filler.otherSlot, builder as DictionaryBuilder);
      else if (filler.kind === 'boolean') addBoolean(bytes, members.start(filler.slot), builder as DictionaryBuilder);
      else (builder as NumberBuilder).add(timeMs);
    }
    return true;
  }

  private indicesOf(kind: Filler['kind']): readonly number[] {
    return this.fillers.flatMap((filler) => (filler.kind === kind ? [filler.index] : []));
  }

  private addText(bytes: Buffer, slot: number, otherSlot: number, builder: DictionaryBuilder | PlainTextBuilder): void {
    const { members } = this;
    const chosen = otherSlot >= 0 && !members.isPresent(bytes, slot) ? otherSlot : slot;
    if (!members.isPresent(bytes, chosen)) return builder.addNull();
    const start = members.start(chosen);
    const end = members.end(chosen);
    if (bytes[start] !== QUOTE || hasEscape(bytes, start, end)) return builder.addText(this.decode(bytes, start, end));
    if (builder instanceof PlainTextBuilder) builder.addBytes(bytes, start + 1, end - 1);
    else builder.addCode(builder.codeOfBytes(bytes, start + 1, end - 1));
  }

  /** A text with escapes, or a value of another type as compact JSON: what readCells makes of it. */
  private decode(bytes: Buffer, start: number, end: number): string {
    const value: unknown = JSON.parse(bytes.toString('utf8', start, end));
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

function fillerOf(members: MemberTable, id: string, index: number): Filler {
  const column = cellColumns[index];
  if (id === 'eventTime') return { kind: 'time', index, slot: members.slotOf('eventTime') };
  if (id === 'eventID')
    return { kind: 'text', index, slot: members.slotOf('eventID'), otherSlot: members.slotOf('eventId') };
  if (column?.origin.kind === 'member' && column.origin.path.length === 1) {
    const slot = members.slotOf(column.origin.path[0] ?? '');
    if (column.type === 'boolean') return { kind: 'boolean', index, slot };
    if (column.type === 'text') return { kind: 'text', index, slot, otherSlot: -1 };
  }
  const isOfIdentity = id === 'actor' || (column?.origin.kind === 'member' && column.origin.path[0] === 'userIdentity');
  if (isOfIdentity && column?.type === 'text') return { kind: 'identity', index };
  return { kind: 'general', index };
}

function isPlainBoolean(bytes: Uint8Array, start: number): boolean {
  return start < 0 || bytes[start] === 0x74 || bytes[start] === 0x66 || bytes[start] === 0x6e;
}

function addBoolean(bytes: Uint8Array, start: number, builder: DictionaryBuilder): void {
  if (start < 0 || bytes[start] === 0x6e) builder.addNull();
  else builder.addText(bytes[start] === 0x74 ? 'true' : 'false');
}

function hasEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === BACKSLASH) return true;
  return false;
}

/** The cells of `indices` that an identity alone decides. */
export function identityCells(identity: unknown, indices: readonly number[]): readonly Cell[] {
  const cells = readCells({ userIdentity: identity } satisfies RecordValue);
  return indices.map((index) => cells[index]);
}
