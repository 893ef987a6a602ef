// The list of problems: errors first, then by file and place.
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import { problemLevel, type Problem, type ProblemKind } from '../../../shared/problems.ts';
import type { Database, Row } from './database.ts';
import { problemsSql, quoteText } from './schema.ts';

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

/** Every problem, in the order of the list. */
export async function allProblems(database: Database): Promise<readonly Problem[]> {
  const rows = await database.rows(
    `SELECT * FROM (${problemsSql}) ORDER BY level = 'info', file, record NULLS FIRST, position NULLS FIRST, message`,
  );
  return rows.map(problemOf);
}

/** The problems of those of `files` that could not be read at all. */
export async function unreadableAmong(database: Database, files: readonly string[]): Promise<readonly Problem[]> {
  if (files.length === 0) return [];
  const rows = await database.rows(
    `SELECT * FROM (${problemsSql}) WHERE kind = 'unreadable' AND file IN (${files.map(quoteText).join(', ')}) ORDER BY file`,
  );
  return rows.map(problemOf);
}

function conditions({ level, kind }: Request): string {
  const tests = [
    ...(level === 'all' ? [] : [`level = ${quoteText(level)}`]),
    ...(kind === undefined ? [] : [`kind = ${quoteText(kind)}`]),
  ];
  return tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`;
}

function problemOf(row: Row): Problem {
  const kind = row['kind'] as ProblemKind;
  return {
    file: String(row['file']),
    kind,
    level: problemLevel(kind),
    message: String(row['message']),
    ...(row['record'] === null ? {} : { record: Number(row['record']) }),
    ...(row['position'] === null ? {} : { position: Number(row['position']) }),
    ...(row['text'] === null ? {} : { text: String(row['text']) }),
  };
}
