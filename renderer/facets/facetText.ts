// How a value reads in a facet. What is filtered by is the value all the same.
import type { CellValue } from '../../shared/events/columns.ts';
import type { Field } from '../../shared/events/field.ts';
import type { FacetValue } from '../../shared/filter/facetClauses.ts';
import { formatTime } from '../ui/times.ts';

export type FacetText = {
  readonly text: string;
  /** Beside it: the number of an account that has a name. */
  readonly detail?: string;
  readonly look?: 'root' | 'none' | 'failed';
};

export type FacetWords = {
  readonly timeZone: string;
  readonly accountNames: Readonly<Record<string, string>>;
};

/** What events without the field have to say, where "none" does not say it. */
const missing: Readonly<Record<string, string>> = {
  errorCode: 'succeeded (no error)',
  readOnly: 'not said',
};

const accountFields: ReadonlySet<string> = new Set(['recipientAccountId', 'userIdentity.accountId']);

export function facetText({ id, column }: Field, value: FacetValue, words: FacetWords): FacetText {
  if (value === undefined) return { text: missing[id] ?? 'none', look: 'none' };
  if (value === '') return { text: 'empty text', look: 'none' };
  if (id === 'readOnly') return { text: value.toLowerCase() === 'true' ? 'reads' : 'writes' };
  if (column?.type === 'timestamp') return { text: formatTime(value, words.timeZone) };
  if (id === 'errorCode') return { text: value, look: 'failed' };
  if ((id === 'actor' || id === 'userIdentity.type') && value.toLowerCase() === 'root') {
    return { text: value, look: 'root' };
  }
  const name = accountFields.has(id) ? words.accountNames[value] : undefined;
  return name === undefined ? { text: value } : { text: name, detail: value };
}

/** A value as the core answers it, in the form that filters have. */
export function facetValue(cell: CellValue): FacetValue {
  return cell === null ? undefined : String(cell);
}
