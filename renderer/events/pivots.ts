// Everything that has something in common with one event: who did it, with what, from where.
import type { CellValue } from '../../shared/events/columns.ts';
import { fieldEquals } from '../../shared/filter/print.ts';

export type Pivot = {
  /** After "Everything": `by this actor`. */
  readonly title: string;
  /** What the events have in common, shortened where it is long. */
  readonly value: string;
  /** The filter that finds them, the event itself among them. */
  readonly filter: string;
};

type Cells = Readonly<Record<string, CellValue>>;

const kinds: readonly { readonly title: string; readonly column: string; readonly isOf?: (cells: Cells) => boolean }[] =
  [
    { title: 'by this actor', column: 'actor' },
    { title: 'with this access key', column: 'accessKeyId' },
    { title: 'in this session', column: 'userIdentity.arn', isOf: isSession },
    { title: 'from this source IP', column: 'sourceIPAddress' },
    { title: 'of this request', column: 'requestID' },
    { title: 'of this shared event', column: 'sharedEventID' },
  ];

/** Those that the event has. */
export function pivotsOf(cells: Cells): readonly Pivot[] {
  return kinds.flatMap(({ title, column, isOf }) => {
    const value = cells[column] ?? null;
    if (value === null || value === '' || (isOf && !isOf(cells))) return [];
    return [{ title, value: shortValue(column, String(value)), filter: fieldEquals(column, value) }];
  });
}

/** A role or a federated user is taken for a session, which its ARN names. */
function isSession(cells: Cells): boolean {
  return /:(?:assumed-role|federated-user)\//.test(String(cells['userIdentity.arn'] ?? ''));
}

const longest = 36;

/** Of an ARN its end, which tells sessions apart. */
function shortValue(column: string, value: string): string {
  const text = column === 'userIdentity.arn' ? value.slice(value.lastIndexOf(':') + 1) : value;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
