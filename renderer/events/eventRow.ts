import { findColumn, type CellValue } from '../../shared/events/columns.ts';

/** One row as the grid holds it: the event's id in this workspace and its cells by column id. */
export type EventRow = {
  readonly eventId: number;
  /** Cells that are read out of the record come later than the others, and only once they are on screen. */
  readonly cells: Map<string, CellValue>;
};

/** Whether the cells of a column have to be read out of the records, which takes longer by far. */
export function isReadFromRecord(columnId: string): boolean {
  const column = findColumn(columnId);
  return column === undefined || column.origin.kind === 'record';
}

/** Columns that every page carries, shown or not, because the look of other cells depends on them. */
export const alwaysAsked = ['errorCode', 'userIdentity.type'] as const;
