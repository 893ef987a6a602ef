// Writes the tree. Compression runs in Node's thread pool beside the making of the next texts; only a few texts wait at a time.
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createLibrary, logText } from './contents.ts';
import { digestPath, digestText } from './insight.ts';
import { folderOf, logFile, pathOf, type Options, type Plan } from './plan.ts';

export type Tally = {
  files: number;
  digests: number;
  emptyFiles: number;
  records: number;
  unique: number;
  duplicates: number;
  unsortedFiles: number;
  rawBytes: number;
  gzipBytes: number;
};

const compress = promisify(gzip);
const mostWaiting = 8;

export async function writeTree(out: string, options: Options): Promise<Tally> {
  const library = createLibrary(options);
  const tally: Tally = {
    files: 0,
    digests: 0,
    emptyFiles: 0,
    records: 0,
    unique: 0,
    duplicates: 0,
    unsortedFiles: 0,
    rawBytes: 0,
    gzipBytes: 0,
  };
  const folders = new Set<string>();
  const waiting = new Set<Promise<void>>();
  const save = async (path: string, text: string): Promise<void> => {
    const folder = dirname(join(out, path));
    if (!folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      folders.add(folder);
    }
    const bytes = await compress(text, { level: 6 });
    tally.rawBytes += text.length;
    tally.gzipBytes += bytes.length;
    await writeFile(join(out, path), bytes);
  };
  const enqueue = async (path: string, text: string): Promise<void> => {
    const job: Promise<void> = save(path, text).finally(() => waiting.delete(job));
    waiting.add(job);
    if (waiting.size >= mostWaiting) await Promise.race(waiting);
  };
  for (let index = 0; index < options.files; index += 1) {
    const log = logText(library, index);
    tally.files += 1;
    tally.records += log.records;
    tally.duplicates += log.copies;
    tally.unsortedFiles += log.isSorted ? 0 : 1;
    tally.emptyFiles += log.records === 0 ? 1 : 0;
    await enqueue(pathOf(logFile(library.plan, index)), log.text);
    if (index % 100 === 50) {
      tally.digests += 1;
      await enqueue(...digestAfter(library.plan, index));
    }
  }
  await Promise.all(waiting);
  makeEmptyFolders(out, library.plan);
  tally.unique = tally.records - tally.duplicates;
  return tally;
}

function digestAfter(plan: Plan, index: number): [string, string] {
  const file = logFile(plan, index);
  const place = {
    account: file.account,
    region: file.region,
    endMs: Math.ceil(file.stampMs / 3_600_000) * 3_600_000 + (index % 3600) * 1000,
  };
  return [digestPath(place), digestText(place, [pathOf(file)])];
}

function makeEmptyFolders(out: string, plan: Plan): void {
  for (let index = 0; index < plan.options.files; index += Math.ceil(plan.options.files / 5)) {
    mkdirSync(join(out, folderOf(logFile(plan, index), 'CloudTrail-NetworkActivity')), { recursive: true });
  }
}
