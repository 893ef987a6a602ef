import type { CustomCellRendererProps } from 'ag-grid-react';

import type { CellValue } from '../../shared/events/columns.ts';
import type { EventRow } from './eventRow.ts';

/** `role/session` reads with the session first and the role muted behind it; any other actor as it is. */
export function ActorCell({ value, data }: CustomCellRendererProps<EventRow, CellValue>) {
  const text = value === null || value === undefined ? '' : String(value);
  const slash = text.indexOf('/');
  if (slash < 1 || data?.cells.get('userIdentity.type') !== 'AssumedRole') return text;
  return (
    <span>
      {text.slice(slash + 1)}
      <span className="cell-sub"> · {text.slice(0, slash)}</span>
    </span>
  );
}
