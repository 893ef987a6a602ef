import type { CellValue } from '../../shared/events/columns.ts';
import { AppError } from '../../shared/errors.ts';
import { sqlTables } from '../../shared/sqlTables.ts';
import { streamSql, type SqlColumn } from '../core/store/sqlQuery.ts';
import { formatOf } from './arguments.ts';
import type { Command } from './command.ts';
import { openOut, rowWriter, type RowWriter, type TextOut } from './output.ts';
import { withLogs } from './withLogs.ts';

export const sqlCommand: Command = {
  name: 'sql',
  synopsis: 'PATH… "SELECT …" [--format json|ndjson|csv] [--out FILE]',
  summary: `Runs one SELECT over the tables ${sqlTables.join(', ')}.`,
  valueOptions: ['format', 'out'],
  flags: [],
  run: async (options, context) => {
    const format = formatOf(options, ['json', 'ndjson', 'csv']);
    const paths = options.positionals.slice(0, -1);
    const text = options.positionals.at(-1);
    if (text === undefined) throw new AppError('bad-request', 'Give the SELECT as the last argument, in quotes');
    return withLogs({ paths, options, context }, async ({ workspace, signal }) => {
      let out: TextOut | undefined;
      let writer: RowWriter | undefined;
      const begin = async (columns: readonly SqlColumn[]): Promise<void> => {
        out = await openOut(options.value('out'));
        writer = rowWriter(
          format,
          columns.map((column) => column.name),
          out,
        );
      };
      const row = async (cells: readonly CellValue[]): Promise<boolean> => {
        await writer?.row(cells);
        return true;
      };
      await streamSql(workspace, text, signal, { begin, row });
      await writer?.end();
      await out?.end();
    });
  },
};
