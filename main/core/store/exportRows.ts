// Rows of events on their way out, as bytes: in an order, of any number, in bounded memory. Their ids are found first,
// in order; then the rows are read some ten thousands at a time, which is quick where neighbours in the order are
// neighbours in the store, as in the files' order. Where they are not, all are sorted in one go, on the disk if need be.
import { DuckDBBlobVector, type DuckDBConnection, type DuckDBDataChunk } from '@duckdb/node-api';

import type { Packer } from '../export/packer.ts';
import type { Database } from './database.ts';
import { readIds } from './eventOrder.ts';
import { fromWhere, orderBy, selectIds, type Selection } from './select.ts';
import { chunksOf, readOnly } from './streamed.ts';

export type RowSource = {
  readonly selection: Selection;
  /** The columns that `rowSql` reads. */
  readonly columns: readonly string[];
  /** A row as a text, where store.events is `e` and its file is `f`. */
  readonly rowSql: string;
  readonly extent: Extent;
};

/** Which of the rows, in their order. */
export type Extent = { readonly limit: number | undefined; readonly offset: number };

const batchRows = 50_000;
/** How often the store may be gone through, in all, by reading rows in batches. */
const mostPasses = 3;

/** Gives each row to the packer, in order. `onProgress` is called with how many rows there are in all. */
export async function passRows(
  source: RowSource,
  { database, connection, packer, signal, onProgress }: Passing,
): Promise<void> {
  await readOnly(connection, async () => {
    const sql = `${selectIds(source.selection)}${extentSql(source.extent)}`;
    const ids = await readIds({ database, connection, sql, signal });
    onProgress(ids.length);
    for (const rows of statements(source, ids)) {
      for await (const chunk of chunksOf({ database, connection, sql: rows, signal })) {
        await pack(chunk, packer);
        onProgress(ids.length);
      }
    }
  });
}

type Passing = {
  readonly database: Database;
  readonly connection: DuckDBConnection;
  readonly packer: Packer;
  readonly signal: AbortSignal;
  readonly onProgress: (total: number) => void;
};

async function pack(chunk: DuckDBDataChunk, packer: Packer): Promise<void> {
  const vector = chunk.getColumnVector(0);
  if (!(vector instanceof DuckDBBlobVector)) throw new Error('A row is a blob');
  for (let row = 0; row < chunk.rowCount; row += 1) {
    packer.add(vector.getItemBytes(row) ?? '');
    if (packer.isDue) await packer.release();
  }
}

function* statements(source: RowSource, ids: Int32Array): Iterable<string> {
  if (ids.length === 0) return;
  const batches: Int32Array[] = [];
  for (let at = 0; at < ids.length; at += batchRows) batches.push(ids.subarray(at, at + batchRows));
  const { selection, rowSql, columns, extent } = source;
  const rows = `SELECT encode(${rowSql})`;
  const order = orderBy(selection.sort);
  const used = [...columns, ...selection.sort.map(({ column }) => column)];
  if (passes(batches) > mostPasses) {
    yield `${rows} ${fromWhere(selection, used)} ${order}${extentSql(extent)}`;
    return;
  }
  const everything = fromWhere({ filter: { kind: 'everything', from: 0, to: 0 }, timeZone: 'UTC' }, used);
  for (const batch of batches) yield `${rows} ${everything} WHERE ${isOneOf(batch)} ${order}`;
}

/** How many times the stretch of ids of all is gone through where each batch goes through its own. */
function passes(batches: readonly Int32Array[]): number {
  const stretches = batches.map(stretchOf);
  const first = Math.min(...stretches.map(({ least }) => least));
  const last = Math.max(...stretches.map(({ most }) => most));
  return stretches.reduce((sum, { least, most }) => sum + most - least + 1, 0) / (last - first + 1);
}

function stretchOf(ids: Int32Array): { least: number; most: number } {
  let [least = 0, most = 0] = [ids[0], ids[0]];
  for (const id of ids) {
    if (id < least) least = id;
    if (id > most) most = id;
  }
  return { least, most };
}

/** The stretch lets whole row groups be passed over. The list is a text, which is parsed in no time. */
function isOneOf(ids: Int32Array): string {
  const { least, most } = stretchOf(ids);
  return `e.id BETWEEN ${least} AND ${most} AND e.id IN (SELECT unnest(CAST(string_split('${ids.join(',')}', ',') AS INTEGER[])))`;
}

function extentSql({ limit, offset }: Extent): string {
  return `${limit === undefined ? '' : ` LIMIT ${limit}`}${offset === 0 ? '' : ` OFFSET ${offset}`}`;
}
