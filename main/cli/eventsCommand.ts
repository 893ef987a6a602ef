import { columns, findColumn, type CellValue } from '../../shared/events/columns.ts';
import type { SortKey } from '../../shared/events/query.ts';
import { AppError } from '../../shared/errors.ts';
import { readEventFilter } from '../core/store/eventFilter.ts';
import { streamEvents, writeParquet } from '../core/store/export.ts';
import { formatOf, wholeNumber } from './arguments.ts';
import type { Command, Options } from './command.ts';
import { openOut, rowWriter } from './output.ts';
import { inZone, timeZoneOf } from './timeZone.ts';
import { withLogs } from './withLogs.ts';

const formats = ['json', 'ndjson', 'csv', 'parquet'];

export const eventsCommand: Command = {
  name: 'events',
  synopsis:
    'PATH… [--where FILTER] [--sort COLUMN:asc|desc[,…]] [--limit N] [--offset N] [--columns a,b] [--format json|ndjson|csv|parquet] [--out FILE] [--tz ZONE]',
  summary: 'Prints events, by default all, sorted by eventTime then eventID.',
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
      const filter = await readEventFilter(database, options.value('where') ?? '', timeZone, signal);
      const request = { selection: { filter, timeZone, sort }, columns: wanted, extent };
      if (format === 'parquet' && path !== undefined) return writeParquet(database, request, path);
      const out = await openOut(path);
      const writer = rowWriter(format, wanted, out);
      const isTime = wanted.map((id) => findColumn(id)?.type === 'timestamp');
      await streamEvents(
        database,
        request,
        (row) => writer.row(row.map((cell, index) => zoned(cell, isTime[index], timeZone))),
        signal,
      );
      await writer.end();
      await out.end();
    });
  },
};

function zoned(cell: CellValue, isTime: boolean | undefined, timeZone: string): CellValue {
  return isTime === true && typeof cell === 'string' ? inZone(cell, timeZone) : cell;
}

function columnsOf(options: Options, format: string): readonly string[] {
  const asked = options.value('columns');
  if (asked === undefined)
    return columns
      .filter((column) => (format === 'table' ? column.isDefault : column.type !== 'record'))
      .map(({ id }) => id);
  return asked.split(',').map((name) => requireColumn(name.trim()));
}

/** `eventTime:desc,eventName`; ascending unless said otherwise. */
function sortOf(text: string | undefined): readonly SortKey[] {
  if (text === undefined) return [];
  return text.split(',').map((part): SortKey => {
    const [column = '', direction = 'asc', ...rest] = part.trim().split(':');
    if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
      throw new AppError('bad-request', `--sort takes COLUMN:asc or COLUMN:desc, not "${part}"`);
    }
    return { column: requireColumn(column), direction };
  });
}

/** Throws column/unknown. */
export function requireColumn(id: string): string {
  if (findColumn(id) !== undefined) return id;
  const sameButCase = columns.find((column) => column.id.toLowerCase() === id.toLowerCase());
  const hint =
    sameButCase === undefined
      ? `The columns are ${columns.map((column) => column.id).join(', ')}.`
      : `Did you mean ${sameButCase.id}?`;
  throw new AppError('column/unknown', `There is no column "${id}". ${hint}`);
}
