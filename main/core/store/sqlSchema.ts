// The tables that questions can be asked of, as DuckDB has them.
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { sqlTables } from '../../../shared/sqlTables.ts';
import type { Database } from './database.ts';
import { columnDescriptions, tableDescriptions } from './sqlDescriptions.ts';

type Tables = CallOutput<'sql.schema'>['tables'];

export async function readSqlSchema(database: Database, signal: AbortSignal): Promise<Tables> {
  const rows = await database.rows(
    `SELECT table_name AS "table", column_name AS name, data_type AS type FROM duckdb_columns()
     WHERE database_name = 'workspace' AND schema_name = 'main' ORDER BY table_name, column_index`,
    signal,
  );
  return sqlTables.map((table) => ({
    name: table,
    description: tableDescriptions[table],
    columns: rows
      .filter((row) => row['table'] === table)
      .map((row) => {
        const name = String(row['name']);
        const description = columnDescriptions[table][name];
        return { name, type: String(row['type']), ...(description === undefined ? {} : { description }) };
      }),
  }));
}
