// What a source of log files is. A new kind of source is one file beside this one and one line in `registry.ts`.
import type { SourceSpec } from '../../../shared/ipc/sourceSpec.ts';
import type { Problem } from '../../../shared/problems.ts';

/** What walking a source yields: a file, or why a place could not be looked into. */
export type SourceEntry =
  | {
      readonly kind: 'file';
      /** Names the file in the workspace, for ever: a path of this machine, or `s3://bucket/key`. */
      readonly path: string;
      /** The path as given or found: what is shown, and what the ledger says. */
      readonly name: string;
      readonly sizeBytes: number;
      readonly modifiedMs: number;
      /** For what is not a file of the user's: its content's version (an ETag). It tells changed ones better than times. */
      readonly version?: string;
      /** Where its bytes lie on this machine, if not at `path`. */
      readonly localPath?: string;
      /**
       * For a file that is elsewhere: brings it here. Asked for several at once and in any order; waits by itself for
       * its turn. Throws only what ends the run (cancelled, cache/full, disk/full, aws/*).
       */
      readonly fetch?: (signal: AbortSignal) => Promise<Fetched>;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

export type FileEntryOf = Extract<SourceEntry, { readonly kind: 'file' }>;

/** Where a fetched file lies on this machine, or why there is none: one line in the ledger. */
export type Fetched =
  | {
      readonly localPath: string;
      readonly isFromCache: boolean;
      /** Where it is not what the entry says any more. */
      readonly changed?: { readonly version: string; readonly sizeBytes: number; readonly modifiedMs: number };
    }
  | { readonly problem: Problem };

/** What a walk may use and must heed. */
export type WalkContext = {
  readonly signal: AbortSignal;
  /** Resolves at once while the job runs, and when it is resumed while it is paused. Rejects when it is cancelled. */
  readonly whenRunning: () => Promise<void>;
  /** Whether the workspace holds a file as it is: such entries may be left out, or yielded without being fetched. */
  readonly isKnown: (file: { readonly path: string; readonly version: string }) => boolean;
  /** How many requests are under way at once. */
  readonly reportConcurrency: (requests: number) => void;
};

/** One that can be begun. */
export type Walk = (context: WalkContext) => AsyncIterable<SourceEntry>;

export type Source<Spec extends SourceSpec = SourceSpec> = {
  readonly kind: Spec['kind'];
  /** What it is called: `s3://bucket/prefix`. */
  nameOf(spec: Spec): string;
  /** What was chosen of it, for people; empty where there is nothing to choose. */
  detailOf(spec: Spec): string;
  /** Whether a file of the workspace (by its `path`) belongs to it. */
  covers(spec: Spec, path: string): boolean;
  /** Whether a file may have come from it under an earlier choice. */
  mayHold(spec: Spec, path: string): boolean;
  /** Yields entries as they are found, so that reading can begin before the walk ends. Ends early when aborted. */
  walk(spec: Spec, context: WalkContext): AsyncGenerator<SourceEntry>;
};
