// What may stand where the reader types in a filter: names of fields, values by how many events have them, and what else
// the language has in that place.
import { fieldAt, type Field } from '../../../shared/events/field.ts';
import { isKnownPath } from '../../../shared/events/fields.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { completionPlace, withoutClauseAt, type CompletionPlace } from '../../../shared/filter/completionPlace.ts';
import { fieldOptions } from '../../../shared/filter/fieldOptions.ts';
import { fieldEquals, printFilter } from '../../../shared/filter/print.ts';
import type { EventRange } from '../../../shared/events/query.ts';
import type { Database } from './database.ts';
import { readEventFilter } from './eventFilter.ts';
import type { EventQuestion, EventSets } from './eventSets.ts';
import type { RecordFields } from './recordFields.ts';
import { timeOptions } from './timeOptions.ts';
import type { ValueCounts } from './valueCounts.ts';

type Completion = CallOutput<'filter.complete'>;
type Option = Completion['options'][number];

type Request = {
  readonly filter: string;
  readonly timeZone: string;
  readonly range?: EventRange | undefined;
  readonly cursor: number;
  readonly limit: number;
};

type Parts = {
  readonly database: Database;
  readonly sets: EventSets;
  readonly values: ValueCounts;
  readonly fields: RecordFields;
};

const longestLabel = 120;

export async function complete(parts: Parts, request: Request, signal: AbortSignal): Promise<Completion> {
  const place = completionPlace(request.filter, request.cursor);
  const options = await optionsAt(parts, request, place, signal);
  return { from: place.from, to: place.to, options: options.slice(0, request.limit) };
}

async function optionsAt(
  parts: Parts,
  request: Request,
  place: CompletionPlace,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  if (place.kind === 'phrase') return [];
  return place.kind === 'field'
    ? optionsOfNames(parts, request, place, signal)
    : optionsOfValues(parts, request, place, signal);
}

/** Names; behind them the operators, and, once a few letters are there, events that are called so. */
async function optionsOfNames(
  parts: Parts,
  request: Request,
  { typed, to }: CompletionPlace,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  const seen = await parts.fields.list(signal);
  const names = fieldOptions(typed, seen, request.limit).map(({ text, detail }): Option => ({
    kind: 'field',
    text,
    ...(detail === undefined ? {} : { detail }),
  }));
  // A name that has its value already is only to become another one.
  if (request.filter.charAt(to - 1) === ':') return names;
  const others = [
    ...(typed.length < 3 ? [] : await eventsCalled(parts, request, typed, signal)),
    ...operatorsFor(request, typed),
  ];
  return [...names.slice(0, Math.max(0, request.limit - others.length)), ...others];
}

const mostEventNames = 5;

async function eventsCalled(
  parts: Parts,
  request: Request,
  typed: string,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  const field = fieldAt(['eventName']);
  const question = await questionWithout(parts, request, signal);
  if (!parts.sets.isAtHand(question)) return [];
  const found = await parts.values.find(question, { field, typed, limit: mostEventNames }, signal);
  return found.map(({ value, events }) => ({
    kind: 'value',
    text: fieldEquals(field.path, value),
    detail: field.title,
    ...(events === undefined ? {} : { count: events }),
  }));
}

const operators = [
  { word: 'AND', detail: 'Both must be true; the same as a space' },
  { word: 'OR', detail: 'At least one must be true' },
  { word: 'NOT', detail: 'Must not be true; the same as a minus' },
];

/** Only upper case letters may become an operator; between two clauses it has its place. */
function operatorsFor({ filter, cursor }: Request, typed: string): readonly Option[] {
  const before = filter.slice(0, Math.max(0, cursor - typed.length)).trimEnd();
  const isAfterClause = before !== '' && !/(?:[(:-]|\b(?:AND|OR|NOT))$/.test(before);
  return operators
    .filter(
      ({ word }) => word.startsWith(typed) && (typed !== '' || isAfterClause) && (word === 'NOT' || isAfterClause),
    )
    .map(({ word, detail }) => ({ kind: 'operator', text: `${word} `, label: word, detail }));
}

type ValuePlace = Extract<CompletionPlace, { kind: 'value' }>;

async function optionsOfValues(
  parts: Parts,
  request: Request,
  place: ValuePlace,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  const field = fieldAt(place.path);
  if (field.column?.type === 'record' || !(await isKnown(parts, field, signal))) return [];
  const question = await questionWithout(parts, request, signal);
  if (field.column?.type === 'timestamp')
    return timeOptions(parts.database, parts.sets, { question, typed: place.typed, isBound: place.isBound }, signal);
  const found = await parts.values.find(
    question,
    { field, typed: place.typed.replaceAll('*', ''), limit: request.limit },
    signal,
  );
  const options = found.map(({ value, events }) => valueOption(place, value, events));
  return [...options, ...formsFor(field, place)];
}

function valueOption(place: ValuePlace, value: string, events: number | undefined): Option {
  const text = writtenValue(place, value);
  const label = value.length > longestLabel ? `${value.slice(0, longestLabel)}…` : value;
  // How many lie beyond a bound is another number.
  const isCounted = events !== undefined && !place.isBound;
  return { kind: 'value', text, ...(label === text ? {} : { label }), ...(isCounted ? { count: events } : {}) };
}

function writtenValue({ isInGroup }: ValuePlace, value: string): string {
  const text = fieldEquals('x', value).slice('x:'.length);
  return isInGroup && /^(?:AND|OR|NOT)$/.test(text) ? `"${text}"` : text;
}

/** What can be asked besides one value, while nothing is typed yet. */
function formsFor(field: Field, { typed, isBound }: ValuePlace): readonly Option[] {
  if (typed !== '' || isBound) return [];
  const forms: Option[] = [{ kind: 'operator', text: '*', detail: 'Has a value, whatever it is' }];
  if (field.column === undefined || field.column.type === 'integer') {
    forms.push(
      { kind: 'operator', text: '>=', detail: 'At least' },
      { kind: 'operator', text: '<=', detail: 'At most' },
    );
  }
  return forms;
}

/** A field that no record has is an error as soon as the filter is run. */
async function isKnown(parts: Parts, field: Field, signal: AbortSignal): Promise<boolean> {
  if (field.column !== undefined || isKnownPath(field.path, new Set())) return true;
  return (await parts.fields.list(signal)).some(({ id }) => id === field.id);
}

/** The set, but for the clause that is being written. Where the rest cannot be read either, it says nothing. */
async function questionWithout(
  { database }: Parts,
  { filter, cursor, timeZone, range }: Request,
  signal: AbortSignal,
): Promise<EventQuestion> {
  const rest = withoutClauseAt(filter, cursor);
  try {
    return { filter: await readEventFilter(database, printFilter(rest), timeZone, signal), timeZone, range };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'filter/invalid') throw error;
    return { filter: { kind: 'everything', from: 0, to: 0 }, timeZone, range };
  }
}
