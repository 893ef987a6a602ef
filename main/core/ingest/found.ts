// What reading a log file yields: the seam between ingest/ (bytes to records) and store/ (records to rows).
import type { Problem } from '../../../shared/problems.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** One record found in a file. */
export type FoundRecord = {
  readonly value: JsonObject;
  /** The record's exact text: its bytes in the decompressed file, or, inside a JSON string, the decoded string. */
  readonly text: string;
  /** The record's place in its file, from 0, counting every place where a record stands, rejected ones too. */
  readonly ordinal: number;
  /** Byte range in the decompressed file; of the string literal with its quotes where the record lies in a JSON string. */
  readonly start: number;
  readonly end: number;
  /** From a listing that has only summary columns. */
  readonly isSummaryOnly: boolean;
  /**
   * Set where `text` is not what the file holds, byte for byte: the file has bytes that are not UTF-8 or
   * lone surrogate escapes, which DuckDB cannot keep. `text` then has U+FFFD in their place.
   */
  readonly isTextRepaired: boolean;
};

/** Takes what is found, in the order of the file. Must not keep `FoundRecord.value` beyond the call. */
export type FoundSink = {
  record(found: FoundRecord): void;
  /** A problem of the file or of a place in it; `invalid-record` counts as a rejected record. */
  problem(problem: Problem): void;
};

/** How a file ended. */
export type FileOutcome = {
  readonly compressedBytes: number;
  readonly rawBytes: number;
  readonly records: number;
  readonly rejected: number;
};
