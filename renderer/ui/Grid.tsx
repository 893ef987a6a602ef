import type { GridApi } from 'ag-grid-community';
import { AgGridReact, type AgGridReactProps } from 'ag-grid-react';

import { commonOptions, useUntilReady } from './gridSetup.ts';

type GridProps<Row> = Omit<AgGridReactProps<Row>, 'onGridReady' | 'theme'> & {
  /** The grid's accessible name. */
  readonly label: string;
  /** Must stay the same function, as must everything else that need not be handed to the grid anew. */
  readonly onReady?: (api: GridApi<Row>) => void;
};

/** A grid of some thousand rows at most; events are drawn by `QuickGrid`. */
export function Grid<Row>({ label, onReady, ...options }: GridProps<Row>) {
  const sayReady = useUntilReady();
  return (
    <div className="grid-host">
      <AgGridReact<Row>
        {...commonOptions()}
        {...options}
        onGridReady={({ api }) => {
          api.setGridAriaProperty('label', label);
          onReady?.(api);
          sayReady();
        }}
      />
    </div>
  );
}
