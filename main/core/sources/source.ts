// What a source of log files is. A new kind of source is one file beside this one and one line in `registry.ts`.
import type { Problem } from '../../../shared/problems.ts';

/** What walking a source yields: a file, or why a place could not be looked into. */
export type SourceEntry =
  | {
      readonly kind: 'file';
      /** Where the file lies on this machine. */
      readonly path: string;
      /** The path as given or found: what is shown, and what the ledger says. */
      readonly name: string;
      readonly sizeBytes: number;
      readonly modifiedMs: number;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** A question that the dialog asks for a source; the dialog is drawn from these. */
export type SourceField = { readonly id: string; readonly label: string; readonly kind: 'path' | 'text' };

export type Source = {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly SourceField[];
  /** Yields entries as they are found, so that reading can begin before the walk ends. Ends early when aborted. */
  readonly walk: (values: Readonly<Record<string, string>>, signal: AbortSignal) => AsyncGenerator<SourceEntry>;
};
