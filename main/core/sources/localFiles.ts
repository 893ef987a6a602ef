// Files and folders of this machine. Folders are walked depth first in the byte order of their names, hidden ones too;
// links to folders inside them are not followed, so a walk cannot go in a circle.
import { isUtf8 } from 'node:buffer';
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { problemLevel } from '../../../shared/problems.ts';
import { toDamage } from '../ingest/damage.ts';
import type { LocalSource } from '../../../shared/ipc/sourceSpec.ts';
import type { Source, SourceEntry } from './source.ts';

export const localFiles: Source<LocalSource> = {
  kind: 'local',
  nameOf: ({ path }) => path,
  detailOf: () => '',
  covers,
  mayHold: covers,
  walk: ({ path }, { signal }) => walkLocalFiles(path, signal),
};

function covers({ path }: LocalSource, file: string): boolean {
  return file === path || file.startsWith(path.endsWith(sep) ? path : `${path}${sep}`);
}

export function localSpec(path: string): LocalSource {
  return { kind: 'local', path };
}

/** How many files of a folder are asked about at a time. */
const batchLength = 64;

/** The file at `path`, or every file under the folder `path`, which may itself be a link. */
export async function* walkLocalFiles(path: string, signal: AbortSignal): AsyncGenerator<SourceEntry> {
  const status = await statusOf(path);
  if (status instanceof Error) yield unreadable(path, status.message);
  else if (status.isDirectory()) yield* walkFolder(path, signal);
  else yield fileEntry(path, status);
}

async function* walkFolder(folder: string, signal: AbortSignal): AsyncGenerator<SourceEntry> {
  const entries = await list(folder);
  if (entries instanceof Error) {
    yield unreadable(folder, entries.message);
    return;
  }
  // A lone folder is a batch of its own, so that what is before it comes out before it is walked.
  for (let first = 0; first < entries.length && !signal.aborted;) {
    const last = batchEnd(entries, first);
    const batch = entries.slice(first, last);
    const [only] = batch;
    if (only?.isDirectory() === true) yield* walkNamed(folder, only, signal);
    else for (const found of await Promise.all(batch.map((entry) => lookAt(folder, entry)))) yield* found;
    first = last;
  }
}

function batchEnd(entries: readonly Dirent<Buffer>[], first: number): number {
  let last = first + 1;
  if (entries[first]?.isDirectory() === true) return last;
  while (last < entries.length && last - first < batchLength && entries[last]?.isDirectory() === false) last += 1;
  return last;
}

async function* walkNamed(folder: string, entry: Dirent<Buffer>, signal: AbortSignal): AsyncGenerator<SourceEntry> {
  const path = within(folder, entry);
  if (isUtf8(entry.name)) yield* walkFolder(path, signal);
  else yield unreadable(path, unnameable);
}

/** What is no folder: a file, a link, or something that is neither. */
async function lookAt(folder: string, entry: Dirent<Buffer>): Promise<readonly SourceEntry[]> {
  const path = within(folder, entry);
  if (!isUtf8(entry.name)) return [unreadable(path, unnameable)];
  const status = await statusOf(path);
  if (status instanceof Error) return [unreadable(path, status.message)];
  return status.isDirectory() ? [] : [fileEntry(path, status)];
}

async function list(folder: string): Promise<readonly Dirent<Buffer>[] | Error> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    return entries.toSorted((one, other) => Buffer.compare(one.name, other.name));
  } catch (error) {
    return toDamage(error);
  }
}

/** Of the file a link points to, as reading it will follow the link. */
async function statusOf(path: string): Promise<Stats | Error> {
  try {
    return await stat(path);
  } catch (error) {
    return (await isLink(path))
      ? new Error('It is a link to something that does not exist or cannot be read.')
      : toDamage(error);
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (status) => status.isSymbolicLink(),
    () => false,
  );
}

/** Keeps the folder's path as it was given: `./logs` stays `./logs`. */
function within(folder: string, entry: Dirent<Buffer>): string {
  return `${folder}${folder.endsWith('/') || folder.endsWith(sep) ? '' : sep}${entry.name.toString()}`;
}

const unnameable = 'Its name is not valid UTF-8: rename it to read it.';

function fileEntry(path: string, status: Stats): SourceEntry {
  // Reading a pipe or a device may wait for ever.
  if (!status.isFile()) return unreadable(path, 'It is not a regular file.');
  return { kind: 'file', path, name: path, sizeBytes: status.size, modifiedMs: status.mtimeMs };
}

function unreadable(file: string, message: string): SourceEntry {
  return { kind: 'problem', problem: { file, kind: 'unreadable', level: problemLevel('unreadable'), message } };
}
