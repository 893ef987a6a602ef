// What can be wrong with the bytes of a file before any of them is read as JSON.

export type Damage = 'truncated' | 'corrupt' | 'too-large' | 'unreadable';

/** Bytes that end too early, do not add up or cannot be read. What came before that has been handed on. */
export class DamagedBytes extends Error {
  readonly kind: Damage;

  constructor(kind: Damage, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'Permission to read it is denied.',
  EPERM: 'Permission to read it is denied.',
  ENOENT: 'It does not exist, or no longer.',
  EISDIR: 'It is a folder.',
  EMFILE: 'Too many files are open.',
  EIO: 'The disk reports an error.',
  ELOOP: 'Its symbolic links go in a circle.',
  ENAMETOOLONG: 'Its path is too long.',
};

/** Turns what `node:fs` throws into a sentence for the ledger; a bug is thrown on. */
export function toDamage(error: unknown): DamagedBytes {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  const reason = reasons[code] ?? `The system reports ${code}.`;
  return new DamagedBytes('unreadable', `Cannot be read. ${reason}`, { cause: error });
}
