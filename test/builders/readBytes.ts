// Reads bytes as if they were a file and gives back all that was found.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileReport, TooMuchHeld } from '../../main/core/ingest/fileReport.ts';
import type { FileOutcome, FoundRecord } from '../../main/core/ingest/found.ts';
import { SniffingParser } from '../../main/core/ingest/logParser.ts';
import { readLogFile } from '../../main/core/ingest/readLogFile.ts';
import type { Problem } from '../../shared/problems.ts';

export type ReadPart = {
  readonly name: string;
  readonly records: FoundRecord[];
  readonly problems: Problem[];
  outcome: FileOutcome | undefined;
};

/** Through the file system: one part for a file, one for each member of an archive. */
export async function readFileBytes(content: string | Buffer, name = 'file'): Promise<readonly ReadPart[]> {
  const folder = mkdtempSync(join(tmpdir(), 'firetrail-ingest-'));
  try {
    const path = join(folder, 'log');
    writeFileSync(path, content);
    return await readPath(path, name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function readPath(path: string, name: string): Promise<readonly ReadPart[]> {
  const parts: ReadPart[] = [];
  await readLogFile({
    path,
    name,
    signal: new AbortController().signal,
    beginFile: (begun) => {
      const part: ReadPart = { name: begun, records: [], problems: [], outcome: undefined };
      parts.push(part);
      return {
        record: (found) => part.records.push(found),
        problem: (problem) => part.problems.push(problem),
        end: (outcome) => (part.outcome = outcome),
      };
    },
  });
  return parts;
}

/** One file that is no archive. */
export async function readOne(content: string | Buffer): Promise<ReadPart> {
  const [part, ...others] = await readFileBytes(content);
  if (part === undefined || others.length > 0) throw new Error('one part expected');
  return part;
}

/** Decompressed bytes in chunks that end at the given places. */
export function parseInChunks(bytes: Buffer, cuts: readonly number[]): { records: FoundRecord[]; problems: Problem[] } {
  try {
    return parseOnce(bytes, cuts, false);
  } catch (error) {
    if (!(error instanceof TooMuchHeld)) throw error;
    return parseOnce(bytes, cuts, true);
  }
}

function parseOnce(
  bytes: Buffer,
  cuts: readonly number[],
  isLog: boolean,
): { records: FoundRecord[]; problems: Problem[] } {
  const records: FoundRecord[] = [];
  const problems: Problem[] = [];
  const sink = {
    record: (found: FoundRecord) => records.push(found),
    problem: (problem: Problem) => problems.push(problem),
  };
  const report = new FileReport(sink, 'file', { isLog, isExact: false });
  const parser = new SniffingParser(report);
  const places = [0, ...[...cuts].sort((one, other) => one - other), bytes.length];
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    if (next !== undefined && next > place && !parser.isStopped) parser.write(bytes.subarray(place, next));
  }
  parser.finish(false);
  report.finish();
  return { records, problems };
}
