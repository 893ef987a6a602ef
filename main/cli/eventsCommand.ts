import { columns, findColumn, type CellValue } from '../../shared/events/columns.ts';
import { AppError } from '../../shared/errors.ts';
import { requireForeign } from '../core/export/ownFiles.ts';
import { writeEvents } from '../core/export/writeEvents.ts';
import { writeEventsParquet } from '../core/export/writeParquet.ts';
import type { Database } from '../core/store/database.ts';
import { readEventFilter } from '../core/store/eventFilter.ts';
import { streamEvents, type BytesFormat, type ExportRequest } from '../core/store/export.ts';
import { formatOf, wholeNumber } from './arguments.ts';
import type { Command, Options } from './command.ts';
import { checkFields, fieldsOf, sortOf } from './fields.ts';
import { writeOut } from './output.ts';
import { rowWriter } from './rowWriter.ts';
import { inZone, timeZoneOf } from './timeZone.ts';
import { withLogs } from './withLogs.ts';

const formats = ['json', 'ndjson', 'csv', 'parquet', 'records'] as const;
type Format = (typeof formats)[number] | 'table';

export const eventsCommand: Command = {
  name: 'events',
  synopsis:
    'PATH… [--where FILTER] [--sort COLUMN:asc|desc[,…]] [--limit N] [--offset N] [--columns a,b] [--format json|ndjson|csv|parquet|records] [--out FILE] [--tz ZONE]',
  summary:
    'Prints events, by default all, sorted by eventTime then eventID. A COLUMN may be a path into the record. --format records is a log of the exact records.',
  valueOptions: ['where', 'sort', 'limit', 'offset', 'columns', 'format', 'out', 'tz'],
  flags: [],
  run: async (options, context) => {
    const format = formatOf(options, formats);
    const path = options.value('out');
    if (format === 'parquet' && path === undefined)
      throw new AppError('bad-request', '--format parquet needs --out FILE');
    const timeZone = timeZoneOf(options);
    const sort = sortOf(options.value('sort'));
    const wanted = columnsOf(options, format);
    const extent = { limit: wholeNumber(options, 'limit'), offset: wholeNumber(options, 'offset') ?? 0 };
    return withLogs({ paths: options.positionals, options, context }, async ({ workspace: { database }, signal }) => {
      if (path !== undefined) await requireForeign(database, path, signal);
      const filter = await readEventFilter(database, options.value('where') ?? '', timeZone, signal);
      await checkFields(database, [...wanted, ...sort.map(({ column }) => column)], signal);
      const request = { selection: { filter, timeZone, sort }, columns: wanted, extent };
      await write(database, request, { format, path, signal });
    });
  },
};

type Target = { readonly format: Format; readonly path: string | undefined; readonly signal: AbortSignal };

function write(database: Database, request: ExportRequest, { format, path, signal }: Target): Promise<void> {
  const progress = { signal, report: () => undefined };
  if (format === 'parquet' && path !== undefined) return writeEventsParquet(database, request, path, progress);
  return writeOut(path, async (sink) => {
    const bytes = bytesFormat(format, request.columns);
    if (bytes !== undefined) return writeEvents(database, bytes, request, { ...progress, sink });
    const writer = rowWriter(format === 'json' || format === 'ndjson' ? format : 'table', request.columns, sink);
    const { timeZone } = request.selection;
    const isTime = request.columns.map((id) => findColumn(id)?.type === 'timestamp');
    const row = (cells: readonly CellValue[]): Promise<void> =>
      writer.row(cells.map((cell, index) => zoned(cell, isTime[index], timeZone)));
    await streamEvents(database, request, row, signal);
    await writer.end();
  });
}

/** The column `record` alone gives as NDJSON the records themselves, as they stand in their files. */
function bytesFormat(format: Format, wanted: readonly string[]): BytesFormat | undefined {
  if (format === 'csv' || format === 'records') return format;
  return format === 'ndjson' && wanted.length === 1 && wanted[0] === 'record' ? 'ndjson' : undefined;
}

function zoned(cell: CellValue, isTime: boolean | undefined, timeZone: string): CellValue {
  return isTime === true && typeof cell === 'string' ? inZone(cell, timeZone) : cell;
}

function columnsOf(options: Options, format: Format): readonly string[] {
  const asked = options.value('columns');
  if (asked !== undefined) return fieldsOf(asked);
  return columns
    .filter((column) => (format === 'table' ? column.isDefault : column.type !== 'record'))
    .map(({ id }) => id);
}
