// The names of fields that may be meant by what was typed so far.
import { columns } from '../events/columns.ts';
import { columnAt, recordMembers } from '../events/fields.ts';
import { printPath } from './print.ts';

export type FieldOption = {
  /** As it is written in a filter: with the colon, or with the dot of what has more fields within it. */
  readonly text: string;
  readonly detail: string | undefined;
};

/** A way into the record that some record has. */
export type KnownField = { readonly id: string; readonly example: string | undefined };

/** Those that begin with the text first, then those of which a part or the title does, then those that hold it. */
export function fieldOptions(typed: string, seen: readonly KnownField[], limit: number): readonly FieldOption[] {
  const wanted = typed.toLowerCase();
  const ranked = candidates(seen).flatMap((candidate, index) => {
    const rank = rankOf(candidate, wanted);
    return rank === undefined ? [] : [{ candidate, rank, index }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, limit)
    .map(({ candidate: { text, detail } }) => ({ text, detail }));
}

type Candidate = FieldOption & { readonly name: string; readonly title: string };

function candidates(seen: readonly KnownField[]): readonly Candidate[] {
  const ofColumns = columns.map(({ id, title, description }) => {
    const name = printPath(id.split('.'));
    return { name, title, text: `${name}:`, detail: description };
  });
  const ofSeen = seen.map(({ id, example }) => ({
    name: id,
    title: '',
    text: `${id}:`,
    detail: example === undefined ? undefined : `such as ${example}`,
  }));
  return [...ofColumns, ...members(seen), ...ofSeen];
}

/** Members of records that are no column; those with fields within them lead there. */
function members(seen: readonly KnownField[]): readonly Candidate[] {
  const ids = new Set(seen.map(({ id }) => id));
  return recordMembers.flatMap((name): Candidate[] => {
    if (columnAt([name]) !== undefined || ids.has(name)) return [];
    const hasFields = seen.some(({ id }) => id.startsWith(`${name}.`) || id.startsWith(`${name}[`));
    const detail = hasFields ? 'Has fields within it' : 'A member of records';
    return [{ name, title: '', text: hasFields ? `${name}.` : `${name}:`, detail }];
  });
}

function rankOf({ name, title }: Candidate, wanted: string): number | undefined {
  const folded = name.toLowerCase();
  if (folded.startsWith(wanted)) return 0;
  if (folded.split(/[.[]/).some((part) => part.startsWith(wanted))) return 1;
  if (title.toLowerCase().startsWith(wanted)) return 1;
  return folded.includes(wanted) || title.toLowerCase().includes(wanted) ? 2 : undefined;
}
