// A file of the samples and what an importer should find in it, as the generator knows it from writing it.
import { gzipSync, strToU8 } from 'fflate';
import { pathOf, type LogFile } from '../plan.ts';

export type SampleProblem = { readonly kind: string; readonly level: 'error' | 'info'; readonly record?: number };

export type SampleFile = {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The texts of the records that can be read out of it. */
  readonly records: readonly string[];
  readonly rejected: number;
  readonly problem: SampleProblem | undefined;
};

/** Compressed by JavaScript and not by zlib, so that every machine writes the same bytes. */
export function compress(text: string): Uint8Array {
  return gzipSync(strToU8(text), { level: 9, mtime: 0 });
}

export function recordsText(records: readonly string[]): string {
  return `{"Records":[${records.join(',')}]}`;
}

type LogPlace = Pick<LogFile, 'account' | 'region' | 'isInsight' | 'stampMs' | 'suffix'>;

export function logSample(file: LogPlace, records: readonly string[]): SampleFile {
  return sample(`logs/${pathOf(file)}`, compress(recordsText(records)), records);
}

export function sample(path: string, content: string | Uint8Array, records: readonly string[]): SampleFile {
  const bytes = typeof content === 'string' ? strToU8(content) : content;
  return { path, bytes, records, rejected: 0, problem: undefined };
}

export function flawed(one: SampleFile, kind: string, level: 'error' | 'info', record?: number): SampleFile {
  const problem = record === undefined ? { kind, level } : { kind, level, record };
  return { ...one, problem, rejected: kind === 'invalid-record' ? 1 : 0 };
}
