// How a row of a part (ingest/rowBatch.ts) becomes a row of store.events.
import { quoteIdentifier, storedColumns } from './schema.ts';

/** The row's key; summary-only rows have keys of their own, since they are merged by another rule. */
export const keySql = 'hash("eventID", "recipientAccountId", flags & 1)';

/** The columns of store.events; `incomingCells` says how each is made from a row of a part. */
export const eventColumns: readonly string[] = [
  'id',
  'file_id',
  'ordinal',
  'copies',
  'flags',
  'key',
  'text_hash',
  ...storedColumns.map((column) => quoteIdentifier(column.id)),
];

export const incomingCells: readonly string[] = [
  'id',
  'file_id',
  'ordinal',
  '1',
  'flags',
  keySql,
  'text_hash',
  ...storedColumns.map((column) => {
    const name = quoteIdentifier(column.id);
    if (column.type === 'timestamp') return `make_timestamp_ms(${name}::BIGINT)`;
    if (column.type === 'integer') return `${name}::BIGINT`;
    return column.type === 'boolean' ? `${name}::BOOLEAN` : name;
  }),
];
