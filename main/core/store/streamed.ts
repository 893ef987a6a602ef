// Rows of a statement as they come. Once rows have begun to come, DuckDB's binding has no way to tell of an error: a
// failure looks like the end. What tells is the transaction, which a failure spoils; so such statements run in one.
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';

import { AppError } from '../../../shared/errors.ts';
import type { Database } from './database.ts';

export type Statement = {
  readonly database: Database;
  /** Within `readOnly`. */
  readonly connection: DuckDBConnection;
  readonly sql: string;
  readonly signal: AbortSignal;
  /** Called before the first rows. */
  readonly begin?: (result: DuckDBResult) => Promise<void> | void;
  /** Puts DuckDB's errors into our words; `lead` is how many bytes stood before the statement in what was run. */
  readonly tell?: (error: unknown, lead: number) => unknown;
};

/** Runs `use` in a transaction that cannot write. */
export async function readOnly<Value>(connection: DuckDBConnection, use: () => Promise<Value>): Promise<Value> {
  await connection.run('BEGIN TRANSACTION READ ONLY');
  try {
    return await use();
  } finally {
    await connection.run('ROLLBACK');
  }
}

/** Errors: cancelled; what `tell` makes of those of DuckDB. */
export async function* chunksOf(statement: Statement): AsyncGenerator<DuckDBDataChunk> {
  const { connection, sql, signal } = statement;
  const result = await told(statement, () => connection.stream(sql));
  await statement.begin?.(result);
  for (;;) {
    // An interrupt between two chunks stops neither.
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled');
    const chunk = await told(statement, () => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) break;
    yield chunk;
  }
  await requireSuccess(statement);
}

const never = new AbortController().signal;

type Question = { readonly database: Database; readonly sql: string; readonly signal?: AbortSignal };

/** Reads a question to its end in chunks, without making an object for each value. */
export async function readChunks(
  { database, sql, signal = never }: Question,
  use: (chunk: DuckDBDataChunk) => void,
): Promise<void> {
  await database.read(signal, (connection) =>
    readOnly(connection, async () => {
      for await (const chunk of chunksOf({ database, connection, sql, signal })) use(chunk);
    }),
  );
}

/** Throws what kept a statement from giving all of its rows, if anything did. */
async function requireSuccess(statement: Statement): Promise<void> {
  const { connection, signal } = statement;
  try {
    await connection.run('SELECT 1');
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled', { cause: error });
    throw await failureOf(statement, error);
  }
}

const explain = 'EXPLAIN ANALYZE ';

/** Runs the statement once more, without its rows: then the failure is told. */
async function failureOf(statement: Statement, otherwise: unknown): Promise<unknown> {
  const { database, connection, sql, signal, tell } = statement;
  // A workspace that is being closed interrupts what runs, and must not be kept waiting.
  await database.rows('SELECT 1', signal);
  await connection.run('ROLLBACK');
  await connection.run('BEGIN TRANSACTION READ ONLY');
  try {
    await connection.run(`${explain}${sql}`);
    return otherwise;
  } catch (error) {
    return tell?.(error, explain.length) ?? error;
  }
}

async function told<Value>({ tell }: Statement, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw tell?.(error, 0) ?? error;
  }
}
