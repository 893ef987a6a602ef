import type { AppState } from '../state/appState.ts';
import { cellText } from './cells.ts';
import type { EventRow } from './eventRow.ts';

type CopiedCell = { readonly row: EventRow | undefined; readonly columnId: string };

/** Copies a cell as it reads, but for what only its look adds. */
export async function copyCell({ client, view }: AppState, { row, columnId }: CopiedCell): Promise<void> {
  if (!row) return;
  const text = cellText(columnId, row.cells.get(columnId), view.getState().query.timeZone);
  await client.call('shell.copyText', { text });
}
