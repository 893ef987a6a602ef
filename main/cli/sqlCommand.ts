import { AppError } from '../../shared/errors.ts';
import { queryableTables } from '../core/store/sqlGuard.ts';
import { runSql } from '../core/store/sqlQuery.ts';
import { formatOf } from './arguments.ts';
import type { Command } from './command.ts';
import { openOut, rowWriter } from './output.ts';
import { withLogs } from './withLogs.ts';

export const sqlCommand: Command = {
  name: 'sql',
  synopsis: 'PATH… "SELECT …" [--format json|ndjson|csv] [--out FILE]',
  summary: `Runs one SELECT over the tables ${queryableTables.join(', ')}.`,
  valueOptions: ['format', 'out'],
  flags: [],
  run: async (options, context) => {
    const format = formatOf(options, ['json', 'ndjson', 'csv']);
    const paths = options.positionals.slice(0, -1);
    const text = options.positionals.at(-1);
    if (text === undefined) throw new AppError('bad-request', 'Give the SELECT as the last argument, in quotes');
    return withLogs({ paths, options, context }, async ({ workspace: { database } }) => {
      const { columns, rows } = await runSql(database, text, Number.MAX_SAFE_INTEGER, new AbortController().signal);
      const names = columns.map((column) => column.name);
      const out = await openOut(options.value('out'));
      const writer = rowWriter(format, names, out);
      for (const row of rows) await writer.row(row);
      await writer.end();
      await out.end();
    });
  },
};
