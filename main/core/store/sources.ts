// The sources of the workspace, with what each holds.
import { sep } from 'node:path';

import type { Source } from '../../../shared/ipc/contract.ts';
import type { Database } from './database.ts';

export async function listSources(database: Database): Promise<Source[]> {
  const sources = await database.rows('SELECT id, path, kind FROM store.sources ORDER BY id');
  const files = await database.rows('SELECT path, sum(records)::BIGINT AS records FROM store.files GROUP BY path');
  return sources.map((row): Source => {
    const source = {
      path: String(row['path']),
      kind: row['kind'] === 'folder' ? ('folder' as const) : ('file' as const),
    };
    const own = files.filter((file) => isUnder(source, String(file['path'])));
    return {
      id: Number(row['id']),
      ...source,
      files: own.length,
      events: own.reduce((sum, file) => sum + Number(file['records']), 0),
    };
  });
}

/** Where a source lies, and the path that was given for it, under which its files are shown. */
export type SourcePlace = { readonly path: string; readonly name: string };

export type AddedSource = SourcePlace & Pick<Source, 'kind'>;

export async function addSources(database: Database, added: readonly AddedSource[]): Promise<void> {
  await database.transaction(async (connection) => {
    for (const { path, name, kind } of added) {
      const values = [path, name, kind];
      await connection.run(
        'INSERT INTO store.sources SELECT coalesce(max(id), -1) + 1, $1, $2, $3 FROM store.sources',
        values,
      );
    }
  });
}

export async function sourcePlaces(database: Database): Promise<readonly SourcePlace[]> {
  const rows = await database.rows('SELECT path, name FROM store.sources ORDER BY id');
  return rows.map((row) => ({ path: String(row['path']), name: String(row['name']) }));
}

/** Whether a file belongs to a source. */
export function isUnder(source: Pick<Source, 'path' | 'kind'>, path: string): boolean {
  if (source.kind === 'file') return path === source.path;
  return path.startsWith(source.path.endsWith(sep) ? source.path : `${source.path}${sep}`);
}
