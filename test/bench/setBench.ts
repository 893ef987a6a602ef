// What the window asks for with every change of the filter and every letter typed into it, and when an event is opened:
// through the contract, as the window asks.
import type { Client } from '../../shared/ipc/client.ts';
import { createRandom, fraction } from '../generator/random.ts';
import type { BenchQuery, ValuesOf } from './benchFilters.ts';
import { median, percentile, type Measured } from './measure.ts';
import { say } from './processes.ts';

/** As many as the window offers at first. */
export const facets = [
  'eventName',
  'eventSource',
  'actor',
  'awsRegion',
  'recipientAccountId',
  'sourceIPAddress',
  'errorCode',
  'userIdentity.type',
].map((field) => ({ field, limit: 20 }));

const details = 60;

/** The p95 of each round of each question, and the plain question it is held against, in milliseconds. */
export type SetTimes = {
  readonly columns: number[];
  readonly records: number[];
  readonly completion: number[];
  readonly detail: number[];
  readonly reference: number[];
};

export function newSetTimes(): SetTimes {
  return { columns: [], records: [], completion: [], detail: [], reference: [] };
}

export type SetQueries = {
  readonly ofColumns: readonly BenchQuery[];
  readonly ofRecords: readonly BenchQuery[];
  readonly texts: readonly string[];
};

export async function roundOfSets(client: Client, queries: SetQueries, run: number, times: SetTimes): Promise<void> {
  times.reference.push(await plainGrouping(client));
  times.columns.push(
    await p95Of(`facets and histogram over columns, run ${run}`, queries.ofColumns, askAround(client)),
  );
  times.records.push(
    await p95Of(`facets and histogram over records, run ${run}`, queries.ofRecords, askAround(client)),
  );
  times.completion.push(await p95Of(`completion, run ${run}`, queries.texts, askCompletion(client)));
  times.detail.push(await p95Of(`detail, run ${run}`, await someEvents(client, run), askDetail(client)));
}

export function setLines(times: SetTimes, events: string): readonly Measured[] {
  const line = (what: string, values: readonly number[], limit: number): Measured => ({
    what,
    measured: `${median(values).toFixed(0)} (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}) ms`,
    reference: `${median(times.reference).toFixed(0)} ms`,
    ratio: `${(median(values) / median(times.reference)).toFixed(1)} ×`,
    goal: { text: `< ${limit} ms`, isReached: median(values) < limit },
  });
  return [
    line(
      `${facets.length} facets and histogram of ${events} events after a filter over columns: p95`,
      times.columns,
      250,
    ),
    line('the same after a filter over JSON paths and full text: p95', times.records, 2500),
    line('completion of a field or value in a filter: p95', times.completion, 50),
    line('opening an event: detail and exact text: p95', times.detail, 30),
  ];
}

/** Filters in the making, with the cursor at their end. */
export async function completionTexts(valuesOf: ValuesOf): Promise<readonly string[]> {
  const [actor = ''] = await valuesOf('actor');
  const names = ['', 'e', 'ev', 'eventN', 'req', 'requestParameters.', 'requestParameters.b', 'PutOb', 'user', 'arn'];
  const fields = ['eventName:', 'eventSource:', 'actor:', 'awsRegion:', 'errorCode:', 'userAgent:', 'sourceIPAddress:'];
  const befores = ['', 'errorCode:* ', '-readOnly:true ', 'eventSource:s3.amazonaws.com '];
  const values = befores.flatMap((before) =>
    fields.flatMap((field) => ['', 'a', 'am', 'ama'].map((typed) => `${before}${field}${typed}`)),
  );
  const others = [
    'eventTime:',
    'eventTime:2026-06',
    'readOnly:',
    'copies:',
    'accessKeyId:AK',
    `actor:"${actor.slice(0, 4)}`,
  ];
  const paths = ['requestParameters.bucketName:', 'requestParameters.bucketName:a', 'userIdentity.invokedBy:'];
  return [...names, ...values, ...others, ...paths];
}

async function p95Of<Asked>(
  what: string,
  asked: readonly Asked[],
  ask: (asked: Asked) => Promise<unknown>,
): Promise<number> {
  const timed: { readonly ms: number; readonly each: Asked }[] = [];
  for (const each of asked) {
    const startedMs = performance.now();
    await ask(each);
    timed.push({ ms: performance.now() - startedMs, each });
  }
  const times = timed.map(({ ms }) => ms);
  const p95 = percentile(times, 0.95);
  const slowest = timed
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 4)
    .map(({ ms, each }) => `${ms.toFixed(0)} ms ${JSON.stringify(each)}`);
  say(`${what}: p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms; slowest ${slowest.join('; ')}`);
  return p95;
}

function askAround(client: Client): (query: BenchQuery) => Promise<unknown> {
  return ({ filter }) =>
    Promise.all([
      client.call('events.facets', { filter, timeZone: 'UTC', facets }),
      client.call('events.histogram', { filter, timeZone: 'UTC', maxBars: 100 }),
    ]);
}

function askCompletion(client: Client): (filter: string) => Promise<unknown> {
  return (filter) => client.call('filter.complete', { filter, cursor: filter.length, timeZone: 'UTC', limit: 20 });
}

function askDetail(client: Client): (eventId: number) => Promise<unknown> {
  return (eventId) => Promise.all([client.call('event.detail', { eventId }), client.call('event.record', { eventId })]);
}

/** Those of a view in the order of time that a reader might open, wherever they are. */
async function someEvents(client: Client, run: number): Promise<readonly number[]> {
  const random = createRandom(run + 1000);
  const sort = [{ column: 'eventTime', direction: 'desc' as const }];
  const { viewId, total } = await client.call('events.open', { filter: '', timeZone: 'UTC', sort });
  const ids: number[] = [];
  for (let index = 0; index < details; index += 1) {
    const offset = Math.floor(fraction(random) * total);
    const page = await client.call('events.page', { viewId, offset, limit: 1, columns: [] });
    ids.push(...page.ids);
  }
  await client.call('events.close', { viewId });
  return ids;
}

/** The same counts, of all events, as anybody would ask for them in SQL. */
async function plainGrouping(client: Client): Promise<number> {
  const startedMs = performance.now();
  for (const { field } of facets) {
    const text = `SELECT "${field}", count(*) FROM events GROUP BY 1 ORDER BY 2 DESC LIMIT 20`;
    await client.call('sql.run', { text, limit: 20 });
  }
  const text = `SELECT date_trunc('day', "eventTime"), count(*), count("errorCode") FROM events GROUP BY 1 ORDER BY 1`;
  await client.call('sql.run', { text, limit: 1000 });
  return performance.now() - startedMs;
}
