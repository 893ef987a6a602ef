// Gives the grid an answer's rows in blocks, in the order of its headers.
import type { IDatasource } from 'ag-grid-community';

import type { QueryResult } from '../state/sqlRun.ts';
import { sortedRows, type ResultRow } from './resultRows.ts';

export type GridRow = { readonly cells: ResultRow };

export type ResultSource = {
  readonly datasource: IDatasource;
  /** All rows, in the order that is shown. */
  readonly shown: () => readonly ResultRow[];
};

export function resultSource(result: QueryResult): ResultSource {
  let shown: readonly ResultRow[] = result.rows;
  let sortedBy = '[]';
  const datasource: IDatasource = {
    getRows: (params) => {
      const sort = params.sortModel.map(({ colId, sort: direction }) => ({ index: Number(colId), direction }));
      const key = JSON.stringify(sort);
      if (key !== sortedBy) shown = sortedRows(result, sort);
      sortedBy = key;
      const asked = shown.slice(params.startRow, params.endRow).map((cells) => ({ cells }));
      params.successCallback(asked, result.rows.length);
    },
  };
  return { datasource, shown: () => shown };
}
