// The objects of a bucket as functions of their keys, so that a bucket may hold more than anyone writes down.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type ObjectFacts = {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without its quotation marks. */
  readonly etag: string;
  readonly modifiedMs: number;
  readonly storageClass?: string;
  /** Encrypted with a KMS key: the ETag is then not the MD5 of the body. */
  readonly isKms?: boolean;
};

export type KeySpace = {
  /** Keys that do not stand before `first`, in their order. */
  from(first: string): Iterable<string>;
  find(key: string): ObjectFacts | undefined;
  body(key: string): Buffer;
};

/** Smaller than every string that `text` is the beginning of, but greater than `text` itself. */
export function after(text: string): string {
  return `${text}\0`;
}

/** Greater than every key that begins with `prefix`. */
export function past(prefix: string): string {
  return `${prefix}\uffff`;
}

export type AddedObject = { readonly storageClass?: string; readonly modifiedMs?: number };

/** Objects that are put in one by one, also while the server runs. Keys are compared as strings: ASCII only. */
export class StoredObjects implements KeySpace {
  private readonly objects = new Map<string, { readonly facts: ObjectFacts; readonly bytes: Buffer }>();
  private sorted: readonly string[] | undefined;

  add(key: string, bytes: Buffer, { storageClass, modifiedMs = Date.now() }: AddedObject = {}): this {
    const facts: ObjectFacts = {
      key,
      sizeBytes: bytes.length,
      etag: createHash('md5').update(bytes).digest('hex'),
      modifiedMs: Math.floor(modifiedMs / 1000) * 1000,
      ...(storageClass === undefined ? {} : { storageClass }),
    };
    this.objects.set(key, { facts, bytes });
    this.sorted = undefined;
    return this;
  }

  /** Everything in a folder, named by its path in it. */
  addFolder(folder: string, prefix = ''): this {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      this.add(prefix + path.relative(folder, file).split(path.sep).join('/'), readFileSync(file));
    }
    return this;
  }

  delete(key: string): void {
    this.objects.delete(key);
    this.sorted = undefined;
  }

  keys(): readonly string[] {
    this.sorted ??= [...this.objects.keys()].sort();
    return this.sorted;
  }

  *from(first: string): Iterable<string> {
    const keys = this.keys();
    for (let index = indexFrom(keys, first); index < keys.length; index += 1) yield keys[index] ?? '';
  }

  find(key: string): ObjectFacts | undefined {
    return this.objects.get(key)?.facts;
  }

  body(key: string): Buffer {
    return this.objects.get(key)?.bytes ?? Buffer.alloc(0);
  }
}

function indexFrom(keys: readonly string[], first: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < first) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The names at one level of a tree, below the names that lead to it. Names may hold slashes; order does not matter. */
export type Level = (path: readonly string[]) => readonly string[];

export type Leaves = {
  facts(key: string): ObjectFacts;
  body(key: string): Buffer;
};

/** Keys made of one name of each level, joined by slashes; worked out as they are asked for. */
export class KeyTree implements KeySpace {
  private readonly levels: readonly Level[];
  private readonly leaves: Leaves;
  private readonly ends = new Map<string, readonly string[]>();

  constructor(levels: readonly Level[], leaves: Leaves) {
    this.levels = levels;
    this.leaves = leaves;
  }

  from(first: string): Iterable<string> {
    return this.keysFrom([], first);
  }

  find(key: string): ObjectFacts | undefined {
    for (const found of this.keysFrom([], key)) return found === key ? this.leaves.facts(key) : undefined;
    return undefined;
  }

  body(key: string): Buffer {
    return this.leaves.body(key);
  }

  private *keysFrom(names: readonly string[], first: string): Iterable<string> {
    const isLast = names.length === this.levels.length - 1;
    const begin = names.map((name) => `${name}/`).join('');
    const ends = this.endsBelow(names, begin, isLast);
    if (isLast) {
      for (let index = indexFrom(ends, restOf(first, begin)); index < ends.length; index += 1)
        yield begin + (ends[index] ?? '');
      return;
    }
    for (const end of ends) {
      const key = begin + end;
      if (key >= first || first.startsWith(key)) yield* this.keysFrom([...names, end.slice(0, -1)], first);
    }
  }

  /** `CloudTrail-Digest/` stands before `CloudTrail/`: names of folders are ordered with their slashes. */
  private endsBelow(names: readonly string[], begin: string, isLast: boolean): readonly string[] {
    const known = this.ends.get(begin);
    if (known !== undefined) return known;
    const ends = (this.levels[names.length]?.(names) ?? []).map((name) => (isLast ? name : `${name}/`)).sort();
    this.ends.set(begin, ends);
    return ends;
  }
}

/** What of `first` lies behind `begin`: nothing where all that begins so stands behind `first`. */
function restOf(first: string, begin: string): string {
  return first.startsWith(begin) ? first.slice(begin.length) : '';
}

/** Several key spaces in one bucket; no key may stand in two. */
export class JoinedSpaces implements KeySpace {
  private readonly spaces: readonly KeySpace[];

  constructor(spaces: readonly KeySpace[]) {
    this.spaces = spaces;
  }

  *from(first: string): Iterable<string> {
    const heads = this.spaces.map((space) => {
      const iterator = space.from(first)[Symbol.iterator]();
      return { iterator, next: iterator.next() };
    });
    for (;;) {
      const open = heads.filter(({ next }) => next.done !== true);
      const [head] = open.sort((one, other) => (one.next.value < other.next.value ? -1 : 1));
      if (head === undefined || head.next.done === true) return;
      yield head.next.value;
      head.next = head.iterator.next();
    }
  }

  find(key: string): ObjectFacts | undefined {
    return this.spaceOf(key)?.find(key);
  }

  body(key: string): Buffer {
    return this.spaceOf(key)?.body(key) ?? Buffer.alloc(0);
  }

  private spaceOf(key: string): KeySpace | undefined {
    return this.spaces.find((space) => space.find(key) !== undefined);
  }
}
