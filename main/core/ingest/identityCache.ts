// Who made a call is worked out once for each distinct `userIdentity` text: in a log of millions of records a few
// thousand identities make nearly all calls.
import { readCells, type Cell, type RecordValue } from '../../../shared/events/record.ts';
import type { DictionaryBuilder } from './columnBuilders.ts';
import type { RecordNotes } from './recordNotes.ts';
import type { RowBatch } from './rowBatch.ts';

/** Beyond this many identities the cache begins anew, so that it does not grow with the log. */
const maxEntries = 20_000;

type Entry = {
  readonly text: Buffer;
  readonly cells: readonly Cell[];
  /** The codes of `cells` in the dictionaries of the batch of that generation. */
  codes: readonly number[];
  generation: number;
};

export class IdentityCache {
  private readonly entries = new Map<number, Entry>();
  private readonly slot: number;
  private readonly indices: readonly number[];
  private readonly actorIndex: number;

  constructor(slot: number, indices: readonly number[], actorIndex: number) {
    this.slot = slot;
    this.indices = indices;
    this.actorIndex = actorIndex;
  }

  /** A code for each identity column; `undefined` where the identity alone does not say who it was. */
  codes(notes: RecordNotes, batch: RowBatch): readonly number[] | undefined {
    const start = notes.start(this.slot);
    if (start === 0) return undefined;
    const entry = this.entry(notes.bytes, start, notes.valueEnd(this.slot), notes.hash(this.slot));
    if (entry.cells[this.actorIndex] === undefined) return undefined;
    if (entry.generation !== batch.generation) {
      entry.codes = this.indices.map((index, at) => encode(batch.cells[index] as DictionaryBuilder, entry.cells[at]));
      entry.generation = batch.generation;
    }
    return entry.codes;
  }

  private entry(bytes: Buffer, start: number, end: number, hash: number): Entry {
    const known = this.entries.get(hash);
    if (known !== undefined && bytes.compare(known.text, 0, known.text.length, start, end) === 0) return known;
    if (this.entries.size >= maxEntries) this.entries.clear();
    const text = Buffer.from(bytes.subarray(start, end));
    const cells = identityCells(JSON.parse(text.toString()), this.indices);
    const entry: Entry = { text, cells, codes: [], generation: -1 };
    this.entries.set(hash, entry);
    return entry;
  }
}

function encode(builder: DictionaryBuilder, cell: Cell): number {
  return cell === undefined ? -1 : builder.codeOfText(String(cell));
}

/** The cells of `indices` that an identity alone decides. */
function identityCells(identity: unknown, indices: readonly number[]): readonly Cell[] {
  const cells = readCells({ userIdentity: identity } satisfies RecordValue);
  return indices.map((index) => cells[index]);
}
