// Who made a call is worked out once for each distinct `userIdentity` text: in a log of millions of records a few
// thousand identities make nearly all calls. Sessions of one role differ in nothing but their access key and the
// moment they began, so a new session takes the cells of one like it, but for the key.
import { cellColumns, readCells, type Cell, type RecordValue } from '../../../shared/events/record.ts';
import type { DictionaryBuilder } from './columnBuilders.ts';
import type { RecordNotes } from './recordNotes.ts';
import type { RowBatch } from './rowBatch.ts';

/** Beyond this many identities the cache begins anew, so that it does not grow with the log. */
const maxEntries = 20_000;

/** Cells, and their codes in the dictionaries of the batch of that generation. */
type Encoded = { readonly cells: readonly Cell[]; codes: readonly number[]; generation: number };

/** `like` has the same cells but for the access key. */
type Entry = Encoded & { readonly text: Buffer; readonly like: Encoded | undefined };

/** What sessions of one identity differ in; members written otherwise are not found, and nothing is shared then. */
const ofSession = /"(accessKeyId|creationDate)":"([^"\\]*)"/g;

export class IdentityCache {
  private readonly entries = new Map<number, Entry>();
  /** By the identity's text without what sessions differ in; `undefined` where that decides other cells too. */
  private readonly alike = new Map<string, Encoded | undefined>();
  private readonly slot: number;
  private readonly indices: readonly number[];
  private readonly actorIndex: number;
  private readonly keyIndex: number;

  constructor(slot: number, indices: readonly number[]) {
    this.slot = slot;
    this.indices = indices;
    const placeOf = (id: string): number => indices.findIndex((index) => cellColumns[index]?.id === id);
    this.actorIndex = placeOf('actor');
    this.keyIndex = placeOf('accessKeyId');
  }

  /** A code for each identity column; `undefined` where the identity alone does not say who it was. */
  codes(notes: RecordNotes, batch: RowBatch): readonly number[] | undefined {
    const start = notes.start(this.slot);
    if (start === 0) return undefined;
    const entry = this.entry(notes.bytes, start, notes.valueEnd(this.slot), notes.hash(this.slot));
    if (entry.cells[this.actorIndex] === undefined) return undefined;
    if (entry.generation !== batch.generation) this.encode(entry, batch);
    return entry.codes;
  }

  private encode(entry: Entry, batch: RowBatch): void {
    const { like } = entry;
    if (like === undefined) this.encodeAll(entry, batch);
    else {
      if (like.generation !== batch.generation) this.encodeAll(like, batch);
      const keyCode = this.codeOf(entry.cells, this.keyIndex, batch);
      entry.codes = like.codes.map((code, at) => (at === this.keyIndex ? keyCode : code));
      entry.generation = batch.generation;
    }
  }

  private encodeAll(encoded: Encoded, batch: RowBatch): void {
    encoded.codes = encoded.cells.map((_, at) => this.codeOf(encoded.cells, at, batch));
    encoded.generation = batch.generation;
  }

  private codeOf(cells: readonly Cell[], at: number, batch: RowBatch): number {
    const cell = cells[at];
    const builder = batch.cells[this.indices[at] ?? -1] as DictionaryBuilder;
    return cell === undefined ? -1 : builder.codeOfText(String(cell));
  }

  private entry(bytes: Buffer, start: number, end: number, hash: number): Entry {
    const known = this.entries.get(hash);
    if (known !== undefined && bytes.compare(known.text, 0, known.text.length, start, end) === 0) return known;
    if (this.entries.size >= maxEntries) this.entries.clear();
    const entry = this.read(Buffer.from(bytes.subarray(start, end)));
    this.entries.set(hash, entry);
    return entry;
  }

  private read(bytes: Buffer): Entry {
    const text = bytes.toString();
    const session = new Map<string, string>();
    const likeness = text.replace(ofSession, (_, name: string, value: string) => {
      session.set(name, session.has(name) ? repeated : value);
      return `"${name}":`;
    });
    const key = session.get('accessKeyId');
    const like = key === undefined || key === '' ? undefined : this.alike.get(likeness);
    if (like !== undefined) {
      const cells = like.cells.map((cell, at) => (at === this.keyIndex ? key : cell));
      return { text: bytes, cells, codes: [], generation: -1, like };
    }
    const cells = this.identityCells(JSON.parse(text));
    if (!this.alike.has(likeness)) this.share(likeness, cells, session);
    return { text: bytes, cells, codes: [], generation: -1, like: undefined };
  }

  /** Lets others of the same likeness take the cells, if the session decides none of them but the access key. */
  private share(likeness: string, cells: readonly Cell[], session: ReadonlyMap<string, string>): void {
    if (this.alike.size >= maxEntries) this.alike.clear();
    const isFree = cells.every((cell, at) => {
      if (at === this.keyIndex) return cell === session.get('accessKeyId');
      return [...session.values()].every((value) => value !== repeated && !String(cell).includes(value));
    });
    this.alike.set(likeness, isFree ? { cells, codes: [], generation: -1 } : undefined);
  }

  /** The cells that an identity alone decides. */
  private identityCells(identity: unknown): readonly Cell[] {
    const cells = readCells({ userIdentity: identity } satisfies RecordValue);
    return this.indices.map((index) => cells[index]);
  }
}

/** Stands for the value of a member that an identity has more than once: not to be told apart by its name alone. */
const repeated = '"';
