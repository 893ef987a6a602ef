// Writes all rows of a question in SQL.
import { copyLead, withoutEnd } from '../store/copyParquet.ts';
import { toSqlError } from '../store/sqlErrors.ts';
import { streamSql, withQuestion, type SqlSource } from '../store/sqlQuery.ts';
import type { ByteSink } from './byteSink.ts';
import { Packer } from './packer.ts';
import type { Progress } from './progress.ts';
import { rowFormat, type CellsFormat, type RowFormat } from './rowFormat.ts';
import { replaceTarget } from './targetFile.ts';
import { writeParquet } from './writeParquet.ts';

/** Errors: sql/invalid, sql/failed. */
export async function writeSql(
  source: SqlSource,
  text: string,
  format: CellsFormat,
  { sink, signal, report }: Progress & { readonly sink: ByteSink },
): Promise<void> {
  let rows: RowFormat | undefined;
  let packer: Packer | undefined;
  await streamSql(source, text, signal, {
    begin: (columns) => {
      rows = rowFormat(
        format,
        columns.map(({ name }) => name),
      );
      packer = new Packer(sink, rows.frame);
    },
    row: async (cells) => {
      if (rows !== undefined) packer?.add(rows.text(cells));
      if (packer?.isDue === true) {
        report({ records: packer.rows, bytesDone: packer.bytes });
        await packer.release();
      }
      return true;
    },
  });
  await packer?.end();
  report({ records: packer?.rows ?? 0, bytesDone: packer?.bytes ?? 0 });
}

/** Errors: sql/invalid, sql/failed, file/unwritable, disk/full. */
export async function writeSqlParquet(
  source: SqlSource,
  text: string,
  path: string,
  { signal, report }: Progress,
): Promise<void> {
  await replaceTarget(path, (draft) =>
    withQuestion(source, text, signal, async (connection) => {
      const question = await withoutEnd(source.database, text, signal);
      try {
        await writeParquet(connection, question, { draft, path }, report);
      } catch (error) {
        throw toSqlError(error, text, copyLead.length);
      }
    }),
  );
}
