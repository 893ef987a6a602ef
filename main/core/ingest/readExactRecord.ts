// The exact text of one record, read again from its file by the same code that read it first.
import { basename } from 'node:path';
import type { ReportedRecord } from './fileReport.ts';
import { readLogFile } from './readLogFile.ts';

export type RecordPlace = {
  readonly path: string;
  /** Where its bytes lie, if not at `path`. */
  readonly localPath?: string | undefined;
  /** The file's name in the ledger, which also names the member where `path` is an archive. */
  readonly name: string;
  readonly ordinal: number;
  readonly signal: AbortSignal;
};

export type ExactRecord = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The record's bytes, where they are not UTF-8 and `text` has U+FFFD in the place of some. */
  readonly bytes?: Buffer;
};

/** Undefined where the file has no such record, or no longer. */
export async function readExactRecord({
  path,
  localPath,
  name,
  ordinal,
  signal,
}: RecordPlace): Promise<ExactRecord | undefined> {
  const found = new AbortController();
  let exact: ExactRecord | undefined;
  const take = ({ ordinal: at, text, start, end, bytes }: ReportedRecord): void => {
    if (at !== ordinal) return;
    exact = { text, start, end, ...(bytes === undefined ? {} : { bytes }) };
    found.abort();
  };
  const ignore = (): void => {};
  await readLogFile({
    path: localPath ?? path,
    name: archiveName(path, name),
    signal: AbortSignal.any([signal, found.signal]),
    isExact: true,
    isWanted: (begun) => begun === name,
    beginFile: () => ({ record: take, problem: ignore, end: ignore }),
  });
  return exact;
}

/** `dir/a.zip` of `dir/a.zip!inner.json`; any other name as it is. */
export function archiveName(path: string, name: string): string {
  const file = basename(path);
  const at = name.indexOf(`${file}!`);
  return at < 0 ? name : name.slice(0, at + file.length);
}
