// The top-level members of a record that matter, found by the bytes of their names, and where the value of each
// lies in the record being read. One is filled again for every record, so that none costs an allocation.

export class MemberTable {
  private readonly names: readonly Buffer[];
  private readonly slotsByHash = new Int16Array(1024).fill(-1);
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;

  constructor(names: readonly string[]) {
    this.names = [...new Set(names)].map((name) => Buffer.from(name));
    this.starts = new Int32Array(this.names.length);
    this.ends = new Int32Array(this.names.length);
    this.names.forEach((name, slot) => {
      let hash = hashOf(name, 0, name.length);
      while (this.slotsByHash[hash] !== -1) hash = (hash + 1) & 1023;
      this.slotsByHash[hash] = slot;
    });
  }

  slotOf(name: string): number {
    const slot = this.names.findIndex((entry) => entry.toString() === name);
    if (slot < 0) throw new Error(`Not in the table of members: ${name}`);
    return slot;
  }

  /** The slot of the name at bytes[start, end); -1 if it is not of ours, -2 if it is written with escapes. */
  find(bytes: Uint8Array, start: number, end: number): number {
    for (let hash = hashOf(bytes, start, end); ; hash = (hash + 1) & 1023) {
      const slot = this.slotsByHash[hash] as number;
      if (slot < 0) break;
      if (isSame(this.names[slot] as Buffer, bytes, start, end)) return slot;
    }
    for (let at = start; at < end; at += 1) if (bytes[at] === 0x5c) return -2;
    return -1;
  }

  clear(): void {
    this.starts.fill(-1);
  }

  note(slot: number, start: number, end: number): void {
    this.starts[slot] = start;
    this.ends[slot] = end;
  }

  /** Where the value begins in the file, or -1. */
  start(slot: number): number {
    return this.starts[slot] as number;
  }

  end(slot: number): number {
    return this.ends[slot] as number;
  }

  /** Whether the record has the member, and not as null. */
  isPresent(bytes: Uint8Array, slot: number): boolean {
    const start = this.start(slot);
    return start >= 0 && bytes[start] !== 0x6e;
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 0;
  const first = bytes[start] as number;
  const middle = bytes[start + (length >> 1)] as number;
  const last = bytes[end - 1] as number;
  return (length * 37 + first * 11 + middle * 71 + last * 131) & 1023;
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i += 1) if (name[i] !== bytes[start + i]) return false;
  return true;
}
