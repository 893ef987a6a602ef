import { AppError } from '../../shared/errors.ts';
import { sqlTables } from '../../shared/sqlTables.ts';
import type { ByteSink } from '../core/export/byteSink.ts';
import { requireForeign } from '../core/export/ownFiles.ts';
import { writeSql, writeSqlParquet } from '../core/export/writeSql.ts';
import type { OpenWorkspace } from '../core/openWorkspace.ts';
import { streamSql } from '../core/store/sqlQuery.ts';
import { formatOf } from './arguments.ts';
import type { Command } from './command.ts';
import { writeOut } from './output.ts';
import { rowWriter, type RowWriter } from './rowWriter.ts';
import { withLogs } from './withLogs.ts';

const formats = ['json', 'ndjson', 'csv', 'parquet'] as const;

export const sqlCommand: Command = {
  name: 'sql',
  synopsis: 'PATH… "SELECT …" [--format json|ndjson|csv|parquet] [--out FILE]',
  summary: `Runs one SELECT over the tables ${sqlTables.join(', ')}.`,
  valueOptions: ['format', 'out'],
  flags: [],
  run: async (options, context) => {
    const format = formatOf(options, formats);
    const path = options.value('out');
    const paths = options.positionals.slice(0, -1);
    const text = options.positionals.at(-1);
    if (text === undefined) throw new AppError('bad-request', 'Give the SELECT as the last argument, in quotes');
    if (format === 'parquet' && path === undefined)
      throw new AppError('bad-request', '--format parquet needs --out FILE');
    return withLogs({ paths, options, context }, async ({ workspace, signal }) => {
      if (path !== undefined) await requireForeign(workspace.database, path, signal);
      const progress = { signal, report: () => undefined };
      if (format === 'parquet' && path !== undefined) return writeSqlParquet(workspace, text, path, progress);
      await writeOut(path, (sink) =>
        format === 'json' || format === 'ndjson' || format === 'csv'
          ? writeSql(workspace, text, format, { ...progress, sink })
          : writeTable(workspace, text, sink, signal),
      );
    });
  },
};

async function writeTable(workspace: OpenWorkspace, text: string, sink: ByteSink, signal: AbortSignal): Promise<void> {
  let writer: RowWriter | undefined;
  await streamSql(workspace, text, signal, {
    begin: (columns) => {
      writer = rowWriter(
        'table',
        columns.map(({ name }) => name),
        sink,
      );
    },
    row: async (cells) => {
      await writer?.row(cells);
      return true;
    },
  });
  await writer?.end();
}
