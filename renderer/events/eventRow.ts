import type { CellValue } from '../../shared/events/columns.ts';

/** One row as the grid holds it: the event's id in this workspace and its cells by column id. */
export type EventRow = {
  readonly eventId: number;
  readonly cells: ReadonlyMap<string, CellValue>;
};
