// The sources of the workspace, with what each holds.
import type { Source } from '../../../shared/ipc/contract.ts';
import { remoteSource, type SourceSpec } from '../../../shared/ipc/sourceSpec.ts';
import type { Sources } from '../sources/registry.ts';
import type { Database, Row } from './database.ts';

/** A source as it stands in the workspace. */
export type StoredSource = AddedSource & { readonly id: number };

export type AddedSource = {
  readonly spec: SourceSpec;
  readonly kind: Source['kind'];
  /** The path that was given for it, under which its files are shown; for others what they are called. */
  readonly name: string;
};

export async function storedSources(database: Database): Promise<readonly StoredSource[]> {
  const rows = await database.rows('SELECT id, path, name, kind, spec FROM store.sources ORDER BY id');
  return rows.map((row) => ({
    id: Number(row['id']),
    kind: String(row['kind']) as Source['kind'],
    name: String(row['name']),
    spec: specOf(row),
  }));
}

export async function addSources(database: Database, added: readonly AddedSource[]): Promise<void> {
  await database.transaction(async (connection) => {
    for (const { spec, kind, name } of added) {
      await connection.run(
        'INSERT INTO store.sources SELECT coalesce(max(id), -1) + 1, $1, $2, $3, $4 FROM store.sources',
        [spec.kind === 'local' ? spec.path : name, name, kind, spec.kind === 'local' ? null : JSON.stringify(spec)],
      );
    }
  });
}

/** Takes another choice of the same source; its files stay. */
export async function changeSource(database: Database, id: number, { spec, name }: AddedSource): Promise<void> {
  await database.transaction(async (connection) => {
    const values = [JSON.stringify(spec), name, id];
    await connection.run('UPDATE store.sources SET spec = $1, name = $2, path = $2 WHERE id = $3', values);
  });
}

export async function listSources(database: Database, sources: Sources): Promise<Source[]> {
  const stored = await storedSources(database);
  const groups = await fileGroups(database, stored);
  return stored.map(({ id, spec, kind, name }): Source => {
    const source = sources.find(spec.kind);
    const own = groups.filter((group) => source.covers(spec, group.path));
    const detail = source.detailOf(spec);
    return {
      id,
      path: spec.kind === 'local' ? spec.path : name,
      kind,
      ...(detail === '' ? {} : { detail }),
      ...(spec.kind === 'local' ? {} : { remote: spec }),
      files: own.reduce((sum, group) => sum + group.files, 0),
      events: own.reduce((sum, group) => sum + group.records, 0),
    };
  });
}

type FileGroup = { readonly path: string; readonly files: number; readonly records: number };

/**
 * Files that belong to the same sources, each group named by one of them: those of a folder, unless some source is
 * less than a folder. So it takes no longer with a million files.
 */
async function fileGroups(database: Database, stored: readonly StoredSource[]): Promise<readonly FileGroup[]> {
  const isSplit = stored.some(({ spec, kind }) => kind === 'file' || (spec.kind === 's3' && !isFolder(spec.prefix)));
  const group = isSplit ? 'path' : String.raw`regexp_replace(path, '[^/\\]*$', '')`;
  const rows = await database.rows(
    `SELECT min(path) AS path, count(DISTINCT path) AS files, sum(records)::BIGINT AS records FROM store.files GROUP BY ${group}`,
  );
  return rows.map((row) => ({
    path: String(row['path']),
    files: Number(row['files']),
    records: Number(row['records']),
  }));
}

function isFolder(prefix: string): boolean {
  return prefix === '' || prefix.endsWith('/');
}

function specOf(row: Row): SourceSpec {
  if (row['spec'] === null || row['spec'] === undefined) return { kind: 'local', path: String(row['path']) };
  return remoteSource.parse(JSON.parse(String(row['spec'])));
}
