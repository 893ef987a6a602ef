import { Popover } from '../ui/Popover.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import './columns.css';

/** Chooses the grid's columns: which, in which order, held at which side. */
export function ColumnMenu() {
  return (
    <Popover button="Columns" heading="Columns" align="end">
      <ColumnChooser />
    </Popover>
  );
}
