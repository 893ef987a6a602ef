// Writes the events of a query: the same bytes for the window and for the command line.
import { isDeepStrictEqual } from 'node:util';

import { defaultSort, type SortKey } from '../../../shared/events/query.ts';
import type { Database } from '../store/database.ts';
import { rowSource, type BytesFormat, type ExportRequest } from '../store/export.ts';
import { passRows } from '../store/exportRows.ts';
import type { ByteSink } from './byteSink.ts';
import { Packer } from './packer.ts';
import type { Progress } from './progress.ts';

/** As the records stand in their files, by the files' names. */
const filesOrder: readonly SortKey[] = [
  { column: 'file', direction: 'asc' },
  { column: 'ordinal', direction: 'asc' },
];

/** Exact records come in the order of their files unless the reader has asked for another. */
export function recordsOrder(sort: readonly SortKey[]): readonly SortKey[] {
  return sort.length === 0 || isDeepStrictEqual(sort, defaultSort) ? filesOrder : sort;
}

export async function writeEvents(
  database: Database,
  format: BytesFormat,
  request: ExportRequest,
  { sink, signal, report }: Progress & { readonly sink: ByteSink },
): Promise<void> {
  await database.read(signal, async (connection) => {
    const source = await rowSource(connection, format, request);
    const packer = new Packer(sink, source.frame);
    const onProgress = (recordsTotal: number): void =>
      report({ records: packer.rows, recordsTotal, bytesDone: packer.bytes, isTotalKnown: true });
    await passRows(source, { database, connection, packer, signal, onProgress });
    await packer.end();
    onProgress(packer.rows);
  });
}
