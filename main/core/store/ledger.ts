// The list of problems: errors first, then by file and place.
import type { DuckDBResult } from '@duckdb/node-api';

import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import { problemLevel, type Problem, type ProblemKind } from '../../../shared/problems.ts';
import type { Database } from './database.ts';
import { problemsSql, quoteText } from './schema.ts';
import { chunksOf, readOnly } from './streamed.ts';

type Request = CallInput<'problems.list'>;

export async function listProblems(
  database: Database,
  request: Request,
  signal?: AbortSignal,
): Promise<CallOutput<'problems.list'>> {
  const where = conditions(request);
  const rows = await database.rows(
    `SELECT * FROM (${problemsSql}) ${where} ORDER BY level = 'info', file, record NULLS FIRST, position NULLS FIRST, message
     LIMIT ${request.limit} OFFSET ${request.offset}`,
    signal,
  );
  const byKind = await database.rows(
    `SELECT kind, level, count(*)::INTEGER AS count FROM (${problemsSql}) GROUP BY ALL ORDER BY level, kind`,
    signal,
  );
  const [total] = await database.rows(`SELECT count(*)::INTEGER AS total FROM (${problemsSql}) ${where}`, signal);
  return {
    problems: rows.map(problemOf),
    total: Number(total?.['total'] ?? 0),
    byKind: byKind.map((row) => ({
      kind: String(row['kind']),
      level: problemLevel(row['kind'] as ProblemKind),
      count: Number(row['count']),
    })),
  };
}

const withoutText = 'file, kind, level, message, record, position, NULL AS text';

/** Calls `use` for each problem, without its text, in the order of the list, and waits for it: there may be millions. */
export async function streamProblems(
  database: Database,
  use: (problem: Problem) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const sql = `SELECT ${withoutText} FROM (${problemsSql}) ORDER BY level = 'info', file, record NULLS FIRST, position NULLS FIRST, message`;
  await database.read(signal, (connection) =>
    readOnly(connection, async () => {
      let names: readonly string[] = [];
      const begin = (result: DuckDBResult): void => void (names = result.columnNames());
      for await (const chunk of chunksOf({ database, connection, sql, signal, begin })) {
        for (const row of chunk.getRowObjects(names)) await use(problemOf(row));
      }
    }),
  );
}

/** The problems of those of `files` that could not be read at all. */
export async function unreadableAmong(database: Database, files: readonly string[]): Promise<readonly Problem[]> {
  if (files.length === 0) return [];
  const rows = await database.rows(
    `SELECT * FROM (${problemsSql}) WHERE kind = 'unreadable' AND file IN (${files.map(quoteText).join(', ')}) ORDER BY file`,
  );
  return rows.map(problemOf);
}

type Groups = CallOutput<'problems.groups'>['groups'];

/** By kind, and in each the files with most problems of it: kinds of errors first, most frequent first. */
export async function groupProblems(
  database: Database,
  { level, search, filesPerKind }: CallInput<'problems.groups'>,
  signal: AbortSignal,
): Promise<Groups> {
  const ofFiles = `SELECT kind, level, file, count(*)::INTEGER AS count FROM (${problemsSql}) ${conditions({ level, search })} GROUP BY ALL`;
  const rows = await database.rows(
    `SELECT kind, file, count,
       sum(count) OVER (PARTITION BY kind)::INTEGER AS "ofKind", count(*) OVER (PARTITION BY kind)::INTEGER AS "filesTotal"
     FROM (${ofFiles}) QUALIFY row_number() OVER (PARTITION BY kind ORDER BY count DESC, file) <= ${filesPerKind}
     ORDER BY level = 'info', "ofKind" DESC, kind, count DESC, file`,
    signal,
  );
  const groups = new Map<string, Groups[number]>();
  for (const { kind, file, count, ofKind, filesTotal } of rows) {
    const name = kind as ProblemKind;
    const group = groups.get(name) ?? {
      kind: name,
      level: problemLevel(name),
      count: Number(ofKind),
      filesTotal: Number(filesTotal),
      files: [],
    };
    group.files.push({ file: String(file), count: Number(count) });
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** The path of a file that the ledger or an event names: of a member of an archive that of the archive. */
export async function pathOfFile(database: Database, file: string, signal: AbortSignal): Promise<string | undefined> {
  const name = quoteText(file);
  const [row] = await database.rows(
    `SELECT coalesce(local_path, path) AS path FROM store.files WHERE name = ${name}
     UNION ALL SELECT coalesce(f.local_path, f.path) FROM store.problems p JOIN store.files f ON f.id = p.file_id
     WHERE p.file = ${name} LIMIT 1`,
    signal,
  );
  const path = row?.['path'];
  return typeof path === 'string' ? path : undefined;
}

/** The paths of files on this machine that end in a name. */
export async function pathsNamed(database: Database, name: string, signal: AbortSignal): Promise<readonly string[]> {
  const path = 'coalesce(local_path, path)';
  const rows = await database.rows(
    `SELECT DISTINCT ${path} AS path FROM store.files WHERE suffix(${path}, ${quoteText(name)})`,
    signal,
  );
  return rows.map((row) => String(row['path']));
}

function conditions({ level, kind, file, search }: Pick<Request, 'level' | 'kind' | 'file' | 'search'>): string {
  const tests = [
    ...(level === 'all' ? [] : [`level = ${quoteText(level)}`]),
    ...(kind === undefined ? [] : [`kind = ${quoteText(kind)}`]),
    ...(file === undefined ? [] : [`file = ${quoteText(file)}`]),
    ...(search === undefined ? [] : [`contains(lower(file), ${quoteText(search.toLowerCase())})`]),
  ];
  return tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`;
}

function problemOf(row: Readonly<Record<string, unknown>>): Problem {
  const kind = row['kind'] as ProblemKind;
  return {
    file: String(row['file']),
    kind,
    level: problemLevel(kind),
    message: String(row['message']),
    ...(row['record'] === null ? {} : { record: Number(row['record']) }),
    ...(row['position'] === null ? {} : { position: Number(row['position']) }),
    ...(typeof row['text'] === 'string' ? { text: row['text'] } : {}),
  };
}
