// What the list under the field offers, and what becomes of the text when one of it is taken.
import type { CallOutput } from '../../shared/ipc/contract.ts';

export type Suggestion = CallOutput<'filter.complete'>['options'][number];

/** What the core offered for a text and a caret in it. */
export type Offered = CallOutput<'filter.complete'> & { readonly text: string; readonly caret: number };

export type Suggestions = {
  /** What an option takes the place of, in the text as it is now. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Suggestion[];
};

const nothing: Suggestions = { from: 0, to: 0, options: [] };

/**
 * The offer for the text as it is now. One for the text a few letters ago holds for the same place, less the options
 * that these letters rule out: so the list does not flicker while the next one is on its way.
 */
export function suggestionsNow(offered: Offered | undefined, text: string, caret: number): Suggestions {
  if (!offered) return nothing;
  const { from, to, options } = offered;
  if (offered.text === text && offered.caret === caret) return { from, to, options };
  const grown = caret - offered.caret;
  const isSamePlace =
    grown > 0 &&
    text.slice(0, offered.caret) === offered.text.slice(0, offered.caret) &&
    text.slice(caret) === offered.text.slice(offered.caret);
  if (!isSamePlace) return nothing;
  const typed = text.slice(from, caret).toLowerCase();
  return { from, to: to + grown, options: options.filter((option) => option.text.toLowerCase().includes(typed)) };
}

/** Whether there is something to complete: a word that was begun, or a value after its colon. */
export function isBegun({ from }: Suggestions, text: string, caret: number): boolean {
  return caret > from || /[:<>=]$/.test(text.slice(0, caret));
}

type Edited = { readonly text: string; readonly caret: number };

/** The text with the option in it. After a value the next clause can be typed at once, after a field its value. */
export function withSuggestion(text: string, { from, to }: Suggestions, { kind, text: chosen }: Suggestion): Edited {
  const rest = text.slice(to);
  const isFieldName = kind === 'field' && !/[:.[]$/.test(chosen) && !rest.startsWith(':');
  const isLast = kind !== 'field' && rest === '';
  const inserted = chosen + (isFieldName ? ':' : isLast && !chosen.endsWith(' ') ? ' ' : '');
  const caret = from + inserted.length + (kind === 'field' && rest.startsWith(':') ? 1 : 0);
  return { text: text.slice(0, from) + inserted + rest, caret };
}
