import { columns } from '../../shared/events/columns.ts';

export type Completion = {
  readonly field: string;
  readonly description: string;
  /** What stands in its place now: from the start of the word to the caret. */
  readonly from: number;
  readonly to: number;
};

/** Parts of a record whose members may be named by their path. */
const openMembers: readonly { readonly field: string; readonly description: string }[] = [
  { field: 'requestParameters.', description: 'A member of the request, by its path' },
  { field: 'responseElements.', description: 'A member of the answer, by its path' },
  { field: 'additionalEventData.', description: 'What the service added, by its path' },
  { field: 'userIdentity.sessionContext.', description: 'The session, by its path' },
];

const candidates = [
  ...columns.filter((column) => column.type !== 'record').map(({ id, description }) => ({ field: id, description })),
  ...openMembers,
];

/** The field names that the word before the caret may become. */
export function completionsAt(text: string, caret: number): readonly Completion[] {
  const before = /(?:^|[\s(])-?([\w.]+)$/.exec(text.slice(0, caret));
  const word = before?.[1];
  if (word === undefined || /^[:\w.]/.test(text.slice(caret))) return [];
  const wanted = word.toLowerCase();
  const rank = (field: string) => {
    const lower = field.toLowerCase();
    if (lower.startsWith(wanted)) return 0;
    return lower.includes(wanted) ? 1 : 2;
  };
  return candidates
    .filter(({ field }) => rank(field) < 2 && field.toLowerCase() !== wanted)
    .toSorted((a, b) => rank(a.field) - rank(b.field))
    .slice(0, 8)
    .map((candidate) => ({ ...candidate, from: caret - word.length, to: caret }));
}

/** The text with the completion in it, and where the caret then stands. */
export function complete(
  text: string,
  { field, from, to }: Completion,
): { readonly text: string; readonly caret: number } {
  const inserted = field.endsWith('.') ? field : `${field}:`;
  return { text: text.slice(0, from) + inserted + text.slice(to), caret: from + inserted.length };
}
