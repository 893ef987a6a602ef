import type { CustomCellRendererProps } from 'ag-grid-react';

import type { CellValue } from '../../shared/events/columns.ts';
import { AccountNumber } from '../ui/AccountNumber.tsx';
import type { EventRow } from './eventRow.ts';

/** The account's number, and its name where it has one. */
export function AccountCell({ value }: CustomCellRendererProps<EventRow, CellValue>) {
  if (value === null || value === undefined) return '';
  return (
    <span>
      <AccountNumber account={String(value)} />
    </span>
  );
}
