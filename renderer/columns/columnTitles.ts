import { findColumn } from '../../shared/events/columns.ts';

/** A way into the record has no other title than itself. */
export function titleOf(id: string): string {
  return findColumn(id)?.title ?? id;
}

/** Whether the title, the id or the description has all words of the search. */
export function isFound(id: string, search: string): boolean {
  const text = `${titleOf(id)} ${id} ${findColumn(id)?.description ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
