// What lies at the foot of the grid while several rows are selected, or while and after rows are copied.
import { useStore } from 'zustand';

import { MenuItem, Menu } from '../ui/Menu.tsx';
import { countOf } from '../ui/numbers.ts';
import type { GridSelection } from './gridSelection.ts';
import { countRows } from './rowSelection.ts';
import type { CopyRows, CopyState } from './useCopying.ts';

type SelectionBarProps = {
  readonly selection: GridSelection;
  readonly copyState: CopyState | undefined;
  readonly copyRows: CopyRows;
  readonly onCompare: () => void;
  /** Refusals stay until they were read. */
  readonly onDismiss: () => void;
};

export function SelectionBar({ selection, copyState, copyRows, onCompare, onDismiss }: SelectionBarProps) {
  const { ranges, isPicked } = useStore(selection.store);
  const count = countRows(ranges);
  const isSelected = count > 1 || (isPicked && count === 1);
  if (!isSelected && !copyState) return null;
  return (
    <section className="selection-bar" aria-label="Selected events">
      {copyState ? (
        <CopyLine copyState={copyState} onDismiss={onDismiss} />
      ) : (
        <>
          <output>{countOf(count, 'event')} selected</output>
          {count === 2 && (
            <button type="button" className="button small primary" title="Ctrl+D" onClick={onCompare}>
              Compare
            </button>
          )}
          <Menu label="Copy" className="button small">
            <MenuItem hint="Ctrl+C" onSelect={() => copyRows('text', ranges)}>
              As text, for a spreadsheet
            </MenuItem>
            <MenuItem onSelect={() => copyRows('csv', ranges)}>As CSV</MenuItem>
            <MenuItem onSelect={() => copyRows('json', ranges)}>As JSON, the exact records</MenuItem>
          </Menu>
          <button
            type="button"
            className="button quiet icon"
            aria-label="Select nothing"
            title="Escape"
            onClick={selection.clear}
          >
            ×
          </button>
        </>
      )}
    </section>
  );
}

type CopyLineProps = { readonly copyState: CopyState; readonly onDismiss: () => void };

function CopyLine({ copyState, onDismiss }: CopyLineProps) {
  if (copyState.phase !== 'copying') {
    return (
      <>
        <output>{copyState.text}</output>
        {copyState.phase === 'refused' && (
          <button type="button" className="button quiet icon" aria-label="Dismiss" onClick={onDismiss}>
            ×
          </button>
        )}
      </>
    );
  }
  const { done, total, cancel } = copyState;
  return (
    <>
      <output>Copying {countOf(total, 'event')}</output>
      <progress value={done} max={total} aria-label="Copied" />
      <button type="button" className="button small" onClick={cancel}>
        Cancel
      </button>
    </>
  );
}
