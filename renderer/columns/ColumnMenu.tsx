import { Caret } from '../ui/Caret.tsx';
import { Popover } from '../ui/Popover.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import './columns.css';

const button = (
  <>
    Columns
    <Caret />
  </>
);

/** Chooses the grid's columns: which, in which order, held at which side. */
export function ColumnMenu() {
  return (
    <Popover button={button} name="Columns" heading="Columns" align="end">
      <ColumnChooser />
    </Popover>
  );
}
