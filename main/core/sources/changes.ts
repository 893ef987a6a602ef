// Sources on their way into a workspace and out of it.
import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';

import { AppError } from '../../../shared/errors.ts';
import type { SourceSpec } from '../../../shared/ipc/sourceSpec.ts';
import type { Database } from '../store/database.ts';
import { readChunks } from '../store/streamed.ts';
import { storedSources, type AddedSource } from '../store/sources.ts';
import { localSpec } from './localFiles.ts';
import type { Sources } from './registry.ts';

/** As it is put into a workspace. Errors: path/not-found. */
export function addedSource(sources: Sources, spec: SourceSpec): AddedSource {
  if (spec.kind !== 'local') return { spec, kind: spec.kind, name: sources.find(spec.kind).nameOf(spec) };
  const path = resolve(spec.path);
  const name = spec.path === sep ? spec.path : spec.path.replace(/[/\\]+$/, '');
  return { spec: localSpec(path), kind: kindOf(path), name };
}

/** Those that are not in the workspace yet, each once. Errors: path/not-found. */
export async function newSources(
  database: Database,
  sources: Sources,
  given: readonly SourceSpec[],
): Promise<readonly AddedSource[]> {
  const known = new Set((await storedSources(database)).map(({ spec }) => JSON.stringify(spec)));
  const added = new Map(given.map((spec) => addedSource(sources, spec)).map((one) => [JSON.stringify(one.spec), one]));
  return [...added].filter(([key]) => !known.has(key)).map(([, source]) => source);
}

/** The ids of the files of a source, also under earlier choices, that no other source covers. */
export async function filesOnlyOf(database: Database, sources: Sources, sourceId: number): Promise<readonly number[]> {
  const all = await storedSources(database);
  const gone = all.find((source) => source.id === sourceId);
  if (gone === undefined) return [];
  const others = all.filter((source) => source !== gone);
  const covers = ({ spec }: AddedSource, path: string): boolean => sources.find(spec.kind).covers(spec, path);
  const mayBeOf = ({ spec }: AddedSource, path: string): boolean => sources.find(spec.kind).mayHold(spec, path);
  const isOnlyOf = (path: string): boolean => mayBeOf(gone, path) && !others.some((source) => covers(source, path));
  const ids: number[] = [];
  await readChunks({ database, sql: 'SELECT id, path FROM store.files' }, (chunk) => {
    for (const [id, path] of chunk.getRows()) if (isOnlyOf(String(path))) ids.push(Number(id));
  });
  return ids;
}

function kindOf(path: string): 'folder' | 'file' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw new AppError('path/not-found', `${path} does not exist or cannot be read. Check the path.`, { cause: error });
  }
}
