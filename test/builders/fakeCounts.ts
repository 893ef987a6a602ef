// Answers of the made-up workspace that count its events: facets, bars, what may be typed.
import { columnIds, type CellValue } from '../../shared/events/columns.ts';
import { readField } from '../../shared/events/field.ts';
import { timeSteps } from '../../shared/events/timeSteps.ts';
import { withoutField } from '../../shared/filter/facetClauses.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import { fieldEquals, printFilter } from '../../shared/filter/print.ts';
import { AppError } from '../../shared/errors.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { FakeHandlers } from './fakeBridge.ts';
import { cellAt, eventsOf, type EventSet, type FakeEvent } from './fakeEvents.ts';

/** For the facets and the bars: without these they stay empty, and the tests of all else quick. */
export function countHandlers(events: readonly FakeEvent[]): FakeHandlers {
  return {
    'events.facets': ({ facets, ...set }) => ({ facets: facets.map((facet) => facetOf(events, set, facet)) }),
    'events.histogram': ({ maxBars, ...set }) => histogramOf(eventsOf(events, set), { ...set, maxBars }),
  };
}

/** For what can be typed. */
export function typingHandlers(events: readonly FakeEvent[]): FakeHandlers {
  return {
    'events.fields': ({ search, limit }) => ({
      fields: fieldPaths.filter(({ id }) => id.toLowerCase().includes(search.toLowerCase())).slice(0, limit),
    }),
    'filter.complete': (question) => completionsOf(events, question),
  };
}

/** Ways into the records that `recordText` writes. */
const fieldPaths = [
  { id: 'requestParameters.deliveryStreamName', example: 'orders-to-lake' },
  { id: 'requestParameters.extendedS3DestinationUpdate.compressionFormat', example: 'ZIP' },
];

type FacetQuestion = { readonly field: string; readonly search?: string | undefined; readonly limit: number };

function facetOf(
  events: readonly FakeEvent[],
  set: EventSet,
  { field: id, search = '', limit }: FacetQuestion,
): CallOutput<'events.facets'>['facets'][number] {
  const field = readField(id);
  const { node } = parseFilter(set.filter);
  if (!field || !node) throw new AppError('bad-request', `There is no field ${id}`);
  const among = eventsOf(events, { ...set, filter: printFilter(withoutField(node, field)) });
  const values = tally(among.map((event) => cellAt(event, field.path))).filter(
    ({ value }) => search === '' || (value !== null && String(value).toLowerCase().includes(search.toLowerCase())),
  );
  return { field: id, values: values.slice(0, limit), distinct: values.filter(({ value }) => value !== null).length };
}

/** The most frequent first, then by value; no value last of its equals. */
function tally(cells: readonly CellValue[]): { value: CellValue; count: number }[] {
  const counts = new Map<CellValue, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const order = (value: CellValue) => (value === null ? '\uFFFF' : String(value));
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (order(a.value) < order(b.value) ? -1 : 1));
}

function histogramOf(
  events: readonly FakeEvent[],
  { range, timeZone, maxBars }: EventSet & { readonly timeZone: string; readonly maxBars: number },
): CallOutput<'events.histogram'> {
  const instants = events.map((event) => Date.parse(String(event['eventTime'])));
  const fromMs = range?.fromMs ?? Math.min(...instants);
  const toMs = range?.toMs ?? Math.max(...instants) + 1;
  if (!(fromMs < toMs)) return { bars: [], toMs: 0, step: '1 second', withoutTime: 0 };
  const steps = timeSteps(fromMs, toMs, timeZone, maxBars);
  const bars = steps.starts.map((start) => ({ fromMs: start, succeeded: 0, failed: 0 }));
  for (const [index, event] of events.entries()) {
    const bar = bars.findLast((each) => each.fromMs <= (instants[index] ?? 0));
    if (bar) bar[event['errorCode'] === null ? 'succeeded' : 'failed'] += 1;
  }
  return { bars, toMs: steps.toMs, step: steps.step, withoutTime: 0 };
}

type CompletionQuestion = { readonly filter: string; readonly cursor: number; readonly limit: number };

/** Fields for the word before the cursor; after a colon the field's values among all events. */
function completionsOf(
  events: readonly FakeEvent[],
  { filter, cursor, limit }: CompletionQuestion,
): CallOutput<'filter.complete'> {
  const [, name, word = ''] = /(?:([\w.]+):)?([\w.-]*)$/.exec(filter.slice(0, cursor).replace(/(^|\s)-/, '$1')) ?? [];
  const wanted = word.toLowerCase();
  const span = { from: cursor - word.length, to: cursor };
  if (name === undefined) {
    const ids = columnIds.filter((id) => id !== 'record' && id.toLowerCase().startsWith(wanted));
    return { ...span, options: ids.slice(0, limit).map((id) => ({ kind: 'field', text: `${id}:`, label: id })) };
  }
  const field = readField(name);
  const counted = field ? tally(events.map((event) => cellAt(event, field.path))) : [];
  const options = counted
    .filter(({ value }) => value !== null && String(value).toLowerCase().startsWith(wanted))
    .map(({ value, count }) => ({
      kind: 'value' as const,
      text: fieldEquals(['x'], value).slice('x:'.length),
      label: String(value),
      count,
    }));
  return { ...span, options: options.slice(0, limit) };
}
