// The ledger's vocabulary: everything that was skipped, rejected or only partly read. `design.md` fixes the kinds.

export type ProblemKind =
  | 'truncated'
  | 'corrupt'
  | 'invalid-json'
  | 'invalid-record'
  | 'conflict'
  | 'too-large'
  | 'unreadable'
  | 'archived' // in Glacier: must be restored before it can be read
  | 'denied' // AWS refuses to hand it out: the key, or its KMS key
  | 'vanished' // listed, but gone when it was asked for
  | 'not-fetched' // could not be downloaded whole, after several attempts
  | 'digest'
  | 'insight-manifest'
  | 's3-notification'
  | 'not-cloudtrail'
  | 'not-json'
  | 'summary-only'
  | 'empty';

export type ProblemLevel = 'error' | 'info';

const infoKinds: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'digest',
  'insight-manifest',
  's3-notification',
  'not-cloudtrail',
  'not-json',
  'summary-only',
  'empty',
]);

/** Info problems are listed but do not count as something wrong. */
export function problemLevel(kind: ProblemKind): ProblemLevel {
  return infoKinds.has(kind) ? 'info' : 'error';
}

export type Problem = {
  /** The path as given or found; `a.zip!inner.json.gz` for a member of an archive. */
  readonly file: string;
  readonly kind: ProblemKind;
  readonly level: ProblemLevel;
  /** States the fact and the next step, in one or two plain sentences. */
  readonly message: string;
  /** The ordinal of the record, from 0. */
  readonly record?: number;
  /** The byte in the decompressed file. */
  readonly position?: number;
  /** The text in a record's place that was rejected; kept, cut only if very long. */
  readonly text?: string;
};
